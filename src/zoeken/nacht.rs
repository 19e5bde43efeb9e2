//! When the index is compared with the tables: in the quiet hours of the Netherlands, and not at
//! the same minute everywhere.

use chrono::{DateTime, Duration, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::ctx::datum_van;

/// The quiet hours begin at three: then no clock is ever set forward or back past the moment.
const BEGIN_UUR: u32 = 3;
/// How long they last, in seconds.
const DUUR: i64 = 2 * 60 * 60;

/// The next moment after `nu`. `toeval` spreads it over the quiet hours.
pub fn volgende(nu: DateTime<Utc>, toeval: u64) -> DateTime<Utc> {
    let spreiding = i64::try_from(toeval % DUUR.cast_unsigned()).unwrap_or(0);
    let vandaag = datum_van(nu);
    let begin = NaiveTime::from_hms_opt(BEGIN_UUR, 0, 0).unwrap_or_default();
    let nachten = vandaag.iter_days().take(3).filter_map(|dag| {
        let moment = Amsterdam
            .from_local_datetime(&dag.and_time(begin))
            .latest()?;
        Some(moment.with_timezone(&Utc) + Duration::seconds(spreiding))
    });
    let mut later = nachten.filter(|moment| *moment > nu);
    later.next().unwrap_or(nu + Duration::days(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_found() {
        for (nu, toeval, verwacht) in [
            ("2026-11-26T12:00:00Z", 0, "2026-11-27T02:00:00Z"),
            ("2026-11-26T12:00:00Z", 7_199, "2026-11-27T03:59:59Z"),
            ("2026-11-26T12:00:00Z", 7_200, "2026-11-27T02:00:00Z"),
            ("2026-11-26T01:59:59Z", 0, "2026-11-26T02:00:00Z"),
            ("2026-11-26T02:00:00Z", 0, "2026-11-27T02:00:00Z"),
            ("2026-07-01T00:59:00Z", 0, "2026-07-01T01:00:00Z"),
            // Late in the evening it is already tomorrow in the Netherlands.
            ("2026-07-01T22:30:00Z", 0, "2026-07-02T01:00:00Z"),
            // The nights on which the clock goes forward and back.
            ("2026-03-28T12:00:00Z", 0, "2026-03-29T01:00:00Z"),
            ("2026-10-24T12:00:00Z", 0, "2026-10-25T02:00:00Z"),
        ] {
            let moment = |tekst: &str| tekst.parse::<DateTime<Utc>>().unwrap();
            assert_eq!(volgende(moment(nu), toeval), moment(verwacht), "{nu}");
        }
    }
}
