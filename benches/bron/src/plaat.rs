//! A chart of bars with what they stand for in words and figures.

use std::fmt::Write as _;
use std::time::Duration;

use crate::kwantielen::ms;

/// Bars that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// What they are about.
    pub naam: String,
    /// Name and length of each bar; the first is ours.
    pub balken: Vec<(String, Duration)>,
    /// What the first bar should not exceed, when there is something.
    pub grens: Option<Duration>,
}

const BREED: u32 = 860;
const LINKS: u32 = 250;
const BALK: u32 = 22;
const RIJ: u32 = 28;
const KOP: u32 = 92;

/// Draws groups of bars as an SVG of its own, readable on white and without any font of ours.
pub fn plaat(titel: &str, onderschrift: &str, groepen: &[Groep]) -> String {
    let langste = groepen
        .iter()
        .flat_map(|groep| groep.balken.iter().map(|b| b.1).chain(groep.grens))
        .max()
        .unwrap_or_default();
    let rijen: usize = groepen.iter().map(|groep| groep.balken.len() + 2).sum();
    let hoog = KOP + RIJ * u32::try_from(rijen).unwrap_or_default();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {BREED} {hoog}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"15\" role=\"img\">\n\
         <title>{}</title>\n<rect width=\"{BREED}\" height=\"{hoog}\" fill=\"#fff\"/>\n\
         <text x=\"16\" y=\"34\" font-size=\"21\" font-weight=\"600\" fill=\"#1a1a1a\">{}</text>\n\
         <text x=\"16\" y=\"60\" fill=\"#444\">{}</text>\n",
        veilig(titel),
        veilig(titel),
        veilig(onderschrift),
    );
    let mut y = KOP;
    for groep in groepen {
        let _ = writeln!(
            svg,
            "<text x=\"16\" y=\"{}\" font-weight=\"600\" fill=\"#1a1a1a\">{}</text>",
            y + 14,
            veilig(&groep.naam)
        );
        y += RIJ;
        let boven = y;
        for (plaats, (naam, duur)) in groep.balken.iter().enumerate() {
            let kleur = if plaats == 0 { "#154273" } else { "#9aa5b1" };
            let (lang, midden) = (lengte(*duur, langste), y + BALK / 2 + 5);
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{midden}\" text-anchor=\"end\" fill=\"#1a1a1a\">{}</text>\n\
                 <rect x=\"{LINKS}\" y=\"{y}\" width=\"{lang}\" height=\"{BALK}\" fill=\"{kleur}\"/>\n\
                 <text x=\"{}\" y=\"{midden}\" fill=\"#1a1a1a\">{} ms</text>",
                LINKS - 10,
                veilig(naam),
                LINKS + lang + 8,
                ms(*duur),
            );
            y += RIJ;
        }
        if let Some(grens) = groep.grens {
            let x = LINKS + lengte(grens, langste);
            let _ = writeln!(
                svg,
                "<line x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\" stroke=\"#b3261e\" \
                 stroke-width=\"2\" stroke-dasharray=\"5 4\"/>\n\
                 <text x=\"{x}\" y=\"{}\" text-anchor=\"middle\" font-size=\"13\" fill=\"#b3261e\">\
                 bar {} ms</text>",
                boven - 4,
                y - 2,
                y + 12,
                ms(grens),
            );
        }
        y += RIJ;
    }
    svg.push_str("</svg>\n");
    svg
}

fn lengte(duur: Duration, langste: Duration) -> u32 {
    // Room is kept behind the longest bar for its figure.
    let ruimte = u128::from(BREED - LINKS - 110);
    let lang = duur.as_micros() * ruimte / langste.as_micros().max(1);
    u32::try_from(lang).unwrap_or(BREED).max(2)
}

fn veilig(tekst: &str) -> String {
    tekst
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Groep, plaat};

    #[test]
    fn bars_are_as_long_as_what_they_stand_for() {
        let groep = Groep {
            naam: "10 & more".to_owned(),
            balken: vec![
                ("ours".to_owned(), Duration::from_millis(10)),
                ("bare".to_owned(), Duration::from_millis(5)),
            ],
            grens: Some(Duration::from_millis(20)),
        };
        let svg = plaat("Title", "Below", &[groep]);
        let breedten: Vec<&str> = svg
            .match_indices("height=\"22\"")
            .filter_map(|(plaats, _)| svg[..plaats].rsplit("width=\"").next())
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(breedten, ["250", "125"]);
        assert!(svg.contains("10.0 ms") && svg.contains("5.00 ms") && svg.contains("bar 20.0 ms"));
        assert!(svg.contains("10 &amp; more"));
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
    }
}
