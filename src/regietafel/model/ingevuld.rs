//! What people fill in at the regietafel. Pure.

use chrono::{Days, NaiveDate};

use crate::{
    besluiten::model::Uitkomst,
    error::Fouten,
    persoonsgegevens::model::{Veld, keur},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
};

/// The most characters of a question.
const MAX_VRAAG: usize = 600;
/// The most characters of a besluit in a few words.
const MAX_TITEL: usize = 160;
/// The most characters of each text of a besluit.
const MAX_TEKST: usize = 10_000;
/// How far ahead a meeting can be planned, in days.
const VOORUIT: u64 = 730;

/// The question that a duo puts, tidy. What is wrong is noted.
pub fn keur_vraag(tekst: &str, akkoord: bool, fouten: &mut Fouten) -> String {
    let vraag = netjes(tekst);
    if vraag.is_empty() {
        let melding = "Schrijf op wat u van de regietafel vraagt. Wat moet de tafel besluiten?";
        fouten.meld("vraag", "verplicht", melding);
    }
    keur_lengte("vraag", &vraag, MAX_VRAAG, fouten);
    let veld = Veld {
        naam: "vraag",
        label: "Uw vraag aan de regietafel",
        tekst,
    };
    keur(&[veld], akkoord, fouten);
    vraag
}

/// The day of a meeting; none when it is not one. What is wrong is noted. `bezet` are the days that have one.
pub fn keur_dag(
    tekst: &str,
    vandaag: NaiveDate,
    bezet: &[NaiveDate],
    fouten: &mut Fouten,
) -> Option<NaiveDate> {
    let tekst = tekst.trim();
    let Ok(dag) = tekst.parse::<NaiveDate>() else {
        let (code, melding) = if tekst.is_empty() {
            ("verplicht", "Kies de dag van de vergadering.")
        } else {
            (
                "ongeldige-datum",
                "Schrijf de dag als jaar-maand-dag, zoals 2026-12-31.",
            )
        };
        fouten.meld("dag", code, melding);
        return None;
    };
    if dag < vandaag {
        let melding = "Deze dag is voorbij. Kies vandaag of een dag daarna.";
        fouten.meld("dag", "voorbij", melding);
    } else if dag > vandaag + Days::new(VOORUIT) {
        let melding = "Deze dag ligt te ver weg. Kies een dag binnen twee jaar.";
        fouten.meld("dag", "te-ver", melding);
    }
    if bezet.contains(&dag) {
        let melding = "Op deze dag is al een vergadering gepland. Kies een andere dag.";
        fouten.meld("dag", "bestaat-al", melding);
    }
    Some(dag)
}

/// A besluit of the regietafel as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Besluitvorm {
    /// What it comes to.
    pub uitkomst: String,
    /// What is decided, in a few words.
    pub titel: String,
    /// What is decided.
    pub tekst: String,
    /// Why.
    pub waarom: String,
    /// Whether its writer looked at what seems personal data.
    pub akkoord: bool,
}

/// The same, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluitkeur {
    /// What it comes to.
    pub uitkomst: Uitkomst,
    /// What is decided, in a few words.
    pub titel: String,
    /// What is decided, as Markdown.
    pub tekst: String,
    /// Why, as Markdown.
    pub waarom: String,
}

impl Besluitvorm {
    /// Judges it.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self) -> Result<Besluitkeur, Fouten> {
        let mut fouten = Fouten::new();
        let uitkomst = self.uitkomst.parse().ok();
        if uitkomst.is_none() {
            fouten.meld("uitkomst", "verplicht", "Kies wat de regietafel doet.");
        }
        let titel = een_regel(&self.titel);
        let (tekst, waarom) = (netjes(&self.tekst), netjes(&self.waarom));
        for (veld, van, melding) in [
            ("titel", &titel, "Schrijf het besluit op in één zin."),
            (
                "tekst",
                &tekst,
                "Schrijf op wat er gaat gebeuren, en wie dat doet.",
            ),
            (
                "waarom",
                &waarom,
                "Schrijf op waarom. Het duo moet het kunnen begrijpen.",
            ),
        ] {
            if van.is_empty() {
                fouten.meld(veld, "verplicht", melding);
            }
        }
        keur_lengte("titel", &titel, MAX_TITEL, &mut fouten);
        for (veld, van) in [("tekst", &tekst), ("waarom", &waarom)] {
            keur_lengte(veld, van, MAX_TEKST, &mut fouten);
            keur_diepte(veld, van, &mut fouten);
        }
        let velden = [
            ("titel", "Het besluit in één zin", &self.titel),
            ("tekst", "Wat er gaat gebeuren", &self.tekst),
            ("waarom", "Waarom", &self.waarom),
        ];
        let velden = velden.map(|(naam, label, tekst)| Veld { naam, label, tekst });
        keur(&velden, self.akkoord, &mut fouten);
        let Some(uitkomst) = uitkomst else {
            return Err(fouten);
        };
        fouten.of(Besluitkeur {
            uitkomst,
            titel,
            tekst,
            waarom,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(fouten: &Fouten) -> Vec<String> {
        let kort = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(kort).collect()
    }

    #[test]
    fn everything_that_is_wrong_with_a_besluit_is_told_at_once() {
        let leeg = Besluitvorm::default().keur().expect_err("it is empty");
        assert_eq!(
            codes(&leeg),
            [
                "uitkomst verplicht",
                "titel verplicht",
                "tekst verplicht",
                "waarom verplicht"
            ]
        );
        let goed = Besluitvorm {
            uitkomst: "proef".into(),
            titel: "Een proef".into(),
            tekst: "Wij doen een proef.".into(),
            waarom: "Wij weten het nog niet.".into(),
            akkoord: false,
        };
        assert_eq!(goed.keur().map(|b| b.uitkomst), Ok(Uitkomst::Proef));
        let gegevens = Besluitvorm {
            tekst: "Bel 06-12345678.".into(),
            uitkomst: "iets".into(),
            ..goed
        };
        let fouten = gegevens.keur().expect_err("two things");
        assert_eq!(
            codes(&fouten),
            ["uitkomst verplicht", "tekst persoonsgegevens"]
        );
    }

    #[test]
    fn a_meeting_is_on_a_day_to_come_that_is_free() {
        let dag = |tekst: &str| -> NaiveDate { tekst.parse().expect("a day") };
        let bezet = [dag("2026-10-29")];
        for (tekst, verwacht) in [
            ("2026-09-24", &[][..]),
            ("", &["dag verplicht"]),
            ("24-9-2026", &["dag ongeldige-datum"]),
            ("2026-09-23", &["dag voorbij"]),
            ("2029-01-01", &["dag te-ver"]),
            ("2026-10-29", &["dag bestaat-al"]),
        ] {
            let mut fouten = Fouten::new();
            keur_dag(tekst, dag("2026-09-24"), &bezet, &mut fouten);
            assert_eq!(codes(&fouten), verwacht, "{tekst}");
        }
    }

    #[test]
    fn a_question_says_what_is_asked() {
        for (tekst, verwacht) in [
            ("Mogen wij dit?", &[][..]),
            (" \n", &["vraag verplicht"]),
            (&*"x".repeat(MAX_VRAAG + 1), &["vraag te-lang"]),
        ] {
            let mut fouten = Fouten::new();
            keur_vraag(tekst, false, &mut fouten);
            assert_eq!(codes(&fouten), verwacht, "{tekst:.20}");
        }
    }
}
