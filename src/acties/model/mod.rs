//! Types, states and rules of an actie. Pure.

mod bericht;
mod ingevuld;
mod stappen;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    stukken::model::Kaartfeit,
    taal,
    waarden::waarden,
    werkruimte::model::{Niveau, Plaats},
};

pub use bericht::{Lading, SOORT, Wacht};
pub use ingevuld::{Gekeurd, Ingevuld, Kader};
pub use stappen::{Stap, Status, overgang};

/// How long before the last day its owner is reminded, in days.
pub const VOORAF: u64 = 3;

/// What is particular to an actie. What has to be done is its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actie {
    /// The thema, and who reads it.
    pub plaats: Plaats,
    /// What has to be known to do it; often empty.
    pub toelichting: String,
    /// The account that does it. It stays when they leave the thema: then the actie has no owner.
    pub houder: Uuid,
    /// The last day to do it.
    pub voor: NaiveDate,
}

waarden! {
    /// What its owner is told when they did not do it yet.
    Herinnering {
        Bijna = "bijna", "De dag komt eraan";
        TeLaat = "te-laat", "De dag is voorbij";
    }
}

/// What there is to tell on a day about an open actie; none when it is too early for that.
pub fn herinnering(voor: NaiveDate, vandaag: NaiveDate) -> Option<Herinnering> {
    if voor < vandaag {
        Some(Herinnering::TeLaat)
    } else {
        (voor <= vandaag + Days::new(VOORAF)).then_some(Herinnering::Bijna)
    }
}

/// How a last day stands on a day, in words: `3 dagen te laat`, `vandaag`, `nog 2 dagen`.
pub fn dagen_in_woorden(voor: NaiveDate, vandaag: NaiveDate) -> String {
    let dagen = (voor - vandaag).num_days();
    let woorden = |n: u64| taal::aantal(n, "dag", "dagen");
    match dagen {
        0 => "vandaag".to_owned(),
        ..0 => format!("{} te laat", woorden(dagen.unsigned_abs())),
        _ => format!("nog {}", woorden(dagen.unsigned_abs())),
    }
}

impl Actie {
    /// The last day, and who reads it, for a card. Whose it is only the people of the thema see.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let niveau = self.plaats.niveau;
        // That everybody reads it needs no saying.
        let smal = (niveau != Niveau::Openbaar).then(|| Kaartfeit::nieuw("", niveau.label()));
        let voor = Kaartfeit::nieuw("Uiterlijk", taal::dag(self.voor));
        smal.into_iter().chain([voor]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dag(tekst: &str) -> NaiveDate {
        tekst.parse().expect("a day")
    }

    #[test]
    fn who_has_to_do_it_is_told_three_days_before_and_when_the_day_is_over() {
        let voor = dag("2026-12-31");
        for (vandaag, wat) in [
            ("2026-12-27", None),
            ("2026-12-28", Some(Herinnering::Bijna)),
            ("2026-12-31", Some(Herinnering::Bijna)),
            ("2027-01-01", Some(Herinnering::TeLaat)),
            ("2027-03-01", Some(Herinnering::TeLaat)),
        ] {
            assert_eq!(herinnering(voor, dag(vandaag)), wat, "{vandaag}");
        }
    }

    #[test]
    fn a_card_says_who_reads_it_unless_everybody_does() {
        for niveau in Niveau::ALLE {
            let actie = Actie {
                plaats: Plaats {
                    thema: Uuid::nil(),
                    niveau: *niveau,
                },
                toelichting: String::new(),
                houder: Uuid::nil(),
                voor: dag("2026-12-31"),
            };
            let feiten = actie.kaartfeiten();
            let badge = feiten.iter().find(|feit| feit.label.is_empty());
            let smal = (*niveau != Niveau::Openbaar).then(|| niveau.label());
            assert_eq!(badge.map(|feit| feit.waarde.as_str()), smal);
            assert!(feiten.iter().any(|feit| feit.waarde == "31 december 2026"));
        }
    }

    #[test]
    fn a_day_is_told_in_words() {
        let voor = dag("2026-12-31");
        for (vandaag, woorden) in [
            ("2026-12-01", "nog 30 dagen"),
            ("2026-12-30", "nog 1 dag"),
            ("2026-12-31", "vandaag"),
            ("2027-01-01", "1 dag te laat"),
            ("2027-01-13", "13 dagen te laat"),
        ] {
            assert_eq!(dagen_in_woorden(voor, dag(vandaag)), woorden, "{vandaag}");
        }
    }
}
