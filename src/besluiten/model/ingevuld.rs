//! What somebody fills in to propose a besluit or to change one. Pure.

use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld, keur},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
    werkruimte::model::Niveau,
};

/// The most characters of what is decided in a few words.
const MAX_TITEL: usize = 160;
/// The most characters of each text.
const MAX_TEKST: usize = 10_000;
/// The most stukken that a besluit is about.
pub const MAX_OVER: usize = 10;

/// A besluit as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// What is decided, in a few words.
    pub titel: String,
    /// What is decided.
    pub tekst: String,
    /// Why.
    pub waarom: String,
    /// What it is about: a kenmerk or an address a line.
    pub over: String,
    /// The besluit that it replaces, by kenmerk or address; empty when it replaces none.
    pub vervangt: String,
    /// Who reads it.
    pub niveau: String,
    /// The version that its writer saw; none for a new one.
    pub versie: Option<i64>,
    /// Whether its writer looked at what seems personal data.
    pub akkoord: bool,
}

/// The words, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gekeurd {
    /// What is decided, in a few words.
    pub titel: String,
    /// What is decided, as Markdown.
    pub tekst: String,
    /// Why, as Markdown.
    pub waarom: String,
    /// Who reads it.
    pub niveau: Niveau,
}

impl Ingevuld {
    /// Judges the words; none when the level is missing. What is wrong is noted.
    pub fn keur(&self, fouten: &mut Fouten) -> Option<Gekeurd> {
        let titel = een_regel(&self.titel);
        if titel.is_empty() {
            let melding = "Schrijf in één zin op wat u wilt besluiten.";
            fouten.meld("titel", "verplicht", melding);
        }
        keur_lengte("titel", &titel, MAX_TITEL, fouten);
        let tekst = netjes(&self.tekst);
        if tekst.is_empty() {
            let melding = "Schrijf op wat u besluit, zodat een ander het kan uitvoeren.";
            fouten.meld("tekst", "verplicht", melding);
        }
        let waarom = netjes(&self.waarom);
        if waarom.is_empty() {
            let melding = "Schrijf op waarom. Wie het besluit leest, moet het kunnen begrijpen.";
            fouten.meld("waarom", "verplicht", melding);
        }
        for (veld, van) in [("tekst", &tekst), ("waarom", &waarom)] {
            keur_lengte(veld, van, MAX_TEKST, fouten);
            keur_diepte(veld, van, fouten);
        }
        let niveau = self.niveau.parse().ok();
        if niveau.is_none() {
            fouten.meld("niveau", "verplicht", "Kies wie het besluit mag lezen.");
        }
        let velden = [
            ("titel", "Het besluit in één zin", &self.titel),
            ("tekst", "Wat wij besluiten", &self.tekst),
            ("waarom", "Waarom", &self.waarom),
        ];
        let velden = velden.map(|(naam, label, tekst)| Veld { naam, label, tekst });
        keur(&velden, self.akkoord, fouten);
        Some(Gekeurd {
            titel,
            tekst,
            waarom,
            niveau: niveau?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goed() -> Ingevuld {
        Ingevuld {
            titel: " Eén brief\n voor iedereen ".into(),
            tekst: "Wij sturen **één** brief.\r\n".into(),
            waarom: "Twee brieven verwarren.".into(),
            niveau: "besloten".into(),
            ..Ingevuld::default()
        }
    }

    fn fouten_van(van: &Ingevuld) -> Vec<String> {
        let mut fouten = Fouten::new();
        van.keur(&mut fouten);
        let kort = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(kort).collect()
    }

    #[test]
    fn what_is_right_is_made_tidy() {
        let mut fouten = Fouten::new();
        let gekeurd = goed().keur(&mut fouten).expect("it is right");
        assert!(fouten.is_empty());
        assert_eq!(gekeurd.titel, "Eén brief voor iedereen");
        assert_eq!(gekeurd.tekst, "Wij sturen **één** brief.");
        assert_eq!(gekeurd.niveau, Niveau::Besloten);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        assert_eq!(
            fouten_van(&Ingevuld::default()),
            [
                "titel verplicht",
                "tekst verplicht",
                "waarom verplicht",
                "niveau verplicht"
            ]
        );
        let lang = Ingevuld {
            titel: "x".repeat(MAX_TITEL + 1),
            tekst: "x".repeat(MAX_TEKST + 1),
            waarom: "Bel 06-12345678.".into(),
            ..goed()
        };
        assert_eq!(
            fouten_van(&lang),
            ["titel te-lang", "tekst te-lang", "waarom persoonsgegevens"]
        );
        let gezien = Ingevuld {
            waarom: "Bel 06-12345678.".into(),
            akkoord: true,
            ..goed()
        };
        assert!(fouten_van(&gezien).is_empty());
    }
}
