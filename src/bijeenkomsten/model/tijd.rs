//! The time on the clock in the Netherlands, and the moment that it is. Pure.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Amsterdam;

/// Why a time on the clock is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tijdfout {
    /// The clock skips it.
    Overgeslagen,
    /// The clock shows it twice.
    Dubbel,
}

impl Tijdfout {
    /// What to do, for people.
    pub const fn melding(self) -> &'static str {
        match self {
            Self::Overgeslagen => {
                "Dit tijdstip is er niet: in deze nacht gaat de klok van 2.00 naar 3.00 uur. Kies een tijd vanaf \
                 3.00 uur."
            }
            Self::Dubbel => {
                "Dit tijdstip is er in deze nacht twee keer: de klok gaat van 3.00 terug naar 2.00 uur. Kies een \
                 tijd vóór 2.00 of vanaf 3.00 uur."
            }
        }
    }
}

/// The moment at which the clock in the Netherlands shows this time.
///
/// # Errors
/// The clock never shows it on that day, or twice.
pub fn moment(dag: NaiveDate, tijd: NaiveTime) -> Result<DateTime<Utc>, Tijdfout> {
    match Amsterdam.from_local_datetime(&dag.and_time(tijd)) {
        MappedLocalTime::Single(moment) => Ok(moment.with_timezone(&Utc)),
        MappedLocalTime::Ambiguous(..) => Err(Tijdfout::Dubbel),
        MappedLocalTime::None => Err(Tijdfout::Overgeslagen),
    }
}

/// The time that the clock in the Netherlands shows, as a form has it: `09:30`.
pub fn klok(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&Amsterdam).format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_moment_except_when_the_clock_changes() {
        for (dag, tijd, verwacht) in [
            ("2026-12-03", "10:00", Ok("2026-12-03T09:00:00Z")),
            ("2026-07-03", "10:00", Ok("2026-07-03T08:00:00Z")),
            ("2026-07-03", "00:30", Ok("2026-07-02T22:30:00Z")),
            // The last Sunday of March, when summer time begins.
            ("2027-03-28", "01:59", Ok("2027-03-28T00:59:00Z")),
            ("2027-03-28", "02:00", Err(Tijdfout::Overgeslagen)),
            ("2027-03-28", "02:59", Err(Tijdfout::Overgeslagen)),
            ("2027-03-28", "03:00", Ok("2027-03-28T01:00:00Z")),
            // The last Sunday of October, when it ends.
            ("2027-10-31", "01:59", Ok("2027-10-30T23:59:00Z")),
            ("2027-10-31", "02:00", Err(Tijdfout::Dubbel)),
            ("2027-10-31", "02:59", Err(Tijdfout::Dubbel)),
            ("2027-10-31", "03:00", Ok("2027-10-31T02:00:00Z")),
        ] {
            let gelezen = moment(
                dag.parse().expect("a day"),
                NaiveTime::parse_from_str(tijd, "%H:%M").expect("a time"),
            );
            let verwacht = verwacht.map(|tekst| tekst.parse().expect("a moment"));
            assert_eq!(gelezen, verwacht, "{dag} {tijd}");
            if let Ok(moment) = gelezen {
                assert_eq!(klok(moment), tijd, "{dag}");
            }
        }
    }
}
