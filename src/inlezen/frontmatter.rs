//! Markdown with front matter: fields between two lines of `---`, then the text, then sections
//! under level-2 headings.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::error::{Fouten, Result};

/// The line of each field in its file, from 1.
type Regels = BTreeMap<String, usize>;

/// Splits a Markdown file into the fields of a record, and the lines that fields stand on.
///
/// # Errors
/// There is no front matter, or it can't be read.
pub fn lees(bestand: &str) -> Result<(Map<String, Value>, Regels), Fouten> {
    let fout = |code, melding: String| {
        let mut fouten = Fouten::new();
        fouten.meld("front matter", code, melding);
        fouten
    };
    let bestand = bestand
        .strip_prefix('\u{feff}')
        .unwrap_or(bestand)
        .replace("\r\n", "\n");
    let Some((kop, tekst)) = bestand.strip_prefix("---\n").and_then(splits) else {
        let melding = "Begin het bestand met velden tussen twee regels van drie streepjes (---).";
        return Err(fout("ontbreekt", melding.into()));
    };
    let velden: Value = serde_saphyr::from_str(kop).map_err(|e| {
        // The first line of the file is the one of dashes.
        let waar = e.location().map_or(String::new(), |l| {
            format!(" Kijk bij regel {}.", l.line() + 1)
        });
        let melding = format!(
            "De velden bovenaan zijn geen geldige YAML, of een veld staat er twee keer.{waar}"
        );
        fout("onleesbaar", melding)
    })?;
    let Value::Object(mut map) = velden else {
        return Err(fout(
            "onleesbaar",
            "Schrijf bovenaan velden als “titel: …”.".into(),
        ));
    };
    let (inleiding, secties) = secties(tekst);
    for veld in ["tekst", "secties"] {
        if map.contains_key(veld) {
            let melding = format!("Zet {veld} onder de velden, niet ertussen.");
            return Err(fout("dubbel", melding));
        }
    }
    map.insert("tekst".into(), inleiding.into());
    map.insert("secties".into(), secties);
    Ok((map, regels(kop)))
}

/// The line of each field. The first line of the file is the one of dashes.
fn regels(kop: &str) -> Regels {
    let veld = |(regel, n): (&str, usize)| {
        let (naam, _) = regel.split_once(':')?;
        let is_naam = naam.starts_with(|c: char| c.is_alphanumeric());
        is_naam.then(|| (naam.trim().to_owned(), n))
    };
    kop.lines().zip(2..).filter_map(veld).collect()
}

fn splits(rest: &str) -> Option<(&str, &str)> {
    if let Some(tekst) = rest.strip_prefix("---\n") {
        return Some(("", tekst));
    }
    rest.split_once("\n---\n")
        .or_else(|| Some((rest.strip_suffix("\n---")?, "")))
}

/// The text before the first level-2 heading, and the sections as `[[name, text], …]`: a list
/// and not an object, so that a heading that stands there twice is seen.
fn secties(tekst: &str) -> (String, Value) {
    let mut inleiding = String::new();
    let mut secties: Vec<(String, String)> = Vec::new();
    let mut in_code = false;
    for regel in tekst.lines() {
        in_code ^= regel.trim_start().starts_with("```");
        if let Some(naam) = regel.strip_prefix("## ").filter(|_| !in_code) {
            secties.push((naam.trim().to_owned(), String::new()));
            continue;
        }
        let huidige = secties.last_mut().map_or(&mut inleiding, |s| &mut s.1);
        huidige.push_str(regel);
        huidige.push('\n');
    }
    let secties = secties
        .into_iter()
        .map(|(naam, tekst)| json!([naam, tekst.trim()]));
    (inleiding.trim().to_owned(), secties.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_text_and_sections_are_read() {
        let velden = lees(
            "---\ntitel: Een plan\nthemas: [schulden]\n---\n\nInleiding.\n\n## Aanpak\n\nZo.\n\n\
             ```\n## geen kop\n```\n\n## Kosten\nOnbekend.\n",
        );
        let (velden, regels) = velden.unwrap();
        assert_eq!(
            regels,
            BTreeMap::from([("titel".into(), 2), ("themas".into(), 3)])
        );
        insta::assert_json_snapshot!(velden, @r###"
        {
          "titel": "Een plan",
          "themas": [
            "schulden"
          ],
          "tekst": "Inleiding.",
          "secties": [
            [
              "Aanpak",
              "Zo.\n\n```\n## geen kop\n```"
            ],
            [
              "Kosten",
              "Onbekend."
            ]
          ]
        }
        "###);
    }

    #[test]
    fn broken_front_matter_is_told() {
        for (bestand, code) in [
            ("", "ontbreekt"),
            ("# Alleen tekst", "ontbreekt"),
            ("---\ntitel: x\n", "ontbreekt"),
            ("---\ntitel: [x\n---\n", "onleesbaar"),
            ("---\n- een\n- lijst\n---\n", "onleesbaar"),
            ("---\ntitel: x\ntitel: y\n---\n", "onleesbaar"),
            ("---\ntekst: x\n---\n", "dubbel"),
        ] {
            let fouten = lees(bestand).unwrap_err();
            let codes: Vec<&str> = fouten.iter().map(|f| f.code).collect();
            assert_eq!(codes, [code], "{bestand:?}");
        }
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_fine() {
        let (velden, _) = lees("\u{feff}---\r\ntitel: x\r\n---\r\nTekst.\r\n").unwrap();
        assert_eq!(velden["tekst"], "Tekst.");
    }
}
