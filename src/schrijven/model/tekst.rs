//! What every text that people write has to keep to, whatever the form.

use crate::{
    error::Fouten,
    markdown,
    persoonsgegevens::model::{Veld, keur},
};

/// The most characters of a reason.
const MAX_REDEN: usize = 2_000;

/// What to do about a text with endless levels.
pub const TE_DIEP: &str =
    "De tekst heeft te veel niveaus van citaten of lijsten. Maak er minder dan 30.";

/// A text on one line.
pub fn een_regel(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without white space around it, with the ends of its lines as we keep them.
pub fn netjes(tekst: &str) -> String {
    tekst.trim().replace("\r\n", "\n")
}

/// Notes that a text has more characters than fit.
pub fn keur_lengte(veld: &str, tekst: &str, hoogstens: usize, fouten: &mut Fouten) {
    let tekens = tekst.chars().count();
    if tekens > hoogstens {
        let melding = format!(
            "Dit is te lang: {tekens} tekens, en er passen er {hoogstens}. Haal er {} af.",
            tekens - hoogstens
        );
        fouten.meld(veld, "te-lang", melding);
    }
}

/// Notes that a text in Markdown has endless levels.
pub fn keur_diepte(veld: &str, tekst: &str, fouten: &mut Fouten) {
    if markdown::te_diep(tekst) {
        fouten.meld(veld, "te-diep", TE_DIEP);
    }
}

/// Why somebody does something, as they typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waarom<'a> {
    /// The name of its field.
    pub veld: &'a str,
    /// What people call that.
    pub label: &'a str,
    /// The words.
    pub tekst: &'a str,
    /// Whether their writer looked at what seems personal data.
    pub akkoord: bool,
}

impl<'a> Waarom<'a> {
    /// The words; none when there are none. What is wrong with them is noted, also what seems personal data
    /// as long as their writer has not looked at it.
    pub fn keur(self, verplicht: bool, fouten: &mut Fouten) -> Option<&'a str> {
        let veld = Veld {
            naam: self.veld,
            label: self.label,
            tekst: self.tekst,
        };
        keur(&[veld], self.akkoord, fouten);
        let tekst = self.tekst.trim();
        if tekst.is_empty() && verplicht {
            let melding = "Schrijf op waarom. Wie dit leest, moet het kunnen begrijpen.";
            fouten.meld(self.veld, "verplicht", melding);
        }
        keur_lengte(self.veld, tekst, MAX_REDEN, fouten);
        Some(tekst).filter(|t| !t.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_there_when_it_has_to_be_and_names_nobody() {
        let lang = "x".repeat(MAX_REDEN + 1);
        let bel = "Bel 06-12345678.";
        for (tekst, akkoord, verplicht, codes) in [
            (" ", false, false, &[][..]),
            (" ", true, true, &["verplicht"]),
            ("Te duur.", false, true, &[]),
            (bel, false, false, &["persoonsgegevens"]),
            (bel, true, true, &[]),
            (&*lang, false, true, &["te-lang"]),
        ] {
            let waarom = Waarom {
                veld: "waarom-niet",
                label: "Waarom niet?",
                tekst,
                akkoord,
            };
            let mut fouten = Fouten::new();
            let gelezen = waarom.keur(verplicht, &mut fouten);
            assert_eq!(gelezen, Some(tekst.trim()).filter(|t| !t.is_empty()));
            let gezien: Vec<_> = fouten.iter().map(|f| f.code).collect();
            assert_eq!(gezien, codes, "{tekst:.20}");
            assert!(fouten.iter().all(|f| f.veld == "waarom-niet"));
        }
    }

    #[test]
    fn a_text_says_how_much_has_to_go() {
        let mut fouten = Fouten::new();
        keur_lengte("les", "één", 3, &mut fouten);
        assert!(fouten.is_empty(), "characters, and not bytes");
        keur_lengte("les", "vijfen", 4, &mut fouten);
        keur_diepte("tekst", &"> ".repeat(40), &mut fouten);
        let gezien: Vec<_> = fouten.iter().map(|f| (f.veld.as_str(), f.code)).collect();
        assert_eq!(gezien, [("les", "te-lang"), ("tekst", "te-diep")]);
        let melding = fouten.iter().next().map(|f| f.melding.as_str());
        assert_eq!(
            melding,
            Some("Dit is te lang: 6 tekens, en er passen er 4. Haal er 2 af.")
        );
    }
}
