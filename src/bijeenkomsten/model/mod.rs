//! Types, states and rules of a bijeenkomst. Pure.

pub mod agenda;
mod bericht;
mod ingevuld;
mod stappen;
mod tijd;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ctx::datum_van, stukken::model::Kaartfeit, taal, waarden::waarden, werkruimte::model::Plaats,
};

pub use bericht::{Aanleiding, Lading, SOORT};
pub use ingevuld::{Gekeurd, Ingevuld, Kader, MAX_VERSLAG, keur_verslag};
pub use stappen::{Actie, Status, overgang};
pub use tijd::{Tijdfout, klok, moment};

/// What is particular to a bijeenkomst.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bijeenkomst {
    /// The thema, and who reads it.
    pub plaats: Plaats,
    /// When it begins.
    pub begin: DateTime<Utc>,
    /// When it ends.
    pub einde: DateTime<Utc>,
    /// Where people meet; empty when only online.
    pub plek: String,
    /// The address to meet online at; often empty.
    pub link: String,
    /// What it is about, as Markdown; may be empty.
    pub agenda: String,
    /// What was said, as Markdown; empty as long as it was not held.
    pub verslag: String,
    /// Counts the changes that calendars have to hear of (RFC 5545, SEQUENCE).
    pub volgnummer: i32,
    /// The accounts that are invited, in a fixed order.
    pub genodigden: Vec<Uuid>,
}

waarden! {
    /// What somebody who is invited answers.
    Antwoord {
        Ja = "ja", "Ja, ik kom";
        Misschien = "misschien", "Misschien";
        Nee = "nee", "Nee, ik kom niet";
    }
}

/// Somebody who is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Genodigde {
    /// The account.
    pub id: Uuid,
    /// What they answered; none as long as they did not.
    pub antwoord: Option<Antwoord>,
    /// Whether they were there; none as long as nobody said.
    pub aanwezig: Option<bool>,
}

impl Bijeenkomst {
    /// The day in the Netherlands: lists sort on it.
    pub fn dag(&self) -> NaiveDate {
        datum_van(self.begin)
    }

    /// When it is, in words: `3 december 2026, 10.00 tot 11.30 uur`.
    pub fn wanneer(&self) -> String {
        wanneer(self.begin, self.einde)
    }

    /// What a calendar shows of it, beside its title.
    fn afspraak(&self) -> (DateTime<Utc>, DateTime<Utc>, &str, &str, &str) {
        let Self {
            begin, einde, plek, ..
        } = self;
        (*begin, *einde, plek, &self.link, &self.agenda)
    }

    /// Whether calendars have to hear of a change.
    pub fn is_anders(&self, was: &Self) -> bool {
        self.afspraak() != was.afspraak()
    }

    /// Whether it was moved, so that what people answered does not hold any more.
    pub fn is_verzet(&self, was: &Self) -> bool {
        (self.begin, self.einde) != (was.begin, was.einde)
    }

    /// When it is, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        vec![Kaartfeit::nieuw("Wanneer", self.wanneer())]
    }
}

/// From when till when on a day, in words.
pub fn wanneer(begin: DateTime<Utc>, einde: DateTime<Utc>) -> String {
    format!(
        "{}, {} tot {} uur",
        taal::dag_van(begin),
        klok(begin).replace(':', "."),
        klok(einde).replace(':', ".")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::werkruimte::model::Niveau;

    fn bijeenkomst() -> Bijeenkomst {
        Bijeenkomst {
            plaats: Plaats {
                thema: Uuid::nil(),
                niveau: Niveau::Besloten,
            },
            begin: "2026-12-03T09:00:00Z".parse().expect("a moment"),
            einde: "2026-12-03T10:30:00Z".parse().expect("a moment"),
            plek: "Stadhuis".into(),
            link: String::new(),
            agenda: "- Welkom".into(),
            verslag: String::new(),
            volgnummer: 0,
            genodigden: Vec::new(),
        }
    }

    #[test]
    fn a_time_is_told_as_the_clock_says_in_the_netherlands() {
        assert_eq!(
            bijeenkomst().wanneer(),
            "3 december 2026, 10.00 tot 11.30 uur"
        );
        let zomer = |tekst: &str| tekst.parse().expect("a moment");
        assert_eq!(
            wanneer(zomer("2026-07-01T22:30:00Z"), zomer("2026-07-01T23:00:00Z")),
            "2 juli 2026, 00.30 tot 01.00 uur"
        );
    }

    #[test]
    fn calendars_hear_of_what_they_show() {
        let was = bijeenkomst();
        let met = |verander: fn(&mut Bijeenkomst)| {
            let mut nu = was.clone();
            verander(&mut nu);
            (nu.is_anders(&was), nu.is_verzet(&was))
        };
        assert_eq!(met(|_| ()), (false, false));
        assert_eq!(met(|b| b.verslag = "Gedaan.".into()), (false, false));
        assert_eq!(met(|b| b.genodigden.push(Uuid::nil())), (false, false));
        assert_eq!(met(|b| b.plek = "Online".into()), (true, false));
        assert_eq!(met(|b| b.agenda.clear()), (true, false));
        assert_eq!(met(|b| b.einde += chrono::Duration::hours(1)), (true, true));
    }

    #[test]
    fn it_survives_a_revisie() {
        let was = bijeenkomst();
        let json = serde_json::to_string(&was).expect("JSON");
        let terug: Bijeenkomst = serde_json::from_str(&json).expect("a bijeenkomst");
        assert_eq!(terug, was);
    }
}
