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
    ctx::datum_van,
    stukken::model::Kaartfeit,
    taal,
    waarden::waarden,
    werkruimte::model::{Niveau, Plaats},
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

/// What is noted of who was there, as a form sends back what it showed; empty as long as nothing is.
pub fn aanwezigheid(genodigden: &[Genodigde]) -> String {
    let noot = |wie: &Genodigde| Some(format!("{}:{}", wie.id, u8::from(wie.aanwezig?)));
    let mut noten: Vec<String> = genodigden.iter().filter_map(noot).collect();
    noten.sort_unstable();
    noten.join(" ")
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

    /// When it is, and who reads it, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let niveau = self.plaats.niveau;
        // That everybody reads it needs no saying.
        let smal = (niveau != Niveau::Openbaar).then(|| Kaartfeit::nieuw("", niveau.label()));
        let wanneer = Kaartfeit::nieuw("Wanneer", self.wanneer());
        smal.into_iter().chain([wanneer]).collect()
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
    fn a_card_says_who_reads_it_unless_everybody_does() {
        for niveau in Niveau::ALLE {
            let mut nu = bijeenkomst();
            nu.plaats.niveau = *niveau;
            let feiten = nu.kaartfeiten();
            let badge = feiten.iter().find(|feit| feit.label.is_empty());
            let smal = (*niveau != Niveau::Openbaar).then(|| niveau.label());
            assert_eq!(badge.map(|feit| feit.waarde.as_str()), smal);
            assert!(feiten.iter().any(|feit| feit.label == "Wanneer"));
        }
    }

    #[test]
    fn what_is_noted_of_who_was_there_does_not_hang_on_the_order() {
        let wie = |nummer, aanwezig| Genodigde {
            id: Uuid::from_u128(nummer),
            antwoord: None,
            aanwezig,
        };
        let [er, niet, onbekend] = [wie(2, Some(true)), wie(1, Some(false)), wie(3, None)];
        assert_eq!(aanwezigheid(&[onbekend]), "");
        let gezien = aanwezigheid(&[er, niet, onbekend]);
        assert_eq!(gezien, aanwezigheid(&[niet, onbekend, er]));
        assert_ne!(gezien, aanwezigheid(&[er]));
        assert_ne!(gezien, aanwezigheid(&[wie(2, Some(false)), niet]));
    }

    #[test]
    fn it_survives_a_revisie() {
        let was = bijeenkomst();
        let json = serde_json::to_string(&was).expect("JSON");
        let terug: Bijeenkomst = serde_json::from_str(&json).expect("a bijeenkomst");
        assert_eq!(terug, was);
    }
}
