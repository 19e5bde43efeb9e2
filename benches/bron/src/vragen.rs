//! Questions as people ask them, and texts that nobody means.

use crate::{Bron, dobbel::Dobbel, materiaal::ONDERWERPEN, stuk::artikel};

/// How a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vraagsoort {
    /// One word.
    Woord,
    /// Two or three words.
    Woorden,
    /// A word made of words.
    Samenstelling,
    /// A word with a typing error.
    Tikfout,
    /// A whole question.
    Zin,
    /// The number of a stuk.
    Nummer,
    /// An article of a law.
    Artikel,
    /// A word that nearly every stuk has.
    Veelvoorkomend,
}

impl Vraagsoort {
    /// All kinds.
    pub const ALLE: [Self; 8] = [
        Self::Woord,
        Self::Woorden,
        Self::Samenstelling,
        Self::Tikfout,
        Self::Zin,
        Self::Nummer,
        Self::Artikel,
        Self::Veelvoorkomend,
    ];

    /// The kind in words.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Woord => "one word",
            Self::Woorden => "two or three words",
            Self::Samenstelling => "a compound",
            Self::Tikfout => "a typing error",
            Self::Zin => "a whole question",
            Self::Nummer => "an identifier",
            Self::Artikel => "an article of a law",
            Self::Veelvoorkomend => "a frequent word",
        }
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vraag {
    /// How it is asked.
    pub soort: Vraagsoort,
    /// What is typed.
    pub tekst: String,
}

/// Of twenty questions, how many are of each kind: most people type a few words.
const MENGSEL: [Vraagsoort; 20] = {
    use Vraagsoort::{
        Artikel, Nummer, Samenstelling, Tikfout, Veelvoorkomend, Woord, Woorden, Zin,
    };
    [
        Woorden,
        Woord,
        Samenstelling,
        Woorden,
        Zin,
        Woorden,
        Tikfout,
        Woord,
        Woorden,
        Veelvoorkomend,
        Woorden,
        Samenstelling,
        Woorden,
        Artikel,
        Woord,
        Zin,
        Woorden,
        Nummer,
        Samenstelling,
        Woorden,
    ]
};

pub fn vragen(bron: &Bron, aantal: usize, stukken: usize) -> Vec<Vraag> {
    let mut dobbel = bron.dobbel(0x7672_6167);
    let soorten = MENGSEL.into_iter().cycle().take(aantal);
    soorten
        .map(|soort| Vraag {
            soort,
            tekst: tekst(bron, &mut dobbel, soort, stukken),
        })
        .collect()
}

fn tekst(bron: &Bron, dobbel: &mut Dobbel, soort: Vraagsoort, stukken: usize) -> String {
    let woorden = bron.woorden();
    match soort {
        Vraagsoort::Woord => woorden.inhoudswoord(dobbel).to_owned(),
        Vraagsoort::Woorden => van_titel(bron, dobbel, stukken),
        Vraagsoort::Samenstelling => woorden.samenstelling(dobbel).to_owned(),
        Vraagsoort::Tikfout => {
            let woord = woorden.samenstelling(dobbel).to_owned();
            met_tikfout(dobbel, &woord)
        }
        Vraagsoort::Zin => zin(bron, dobbel),
        Vraagsoort::Nummer => nummer(bron, dobbel, stukken),
        Vraagsoort::Artikel => {
            let wet = dobbel.kies(&bron.namen().regelingen);
            let naam = if wet.afkorting.is_empty() || dobbel.kans(40) {
                &wet.titel
            } else {
                &wet.afkorting
            };
            let woord = dobbel.tekst(&["art.", "artikel"]);
            format!("{woord} {} {}", artikel(dobbel), naam.to_lowercase())
        }
        Vraagsoort::Veelvoorkomend => woorden.veelvoorkomend(dobbel).to_owned(),
    }
}

/// Two or three words that stand together in a title, or one with a gemeente.
fn van_titel(bron: &Bron, dobbel: &mut Dobbel, stukken: usize) -> String {
    if dobbel.kans(25) {
        let gemeenten = &bron.namen().gemeenten;
        let gemeente = &gemeenten[dobbel.vooraan(gemeenten.len())].naam;
        let ding = bron.woorden().ding(dobbel);
        return format!("{ding} {}", gemeente.to_lowercase());
    }
    let titel = bron.stuk(dobbel.onder(stukken)).titel.to_lowercase();
    let woorden: Vec<&str> = titel
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|woord| woord.len() > 2)
        .collect();
    let aantal = dobbel.tussen(2, 3).min(woorden.len());
    let begin = dobbel.onder(woorden.len() + 1 - aantal);
    woorden[begin..begin + aantal].join(" ")
}

fn zin(bron: &Bron, dobbel: &mut Dobbel) -> String {
    let onderwerp = ONDERWERPEN[dobbel.vooraan(ONDERWERPEN.len())].0;
    let gemeenten = &bron.namen().gemeenten;
    let gemeente = &dobbel.kies(gemeenten).naam;
    let ding = bron.woorden().ding(dobbel);
    let vorm = dobbel.tekst(&[
        "hoe regelt een gemeente {o} en wat kost dat per inwoner",
        "mag een consulent gegevens van de {d} delen bij {o}",
        "wat werkt bij {o} in een kleine gemeente zoals {g}",
        "welke ervaring heeft {g} met {o} zonder extra {d}",
        "wie betaalt de {d} als {o} niet meer lukt",
    ]);
    vorm.replace("{o}", onderwerp)
        .replace("{g}", gemeente)
        .replace("{d}", ding)
}

fn nummer(bron: &Bron, dobbel: &mut Dobbel, stukken: usize) -> String {
    match dobbel.onder(4) {
        0 => format!("PRK-2026-{:04}", dobbel.tussen(100, 100 + stukken / 3)),
        1 => bron.stuk(dobbel.onder(stukken)).extern_id(),
        2 => {
            let met_nummer = (0..200).find_map(|_| bron.stuk(dobbel.onder(stukken)).officieel_id);
            met_nummer.unwrap_or_else(|| "kst-34477-16".to_owned())
        }
        _ => {
            let wet = dobbel.kies(&bron.namen().regelingen);
            if wet.officieel_id.is_empty() {
                wet.slug.clone()
            } else {
                wet.officieel_id.clone()
            }
        }
    }
}

/// A letter left out, doubled, or changed places with the next.
fn met_tikfout(dobbel: &mut Dobbel, woord: &str) -> String {
    let mut letters: Vec<char> = woord.chars().collect();
    let plaats = 1 + dobbel.onder(letters.len().saturating_sub(2));
    match dobbel.onder(3) {
        0 => drop(letters.remove(plaats)),
        1 => letters.insert(plaats, letters[plaats]),
        _ => letters.swap(plaats, plaats - 1),
    }
    letters.into_iter().collect()
}

pub fn beginnen(bron: &Bron, aantal: usize) -> Vec<String> {
    let mut dobbel = bron.dobbel(0x7375_6767);
    let begin = |_| {
        let woord = bron.woorden().inhoudswoord(&mut dobbel).to_owned();
        let lang = dobbel.tussen(2, 7);
        let mut tekst: String = woord.chars().take(lang).collect();
        if dobbel.kans(30) {
            tekst = format!("{} {tekst}", bron.woorden().veelvoorkomend(&mut dobbel));
        }
        tekst
    };
    (0..aantal).map(begin).collect()
}

/// What a text that nobody means is made of.
const SCHERVEN: [&str; 24] = [
    "\"",
    "“",
    "-",
    "--",
    "*",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "art.",
    "2.3.5",
    "…",
    "é́",
    "ß",
    "日本語",
    "שלום",
    "🙂",
    "\u{202e}",
    "%00",
    "<b>",
    "'; --",
    "0",
    "  ",
];

pub fn onzin(bron: &Bron, aantal: usize) -> Vec<String> {
    let mut dobbel = bron.dobbel(0x6f6e_7a69);
    (0..aantal).map(|_| een_onzin(bron, &mut dobbel)).collect()
}

fn een_onzin(bron: &Bron, dobbel: &mut Dobbel) -> String {
    /// The longest question that is taken.
    const LANGSTE: usize = 1_000;
    let delen = match dobbel.onder(20) {
        0 => 150,
        1..5 => dobbel.tussen(8, 30),
        _ => dobbel.tussen(1, 7),
    };
    let mut tekst = String::new();
    for _ in 0..delen {
        match dobbel.onder(10) {
            0..3 => tekst.push_str(dobbel.tekst(&SCHERVEN)),
            3 => {
                let letters = dobbel.tussen(1, 40);
                for _ in 0..letters {
                    let letter = u32::try_from(dobbel.onder(26)).unwrap_or_default();
                    tekst.extend(char::from_u32(u32::from('a') + letter));
                }
            }
            4 => tekst.extend(char::from_u32(
                u32::try_from(dobbel.tussen(0x20, 0xffff)).unwrap_or_default(),
            )),
            5 => {
                let woord = bron.woorden().samenstelling(dobbel).to_owned();
                tekst.push_str(&met_tikfout(dobbel, &woord));
            }
            _ => tekst.push_str(bron.woorden().woord(dobbel)),
        }
        if dobbel.kans(70) {
            tekst.push(' ');
        }
    }
    tekst
        .chars()
        .filter(|letter| *letter != '\0')
        .take(LANGSTE)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Vraagsoort;
    use crate::Bron;

    #[test]
    fn every_kind_of_question_is_asked() {
        let bron = Bron::nieuw(3).unwrap();
        let vragen = bron.vragen(400, 100);
        let soorten: BTreeSet<Vraagsoort> = vragen.iter().map(|v| v.soort).collect();
        assert_eq!(soorten.len(), Vraagsoort::ALLE.len());
        assert!(vragen.iter().all(|v| !v.tekst.trim().is_empty()));
        let verschillend: BTreeSet<&String> = vragen.iter().map(|v| &v.tekst).collect();
        assert!(verschillend.len() > 300, "{}", verschillend.len());
    }

    #[test]
    fn nonsense_is_no_longer_than_a_question_may_be() {
        let onzin = Bron::nieuw(3).unwrap().onzin(500);
        assert!(onzin.iter().all(|tekst| tekst.chars().count() <= 1_000));
        assert!(onzin.iter().any(|tekst| tekst.chars().count() > 500));
        assert!(onzin.iter().any(|tekst| tekst.contains('"')));
    }
}
