//! When a stuk has to be looked at again. Pure.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{stukken::model::Kop, taal, waarden::waarden};

/// The kind of the jobs that tell the function.
pub const SOORT: &str = "herziening-mail";

/// So many days before the function is told.
pub const VOORAF: u64 = 30;

waarden! {
    /// What the function is told.
    Melding {
        Vooraf = "vooraf", "Over een maand";
        Verlopen = "verlopen", "Vandaag";
    }
}

/// Whether a stuk has to be looked at again.
pub fn is_verlopen(herzien_voor: Option<NaiveDate>, vandaag: NaiveDate) -> bool {
    herzien_voor.is_some_and(|dag| vandaag >= dag)
}

/// Whether a stuk as it stands in lists and on its page has to be looked at again: only what is
/// published has.
pub fn is_te_oud(kop: &Kop, vandaag: NaiveDate) -> bool {
    kop.is_gepubliceerd() && is_verlopen(kop.herzien_voor, vandaag)
}

/// The day from which something is told that has to be looked at on a day; the day itself where the
/// calendar ends.
pub fn vooraf(dag: NaiveDate) -> NaiveDate {
    dag.checked_sub_days(Days::new(VOORAF)).unwrap_or(dag)
}

/// The last day for which something is told today.
pub fn tot(vandaag: NaiveDate) -> NaiveDate {
    vandaag
        .checked_add_days(Days::new(VOORAF))
        .unwrap_or(vandaag)
}

/// What has to be told today of a stuk that has to be looked at on a day.
pub fn melding(herzien_voor: NaiveDate, vandaag: NaiveDate) -> Option<Melding> {
    if vandaag >= herzien_voor {
        Some(Melding::Verlopen)
    } else if vandaag >= vooraf(herzien_voor) {
        Some(Melding::Vooraf)
    } else {
        None
    }
}

/// The day before which something has to be looked at again that was looked at today.
pub fn over_een_jaar(vandaag: NaiveDate) -> NaiveDate {
    vandaag
        .checked_add_months(Months::new(12))
        .unwrap_or(vandaag)
}

/// How long something is overdue, in words: `vandaag`, `12 dagen`, `7 maanden`.
pub fn hoe_lang(herzien_voor: NaiveDate, vandaag: NaiveDate) -> String {
    let dagen = vandaag.signed_duration_since(herzien_voor).num_days();
    let dagen = u64::try_from(dagen).unwrap_or_default();
    match dagen {
        0 => "vandaag".to_owned(),
        1..60 => taal::aantal(dagen, "dag", "dagen"),
        60..730 => taal::aantal(dagen / 30, "maand", "maanden"),
        _ => taal::aantal(dagen / 365, "jaar", "jaar"),
    }
}

/// What a job is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The stuk.
    pub stuk: Uuid,
    /// Who is told.
    pub account: Uuid,
    /// The day it was for: when it is another by now there is nothing to tell.
    pub voor: NaiveDate,
}

/// That somebody said that a stuk still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nagekeken {
    /// Who, by name.
    pub wie: String,
    /// Of which organisatie; empty for the redactie.
    pub organisatie: String,
    /// When.
    pub op: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dag(dag: &str) -> NaiveDate {
        dag.parse().expect("a day")
    }

    #[test]
    fn the_function_is_told_a_month_before_and_on_the_day() {
        let voor = dag("2027-03-31");
        for (vandaag, wat) in [
            ("2027-02-28", None),
            ("2027-03-01", Some(Melding::Vooraf)),
            ("2027-03-30", Some(Melding::Vooraf)),
            ("2027-03-31", Some(Melding::Verlopen)),
            ("2030-01-01", Some(Melding::Verlopen)),
        ] {
            assert_eq!(melding(voor, dag(vandaag)), wat, "{vandaag}");
            let verlopen = wat == Some(Melding::Verlopen);
            assert_eq!(is_verlopen(Some(voor), dag(vandaag)), verlopen, "{vandaag}");
            let te_vroeg = voor > tot(dag(vandaag));
            assert_eq!(te_vroeg, wat.is_none(), "{vandaag}");
        }
        assert!(!is_verlopen(None, dag("2030-01-01")), "nobody has to look");
    }

    #[test]
    fn a_year_is_a_year_also_on_the_last_of_february() {
        for (vandaag, dan) in [
            ("2026-11-21", "2027-11-21"),
            ("2028-02-29", "2029-02-28"),
            ("2027-02-28", "2028-02-28"),
        ] {
            assert_eq!(over_een_jaar(dag(vandaag)), dag(dan));
        }
    }

    #[test]
    fn it_says_how_long_in_words() {
        for (vandaag, tekst) in [
            ("2027-01-01", "vandaag"),
            ("2027-01-02", "1 dag"),
            ("2027-02-01", "31 dagen"),
            ("2027-08-02", "7 maanden"),
            ("2029-06-01", "2 jaar"),
        ] {
            assert_eq!(hoe_lang(dag("2027-01-01"), dag(vandaag)), tekst);
        }
    }
}
