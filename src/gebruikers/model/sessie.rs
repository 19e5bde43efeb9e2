//! How long a login lasts (ASVS 5.0, 7.3.1 and 7.3.2). Pure.

use chrono::{DateTime, TimeDelta, Utc};

/// A login ends after this much time without a request.
pub const STIL: TimeDelta = TimeDelta::minutes(60);
/// A login ends after this much time, whatever is done with it: a working day.
pub const HOOGSTENS: TimeDelta = TimeDelta::hours(12);
/// A strong login is an ordinary one again after this much time without a request.
pub const STERK_STIL: TimeDelta = TimeDelta::minutes(15);
/// A strong login is an ordinary one again after this much time.
pub const STERK_HOOGSTENS: TimeDelta = TimeDelta::hours(2);
/// A login that waits for its second factor ends after this much time.
pub const HALF_HOOGSTENS: TimeDelta = TimeDelta::minutes(10);
/// The time of the last request is written down no more often than this.
pub const OPSCHRIJVEN: TimeDelta = TimeDelta::minutes(1);

/// The moments of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tijden {
    /// When it began.
    pub begin: DateTime<Utc>,
    /// When the second factor was given; none without one.
    pub sterk: Option<DateTime<Utc>>,
    /// The last request that was written down.
    pub gezien: DateTime<Utc>,
}

/// What a login is worth at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It has ended.
    Voorbij,
    /// It lets somebody do what needs no second factor.
    Gewoon,
    /// It lets somebody do everything that their roles allow.
    Sterk,
}

impl Tijden {
    /// What the login is worth now.
    pub fn stand(&self, nu: DateTime<Utc>) -> Stand {
        let stil = nu - self.gezien;
        if stil >= STIL || nu - self.begin >= HOOGSTENS {
            return Stand::Voorbij;
        }
        let sterk = self.sterk.is_some_and(|sterk| nu - sterk < STERK_HOOGSTENS);
        if sterk && stil < STERK_STIL {
            Stand::Sterk
        } else {
            Stand::Gewoon
        }
    }

    /// Whether this request has to be written down.
    pub fn opschrijven(&self, nu: DateTime<Utc>) -> bool {
        nu - self.gezien >= OPSCHRIJVEN
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn op(minuut: i64) -> DateTime<Utc> {
        let begin = Utc.with_ymd_and_hms(2026, 11, 27, 8, 0, 0).single();
        begin.expect("a moment") + TimeDelta::minutes(minuut)
    }

    #[test]
    fn a_login_ends_by_silence_and_by_age() {
        // Begin, second factor, last request, now: in minutes.
        for (begin, sterk, gezien, nu, stand) in [
            (0, None, 0, 59, Stand::Gewoon),
            (0, None, 0, 60, Stand::Voorbij),
            (0, None, 719, 719, Stand::Gewoon),
            (0, None, 719, 720, Stand::Voorbij),
            (0, Some(0), 0, 14, Stand::Sterk),
            (0, Some(0), 0, 15, Stand::Gewoon),
            (0, Some(0), 119, 119, Stand::Sterk),
            (0, Some(0), 119, 120, Stand::Gewoon),
            (0, Some(300), 300, 301, Stand::Sterk),
            (0, Some(700), 719, 720, Stand::Voorbij),
        ] {
            let tijden = Tijden {
                begin: op(begin),
                sterk: sterk.map(op),
                gezien: op(gezien),
            };
            assert_eq!(tijden.stand(op(nu)), stand, "{tijden:?} at {nu}");
        }
    }

    #[test]
    fn the_last_request_is_written_down_once_a_minute() {
        let tijden = Tijden {
            begin: op(0),
            sterk: None,
            gezien: op(10),
        };
        assert!(!tijden.opschrijven(op(10)) && tijden.opschrijven(op(11)));
    }
}
