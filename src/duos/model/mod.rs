//! Types and rules of the seats of a duo. Pure.

mod bericht;
mod verloop;

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

pub use crate::gebruikers::model::Kant;
pub use bericht::{Lading, Leeg, SOORT};
pub use verloop::{Hoe, Periode, sinds_bezet, sinds_leeg};

use crate::{actor::Rol, ctx::datum_van};

/// After how many days an empty seat stands on the list of the regietafel, and it is told.
pub const TERMIJN_VACATURE: i64 = 14;

/// A seat of the duo of a thema as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zetel {
    /// Whose seat it is.
    pub kant: Kant,
    /// The account that sits there and can log in; none when nobody does.
    pub houder: Option<Uuid>,
    /// Since when it is so.
    pub sinds: DateTime<Utc>,
}

/// Whether a seat stands empty for so long that somebody has to be found: the term in calendar days has passed, in the
/// Netherlands.
pub fn is_te_lang_leeg(zetel: &Zetel, vandaag: NaiveDate) -> bool {
    let termijn = Days::new(TERMIJN_VACATURE.unsigned_abs());
    let tot = datum_van(zetel.sinds).checked_add_days(termijn);
    zetel.houder.is_none() && tot.is_some_and(|tot| tot <= vandaag)
}

/// The role of who sits on a side.
pub const fn rol(kant: Kant) -> Rol {
    match kant {
        Kant::Rijk => Rol::DuoRijk,
        Kant::Gemeente => Rol::DuoGemeente,
    }
}

/// What the seat of a side is called within a sentence.
pub const fn zetelnaam(kant: Kant) -> &'static str {
    match kant {
        Kant::Rijk => "de zetel van het Rijk",
        Kant::Gemeente => "de zetel van de gemeenten",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gebruikers::policy::kant;

    #[test]
    fn a_seat_is_empty_for_too_long_after_fourteen_days_in_the_netherlands() {
        let op = |moment: &str| moment.parse::<DateTime<Utc>>().expect("a moment");
        let dag = |dag: &str| dag.parse::<NaiveDate>().expect("a day");
        for (sinds, vandaag, te_lang) in [
            ("2026-11-01T12:00:00Z", "2026-11-14", false),
            ("2026-11-01T12:00:00Z", "2026-11-15", true),
            ("2026-11-01T12:00:00Z", "2026-10-01", false),
            // Half past eleven at night in London is the next day in Amsterdam.
            ("2026-11-01T23:30:00Z", "2026-11-15", false),
            ("2026-11-01T23:30:00Z", "2026-11-16", true),
            // Across the end of summer time.
            ("2026-10-20T21:59:59Z", "2026-11-03", true),
            ("2026-10-20T22:00:00Z", "2026-11-03", false),
        ] {
            let leeg = Zetel {
                kant: Kant::Rijk,
                houder: None,
                sinds: op(sinds),
            };
            let bezet = Zetel {
                houder: Some(Uuid::nil()),
                ..leeg
            };
            assert_eq!(
                is_te_lang_leeg(&leeg, dag(vandaag)),
                te_lang,
                "{sinds} {vandaag}"
            );
            assert!(!is_te_lang_leeg(&bezet, dag(vandaag)));
        }
    }

    #[test]
    fn a_side_is_a_role_and_back() {
        for van in Kant::ALLE {
            assert_eq!(kant(rol(*van)), Some(*van));
            assert!(zetelnaam(*van).starts_with("de zetel van"));
        }
    }
}
