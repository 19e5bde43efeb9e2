//! Types and rules of a notitie. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld as Vrij, keur as keur_gegevens},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
    stukken::model::verschil::Veld,
    waarden::waarden,
    werkruimte::model::{Niveau, Plaats},
};

/// The most characters of a title.
const MAX_TITEL: usize = 200;
/// The most characters of a summary.
const MAX_SAMENVATTING: usize = 600;
/// The most characters of the text.
const MAX_TEKST: usize = 50_000;

waarden! {
    /// How a notitie stands: there is nothing to do with one but to change it.
    Status {
        Geschreven = "geschreven", "Geschreven";
    }
}

/// What is particular to a notitie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notitie {
    /// The thema, and who reads it.
    pub plaats: Plaats,
    /// What it says, as Markdown.
    pub tekst: String,
}

/// What somebody writes, as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// The title.
    pub titel: String,
    /// One or two sentences; may be empty.
    pub samenvatting: String,
    /// The text.
    pub tekst: String,
    /// A value of [`Niveau`].
    pub niveau: String,
}

/// The same, tidied up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geschreven {
    /// The title.
    pub titel: String,
    /// One or two sentences; may be empty.
    pub samenvatting: String,
    /// The text.
    pub tekst: String,
    /// Who reads it.
    pub niveau: Niveau,
}

impl Ingevuld {
    /// What was written, with everything that is wrong noted, also what seems personal data unless its writer looked
    /// at that (`akkoord`); none when no level was chosen.
    pub fn keur(&self, akkoord: bool, fouten: &mut Fouten) -> Option<Geschreven> {
        let (titel, samenvatting) = (een_regel(&self.titel), een_regel(&self.samenvatting));
        let tekst = netjes(&self.tekst);
        if titel.is_empty() {
            let melding = "Geef de notitie een titel. Zo vinden anderen haar terug.";
            fouten.meld("titel", "verplicht", melding);
        }
        keur_lengte("titel", &titel, MAX_TITEL, fouten);
        keur_lengte("samenvatting", &samenvatting, MAX_SAMENVATTING, fouten);
        if tekst.is_empty() {
            let melding = "Schrijf op wat u wilt bewaren. Een notitie zonder tekst zegt niets.";
            fouten.meld("tekst", "verplicht", melding);
        }
        keur_lengte("tekst", &tekst, MAX_TEKST, fouten);
        keur_diepte("tekst", &tekst, fouten);
        let niveau = self.niveau.parse::<Niveau>();
        if niveau.is_err() {
            fouten.meld("niveau", "verplicht", "Kies wie de notitie mag lezen.");
        }
        let vrij = |naam, label, tekst| Vrij { naam, label, tekst };
        let velden = [
            vrij("titel", "Titel", titel.as_str()),
            vrij("samenvatting", "Samenvatting", samenvatting.as_str()),
            vrij("tekst", "Tekst", tekst.as_str()),
        ];
        keur_gegevens(&velden, akkoord, fouten);
        Some(Geschreven {
            titel,
            samenvatting,
            tekst,
            niveau: niveau.ok()?,
        })
    }

    /// Every field as people read it, to compare two versions.
    pub fn vergelijkbaar(&self) -> Vec<Veld> {
        vec![
            Veld::nieuw("titel", "Titel", &self.titel),
            Veld::nieuw("samenvatting", "Samenvatting", &self.samenvatting),
            Veld::nieuw("tekst", "Tekst", &self.tekst),
            Veld::nieuw("niveau", "Wie leest dit?", Niveau::in_woorden(&self.niveau)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ingevuld() -> Ingevuld {
        Ingevuld {
            titel: "  Gesprek  met de huisartsen ".into(),
            samenvatting: String::new(),
            tekst: "Zij willen bericht terug.\r\n".into(),
            niveau: "besloten".into(),
        }
    }

    #[test]
    fn what_is_written_is_tidied_up() {
        let mut fouten = Fouten::new();
        let geschreven = ingevuld().keur(false, &mut fouten).unwrap();
        assert!(fouten.is_empty(), "{fouten}");
        assert_eq!(geschreven.titel, "Gesprek met de huisartsen");
        assert_eq!(geschreven.tekst, "Zij willen bericht terug.");
        assert_eq!(geschreven.niveau, Niveau::Besloten);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let codes = |ingevuld: &Ingevuld, akkoord| -> Vec<(String, &'static str)> {
            let mut fouten = Fouten::new();
            ingevuld.keur(akkoord, &mut fouten);
            fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
        };
        let leeg = codes(&Ingevuld::default(), false);
        let verplicht = ["titel", "tekst", "niveau"].map(|veld| (veld.to_owned(), "verplicht"));
        assert_eq!(leeg, verplicht);
        let lang = Ingevuld {
            titel: "x".repeat(MAX_TITEL + 1),
            samenvatting: "x".repeat(MAX_SAMENVATTING + 1),
            tekst: "a".repeat(MAX_TEKST + 1),
            niveau: "iedereen".into(),
        };
        let velden: Vec<String> = codes(&lang, false).into_iter().map(|f| f.0).collect();
        assert_eq!(velden, ["titel", "samenvatting", "tekst", "niveau"]);
        let bel = Ingevuld {
            tekst: "Bel 06-12345678.".into(),
            ..ingevuld()
        };
        let gevonden = [("tekst".to_owned(), "persoonsgegevens")];
        assert_eq!(codes(&bel, false), gevonden);
        assert_eq!(codes(&bel, true), []);
    }

    #[test]
    fn versions_are_compared_in_the_words_of_people() {
        let velden = ingevuld().vergelijkbaar();
        let niveau = velden.iter().find(|veld| veld.naam == "niveau");
        assert_eq!(niveau.map(|veld| veld.waarde.as_str()), Some("Besloten"));
    }
}
