//! What somebody fills in of a kennisvraag, and its answer.

use std::collections::BTreeSet;

use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld as Vrij, keur as keur_gegevens},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
    stukken::model::{Leefdomein, verschil::Veld},
    werkruimte::model::Niveau,
};

/// The most characters of the question.
const MAX_TITEL: usize = 200;
/// The most characters of a summary.
const MAX_SAMENVATTING: usize = 600;
/// The most characters of a text.
const MAX_TEKST: usize = 20_000;
/// The most stukken that answer one.
pub const MAX_STUKKEN: usize = 20;

/// What somebody writes, as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// The question.
    pub titel: String,
    /// One or two sentences; may be empty.
    pub samenvatting: String,
    /// Why it is asked; may be empty.
    pub toelichting: String,
    /// Areas of life: values of [`Leefdomein`].
    pub leefdomeinen: Vec<String>,
    /// A value of [`Niveau`].
    pub niveau: String,
    /// The slug of the thema, for who chooses one; empty when the page is that of a thema.
    pub thema: String,
    /// The question of the search journal that it is made of; empty when there is none.
    pub zoekvraag: String,
    /// The answer, of one that has been answered.
    pub antwoord: String,
}

/// The same, tidied up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geschreven {
    /// The question.
    pub titel: String,
    /// One or two sentences; may be empty.
    pub samenvatting: String,
    /// Why it is asked; may be empty.
    pub toelichting: String,
    /// Areas of life, at least one.
    pub leefdomeinen: Vec<Leefdomein>,
    /// Who reads it.
    pub niveau: Niveau,
    /// The answer; empty as long as there is none.
    pub antwoord: String,
}

/// Judges an answer, which is never empty; answers it tidied up.
pub fn keur_antwoord(tekst: &str, fouten: &mut Fouten) -> String {
    let antwoord = netjes(tekst);
    if antwoord.is_empty() {
        let melding =
            "Schrijf het antwoord op, al is het kort. Wie de vraag volgt, krijgt er bericht van.";
        fouten.meld("antwoord", "verplicht", melding);
    }
    keur_lengte("antwoord", &antwoord, MAX_TEKST, fouten);
    keur_diepte("antwoord", &antwoord, fouten);
    antwoord
}

/// The lines that say something, each once.
pub fn regels(tekst: &str) -> Vec<String> {
    let mut regels: Vec<String> = Vec::new();
    for regel in tekst.lines().map(str::trim).filter(|r| !r.is_empty()) {
        if !regels.iter().any(|er_is| er_is == regel) {
            regels.push(regel.to_owned());
        }
    }
    regels
}

impl Ingevuld {
    /// What was written, with everything that is wrong noted, also what seems personal data unless its writer looked
    /// at that (`akkoord`); none when no level was chosen. `beantwoord` says whether there has to be an answer.
    pub fn keur(&self, beantwoord: bool, akkoord: bool, fouten: &mut Fouten) -> Option<Geschreven> {
        let (titel, samenvatting) = (een_regel(&self.titel), een_regel(&self.samenvatting));
        let toelichting = netjes(&self.toelichting);
        if titel.is_empty() {
            let melding = "Schrijf de vraag op, in één zin. Wat wilt u weten?";
            fouten.meld("titel", "verplicht", melding);
        }
        keur_lengte("titel", &titel, MAX_TITEL, fouten);
        keur_lengte("samenvatting", &samenvatting, MAX_SAMENVATTING, fouten);
        keur_lengte("toelichting", &toelichting, MAX_TEKST, fouten);
        keur_diepte("toelichting", &toelichting, fouten);
        let leefdomeinen: BTreeSet<Leefdomein> = self
            .leefdomeinen
            .iter()
            .filter_map(|l| l.parse().ok())
            .collect();
        if leefdomeinen.is_empty() {
            let melding =
                "Kies minstens één leefdomein. Daaronder staat de vraag op de kennisagenda.";
            fouten.meld("leefdomeinen", "verplicht", melding);
        }
        let niveau = self.niveau.parse::<Niveau>();
        if niveau.is_err() {
            fouten.meld("niveau", "verplicht", "Kies wie de vraag mag lezen.");
        }
        let antwoord = if beantwoord {
            keur_antwoord(&self.antwoord, fouten)
        } else {
            String::new()
        };
        let vrij = |naam, label, tekst| Vrij { naam, label, tekst };
        let velden = [
            vrij("titel", "De vraag", titel.as_str()),
            vrij("samenvatting", "Samenvatting", samenvatting.as_str()),
            vrij("toelichting", "Toelichting", toelichting.as_str()),
            vrij("antwoord", "Het antwoord", antwoord.as_str()),
        ];
        keur_gegevens(&velden, akkoord, fouten);
        Some(Geschreven {
            titel,
            samenvatting,
            toelichting,
            leefdomeinen: leefdomeinen.into_iter().collect(),
            niveau: niveau.ok()?,
            antwoord,
        })
    }

    /// Every field as people read it, to compare what two wrote.
    pub fn vergelijkbaar(&self) -> Vec<Veld> {
        let leefdomeinen = self.leefdomeinen.iter();
        let leefdomeinen: BTreeSet<Leefdomein> =
            leefdomeinen.filter_map(|l| l.parse().ok()).collect();
        let leefdomeinen: Vec<&str> = leefdomeinen.iter().map(|l| l.label()).collect();
        vec![
            Veld::nieuw("titel", "De vraag", &self.titel),
            Veld::nieuw("samenvatting", "Samenvatting", &self.samenvatting),
            Veld::nieuw("toelichting", "Toelichting", &self.toelichting),
            Veld::nieuw("antwoord", "Het antwoord", &self.antwoord),
            Veld::nieuw("leefdomeinen", "Leefdomeinen", leefdomeinen.join(", ")),
            Veld::nieuw("niveau", "Wie leest dit?", Niveau::in_woorden(&self.niveau)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ingevuld() -> Ingevuld {
        Ingevuld {
            titel: "  Wanneer mag het  wijkteam dit weten? ".into(),
            toelichting: "Teams twijfelen.\r\n".into(),
            leefdomeinen: vec![
                "zorg".into(),
                "schulden".into(),
                "maan".into(),
                "zorg".into(),
            ],
            niveau: "openbaar".into(),
            ..Ingevuld::default()
        }
    }

    fn codes(ingevuld: &Ingevuld, beantwoord: bool, akkoord: bool) -> Vec<(String, &'static str)> {
        let mut fouten = Fouten::new();
        ingevuld.keur(beantwoord, akkoord, &mut fouten);
        fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
    }

    #[test]
    fn what_is_written_is_tidied_up() {
        let mut fouten = Fouten::new();
        let met_antwoord = Ingevuld {
            antwoord: "Nog niet.".into(),
            ..ingevuld()
        };
        let geschreven = met_antwoord.keur(false, false, &mut fouten).unwrap();
        assert!(fouten.is_empty(), "{fouten}");
        assert_eq!(geschreven.titel, "Wanneer mag het wijkteam dit weten?");
        assert_eq!(geschreven.toelichting, "Teams twijfelen.");
        let domeinen = [Leefdomein::Zorg, Leefdomein::Schulden];
        assert_eq!(geschreven.leefdomeinen, domeinen);
        assert_eq!(geschreven.niveau, Niveau::Openbaar);
        assert!(
            geschreven.antwoord.is_empty(),
            "an answer comes by its own step"
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let verplicht = |velden: &[&str]| -> Vec<(String, &'static str)> {
            let veld = |veld: &&str| ((*veld).to_owned(), "verplicht");
            velden.iter().map(veld).collect()
        };
        let leeg = Ingevuld::default();
        let zonder = ["titel", "leefdomeinen", "niveau"];
        assert_eq!(codes(&leeg, false, false), verplicht(&zonder));
        let met = ["titel", "leefdomeinen", "niveau", "antwoord"];
        assert_eq!(codes(&leeg, true, false), verplicht(&met));
        let lang = Ingevuld {
            titel: "x".repeat(MAX_TITEL + 1),
            samenvatting: "x".repeat(MAX_SAMENVATTING + 1),
            toelichting: "a".repeat(MAX_TEKST + 1),
            antwoord: "a".repeat(MAX_TEKST + 1),
            ..ingevuld()
        };
        let velden: Vec<String> = codes(&lang, true, false).into_iter().map(|f| f.0).collect();
        assert_eq!(velden, ["titel", "samenvatting", "toelichting", "antwoord"]);
        let bel = Ingevuld {
            toelichting: "Bel 06-12345678.".into(),
            ..ingevuld()
        };
        let gevonden = [("toelichting".to_owned(), "persoonsgegevens")];
        assert_eq!(codes(&bel, false, false), gevonden);
        assert_eq!(codes(&bel, false, true), []);
    }

    #[test]
    fn a_name_stands_there_once() {
        assert_eq!(regels(" a \r\n\nb\na\n"), ["a", "b"]);
        assert!(regels(" \n").is_empty());
    }

    #[test]
    fn two_texts_are_compared_in_the_words_of_people() {
        let velden = ingevuld().vergelijkbaar();
        let waarde = |naam: &str| velden.iter().find(|v| v.naam == naam).map(|v| &*v.waarde);
        assert_eq!(waarde("niveau"), Some("Openbaar"));
        assert_eq!(waarde("leefdomeinen"), Some("Zorg, Schulden"));
    }
}
