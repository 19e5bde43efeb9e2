//! What somebody fills in to ask, to answer, and to give more time. Pure.

use chrono::{Days, NaiveDate};

use super::{LANGSTE_VERLENGING, Uitkomst, Vraagpunt, gewone_termijn};
use crate::{
    error::Fouten,
    ids::kort,
    schrijven::model::{keur_diepte, keur_lengte, netjes},
    taal,
    waarden::opsomming,
};

/// Questions that are asked at once at most.
pub const HOOGSTENS: usize = 10;
/// The most characters of a question.
pub const VRAAG: usize = 1_000;
/// The most characters of an answer.
pub const ANTWOORD: usize = 5_000;
/// The most characters of why there is more time.
pub const REDEN: usize = 1_000;
/// The fewest days that somebody gets to answer.
pub const KORTSTE_TERMIJN: u64 = 7;
/// The most days that somebody gets to answer.
pub const LANGSTE_TERMIJN: u64 = 180;

/// A day from a form or a program; none when it is not one of these, which is noted.
fn keur_dag(
    (veld, tekst): (&str, &str),
    (eerste, laatste): (NaiveDate, NaiveDate),
    fouten: &mut Fouten,
) -> Option<NaiveDate> {
    let dag: Option<NaiveDate> = tekst.trim().parse().ok();
    let past = dag.filter(|dag| (eerste..=laatste).contains(dag));
    if past.is_none() {
        let code = match dag {
            Some(_) => "buiten-bereik",
            None => "geen-datum",
        };
        let melding = format!(
            "Kies een dag van {} tot en met {}.",
            taal::dag(eerste),
            taal::dag(laatste)
        );
        fouten.meld(veld, code, melding);
    }
    past
}

/// A question, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vraagregel {
    /// What is asked.
    pub vraag: String,
    /// The name, slug or code of who has to answer.
    pub aan: String,
    /// The last day to answer; empty for the usual term.
    pub uiterlijk: String,
}

impl Vraagregel {
    /// The name of a field of the question in this place, from 1.
    pub fn veld(naam: &str, plek: usize) -> String {
        format!("{naam}-{plek}")
    }

    /// Whether nothing was asked.
    pub fn is_leeg(&self) -> bool {
        self.vraag.trim().is_empty() && self.aan.trim().is_empty()
    }

    /// The first and the last day that can be chosen.
    pub fn dagen(vandaag: NaiveDate) -> (NaiveDate, NaiveDate) {
        (
            vandaag + Days::new(KORTSTE_TERMIJN),
            vandaag + Days::new(LANGSTE_TERMIJN),
        )
    }

    /// The text and the last day; what is wrong with these is noted. To whom it goes is judged where
    /// organisaties are known.
    pub fn keur(
        &self,
        plek: usize,
        vandaag: NaiveDate,
        fouten: &mut Fouten,
    ) -> (String, Option<NaiveDate>) {
        let veld = Self::veld("vraag", plek);
        let vraag = netjes(&self.vraag);
        if vraag.is_empty() {
            let melding = "Schrijf op wat u vraagt. Eén vraag per vak: elke vraag krijgt een eigen \
                           antwoord.";
            fouten.meld(&*veld, "verplicht", melding);
        }
        keur_lengte(&veld, &vraag, VRAAG, fouten);
        let uiterlijk = if self.uiterlijk.trim().is_empty() {
            Some(gewone_termijn(vandaag))
        } else {
            let veld = Self::veld("uiterlijk", plek);
            keur_dag((&veld, &self.uiterlijk), Self::dagen(vandaag), fouten)
        };
        (vraag, uiterlijk)
    }
}

/// An answer, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// What it comes to.
    pub uitkomst: String,
    /// Why, and what follows.
    pub tekst: String,
}

impl Ingevuld {
    /// Judges it.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self) -> Result<(Uitkomst, String), Fouten> {
        let mut fouten = Fouten::new();
        let gekozen = self.uitkomst.trim();
        let uitkomst: Option<Uitkomst> = gekozen.parse().ok();
        if uitkomst.is_none() {
            let alle = || opsomming(Uitkomst::ALLE.iter().map(|u| u.waarde()));
            let (code, melding) = if gekozen.is_empty() {
                ("verplicht", "Kies wat u met deze vraag doet.".to_owned())
            } else {
                let melding = format!("“{}” is geen uitkomst. Kies {}.", kort(gekozen), alle());
                ("onbekende-waarde", melding)
            };
            fouten.meld("uitkomst", code, melding);
        }
        let tekst = netjes(&self.tekst);
        if tekst.is_empty() && uitkomst.is_some_and(Uitkomst::vraagt_reden) {
            let melding = "Schrijf op waarom u dit niet of maar voor een deel overneemt. Iedereen kan dat \
                           lezen.";
            fouten.meld("tekst", "verplicht", melding);
        }
        keur_lengte("tekst", &tekst, ANTWOORD, &mut fouten);
        keur_diepte("tekst", &tekst, &mut fouten);
        match uitkomst {
            Some(uitkomst) => fouten.of((uitkomst, tekst)),
            None => Err(fouten),
        }
    }
}

/// More time, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uitstel {
    /// The new last day.
    pub tot: String,
    /// Why.
    pub reden: String,
}

impl Uitstel {
    /// The first and the last day that a question can be put off to: later than it was, not in the past,
    /// and not longer than [`LANGSTE_VERLENGING`].
    pub fn dagen(punt: &Vraagpunt, vandaag: NaiveDate) -> (NaiveDate, NaiveDate) {
        let nu = punt.laatste_dag();
        let eerste = (nu + Days::new(1)).max(vandaag);
        (eerste, nu.max(vandaag) + Days::new(LANGSTE_VERLENGING))
    }

    /// Judges it.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(
        &self,
        punt: &Vraagpunt,
        vandaag: NaiveDate,
    ) -> Result<(NaiveDate, String), Fouten> {
        let mut fouten = Fouten::new();
        let tot = keur_dag(("tot", &self.tot), Self::dagen(punt, vandaag), &mut fouten);
        let reden = netjes(&self.reden);
        if reden.is_empty() {
            let melding = "Schrijf op waarom er meer tijd nodig is. Iedereen kan dat lezen.";
            fouten.meld("reden", "verplicht", melding);
        }
        keur_lengte("reden", &reden, REDEN, &mut fouten);
        match tot {
            Some(tot) => fouten.of((tot, reden)),
            None => Err(fouten),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn datum(dag: &str) -> NaiveDate {
        dag.parse().unwrap()
    }

    fn codes(fouten: &Fouten) -> Vec<String> {
        let code = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(code).collect()
    }

    #[test]
    fn a_question_has_words_and_a_day_within_half_a_year() {
        let vandaag = datum("2026-03-01");
        let lang = "é".repeat(VRAAG + 1);
        for (vraag, uiterlijk, dag, fout) in [
            ("Mag dit?", "", Some("2026-04-12"), &[][..]),
            ("Mag dit?", "2026-03-08", Some("2026-03-08"), &[]),
            ("Mag dit?", "2026-08-28", Some("2026-08-28"), &[]),
            (
                "Mag dit?",
                "2026-03-07",
                None,
                &["uiterlijk-2 buiten-bereik"],
            ),
            (
                "Mag dit?",
                "2026-08-29",
                None,
                &["uiterlijk-2 buiten-bereik"],
            ),
            (
                " \r\n",
                "morgen",
                None,
                &["vraag-2 verplicht", "uiterlijk-2 geen-datum"],
            ),
            (&*lang, "", Some("2026-04-12"), &["vraag-2 te-lang"]),
        ] {
            let regel = Vraagregel {
                vraag: vraag.to_owned(),
                aan: "vws".to_owned(),
                uiterlijk: uiterlijk.to_owned(),
            };
            let mut fouten = Fouten::new();
            let (_, gekozen) = regel.keur(2, vandaag, &mut fouten);
            assert_eq!(gekozen, dag.map(datum), "{vraag:.20} {uiterlijk}");
            assert_eq!(codes(&fouten), fout, "{vraag:.20} {uiterlijk}");
        }
    }

    #[test]
    fn a_day_alone_asks_nothing() {
        let regel = |vraag: &str, aan: &str| Vraagregel {
            vraag: vraag.to_owned(),
            aan: aan.to_owned(),
            uiterlijk: "2026-04-12".to_owned(),
        };
        assert!(regel(" ", "").is_leeg());
        assert!(!regel("x", "").is_leeg() && !regel("", "x").is_leeg());
    }

    #[test]
    fn who_does_not_do_all_of_it_says_why() {
        let diep = "> ".repeat(40);
        for (uitkomst, tekst, fout) in [
            ("overgenomen", "", &[][..]),
            ("overgenomen", "In mei.", &[]),
            ("deels", " ", &["tekst verplicht"]),
            ("deels", "Alleen bij ontruiming.", &[]),
            ("gemotiveerd-niet", "", &["tekst verplicht"]),
            ("gemotiveerd-niet", "Dat mag niet van de AVG.", &[]),
            ("", "x", &["uitkomst verplicht"]),
            ("misschien", "x", &["uitkomst onbekende-waarde"]),
            ("overgenomen", &*diep, &["tekst te-diep"]),
        ] {
            let ingevuld = Ingevuld {
                uitkomst: uitkomst.to_owned(),
                tekst: tekst.to_owned(),
            };
            let fouten = ingevuld.keur().err().unwrap_or_default();
            assert_eq!(codes(&fouten), fout, "{uitkomst} {tekst}");
        }
    }

    #[test]
    fn more_time_is_later_than_before_not_over_yet_and_has_a_reason() {
        let punt = Vraagpunt {
            id: Uuid::nil(),
            stuk_id: Uuid::nil(),
            nummer: 1,
            vraag: "Mag dit?".into(),
            aan: Uuid::nil(),
            uiterlijk: datum("2026-04-12"),
            gesteld_op: DateTime::UNIX_EPOCH,
            door: String::new(),
            verlengingen: Vec::new(),
            antwoord: None,
        };
        for (vandaag, tot, past) in [
            ("2026-04-01", "2026-04-12", false),
            ("2026-04-01", "2026-04-13", true),
            ("2026-04-01", "2026-07-05", true),
            ("2026-04-01", "2026-07-06", false),
            ("2026-05-01", "2026-04-30", false),
            ("2026-05-01", "2026-05-01", true),
            ("2026-05-01", "2026-07-24", true),
            ("2026-05-01", "2026-07-25", false),
        ] {
            let uitstel = Uitstel {
                tot: tot.to_owned(),
                reden: "Wij zoeken het uit.".to_owned(),
            };
            let gekeurd = uitstel.keur(&punt, datum(vandaag));
            assert_eq!(gekeurd.is_ok(), past, "{vandaag} {tot}");
        }
        let leeg = Uitstel::default().keur(&punt, datum("2026-04-01"));
        let leeg = leeg.expect_err("nothing was filled in");
        assert_eq!(codes(&leeg), ["tot geen-datum", "reden verplicht"]);
    }
}
