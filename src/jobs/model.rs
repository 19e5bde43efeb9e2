//! Types and rules of jobs. Pure.

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike as _, Utc};
use chrono_tz::Europe::Amsterdam;
use serde_json::Value;
use uuid::Uuid;

use crate::{error::Error, waarden::waarden};

/// So many tries before a job is given up: with the pauses between them, half a day.
pub const POGINGEN: i64 = 8;
/// The first pause; each next one is [`KEER`] times as long.
const EERSTE_PAUZE: TimeDelta = TimeDelta::seconds(30);
const KEER: i32 = 4;
/// The longest pause.
const LANGSTE_PAUZE: TimeDelta = TimeDelta::hours(6);
/// A job that was done is kept this long: longer than a day, because what is done once a day is
/// known by its row.
pub const KLAAR_BEWAREN: TimeDelta = TimeDelta::days(2);
/// A job that was given up is kept this long.
pub const OPGEGEVEN_BEWAREN: TimeDelta = TimeDelta::days(90);

waarden! {
    /// How a job is doing.
    Staat {
        Wacht = "wacht", "Wacht";
        Bezig = "bezig", "Bezig";
        Klaar = "klaar", "Klaar";
        Opgegeven = "opgegeven", "Opgegeven";
    }
}

/// Work to be put ready.
#[derive(Debug, Clone, PartialEq)]
pub struct Opdracht {
    /// Which work.
    pub soort: &'static str,
    /// What it is about: numbers of rows, never a text or an address of somebody.
    pub lading: Value,
    /// Not before this moment; none for at once.
    pub gepland_op: Option<DateTime<Utc>>,
    /// Only when there is no job of this name.
    pub sleutel: Option<String>,
}

impl Opdracht {
    /// Work to be done at once.
    pub fn nieuw(soort: &'static str, lading: Value) -> Self {
        Self {
            soort,
            lading,
            gepland_op: None,
            sleutel: None,
        }
    }

    /// The same, not before a moment.
    #[must_use]
    pub fn vanaf(self, moment: DateTime<Utc>) -> Self {
        Self {
            gepland_op: Some(moment),
            ..self
        }
    }

    /// The same, when there is no job of this name.
    #[must_use]
    pub fn eenmalig(self, sleutel: String) -> Self {
        Self {
            sleutel: Some(sleutel),
            ..self
        }
    }
}

/// A job that a worker has to itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Taak {
    /// Its number.
    pub id: Uuid,
    /// Which work.
    pub soort: String,
    /// What it is about.
    pub lading: Value,
    /// When it was put ready.
    pub gemaakt: DateTime<Utc>,
    /// How often it was taken up.
    pub poging: i64,
    /// How often it had been when it began (again).
    pub vanaf: i64,
}

impl Taak {
    /// Which try this is, from 1.
    pub fn hoeveelste(&self) -> i64 {
        self.poging - self.vanaf
    }
}

/// How a job ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afloop {
    /// The work is done; the worker writes that down.
    Klaar,
    /// The work is done, and was written down together with it.
    Afgerond,
}

/// Why a job did not end well. The words go into a table that many may read: they never hold a
/// name, an address or a text of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mislukt {
    /// Trying again may help.
    Straks(String),
    /// Trying again is no use.
    Definitief(String),
}

/// What comes of a job.
pub type Uitkomst = Result<Afloop, Mislukt>;

impl From<Error> for Mislukt {
    fn from(fout: Error) -> Self {
        Self::Straks(match fout {
            Error::Unavailable(deel) => format!("niet bereikbaar: {deel}"),
            fout => {
                tracing::error!(fout = ?fout, "a job failed");
                "fout in het platform, zie het logboek van de server".to_owned()
            }
        })
    }
}

/// What is done after a try that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vervolg {
    /// It is tried again after this long.
    Over(TimeDelta),
    /// It is given up.
    Opgeven,
}

/// What is done after this many tries.
pub fn vervolg(hoeveelste: i64) -> Vervolg {
    if hoeveelste >= POGINGEN {
        return Vervolg::Opgeven;
    }
    let mut pauze = EERSTE_PAUZE;
    for _ in 1..hoeveelste {
        pauze = (pauze * KEER).min(LANGSTE_PAUZE);
    }
    Vervolg::Over(pauze)
}

/// The day for which work has to be done that is done once a day, at or after a full hour in the
/// Netherlands; none while that hour has not come. Whatever the clock skips or repeats in the night
/// that it is set: a day is one day.
pub fn dag(nu: DateTime<Utc>, uur: u32) -> Option<NaiveDate> {
    let hier = nu.with_timezone(&Amsterdam);
    (hier.hour() >= uur).then(|| hier.date_naive())
}

/// How many jobs of a kind are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Which work.
    pub soort: String,
    /// How they are doing.
    pub staat: Staat,
    /// How many.
    pub aantal: i64,
    /// The moment that the first of them is, or was, planned for.
    pub eerste: DateTime<Utc>,
    /// Why nobody takes them up now; empty when somebody does.
    pub rust: &'static str,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opgegeven {
    /// Its number.
    pub id: Uuid,
    /// Which work.
    pub soort: String,
    /// When it was put ready.
    pub gemaakt: DateTime<Utc>,
    /// When it was given up.
    pub op: DateTime<Utc>,
    /// How often it was taken up.
    pub pogingen: i64,
    /// What was the matter.
    pub fout: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_until_the_job_is_given_up() {
        let halve = |n: i64| Vervolg::Over(TimeDelta::seconds(n * 30));
        for (hoeveelste, verwacht) in [
            (1, halve(1)),
            (2, halve(4)),
            (3, halve(16)),
            (4, halve(64)),
            (5, halve(256)),
            (6, Vervolg::Over(TimeDelta::hours(6))),
            (7, Vervolg::Over(TimeDelta::hours(6))),
            (8, Vervolg::Opgeven),
            (100, Vervolg::Opgeven),
        ] {
            assert_eq!(vervolg(hoeveelste), verwacht, "after {hoeveelste}");
        }
    }

    #[test]
    fn a_day_is_one_day_whatever_the_clock_does() {
        for (nu, uur, verwacht) in [
            // Winter: an hour ahead of UTC.
            ("2026-11-27T01:59:59Z", 3, None),
            ("2026-11-27T02:00:00Z", 3, Some("2026-11-27")),
            ("2026-11-27T22:59:59Z", 3, Some("2026-11-27")),
            ("2026-11-27T23:00:00Z", 3, None),
            ("2026-11-27T23:00:00Z", 0, Some("2026-11-28")),
            // Summer: two hours.
            ("2026-07-01T00:59:59Z", 3, None),
            ("2026-07-01T01:00:00Z", 3, Some("2026-07-01")),
            // The night in which two o'clock does not exist: after 1.59 comes 3.00.
            ("2026-03-29T00:59:59Z", 2, None),
            ("2026-03-29T01:00:00Z", 2, Some("2026-03-29")),
            // The night in which two o'clock comes twice: both times it is the same day.
            ("2026-10-25T00:00:00Z", 2, Some("2026-10-25")),
            ("2026-10-25T01:00:00Z", 2, Some("2026-10-25")),
            ("2026-10-24T23:59:59Z", 2, None),
        ] {
            let nu: DateTime<Utc> = nu.parse().expect("a moment");
            let gevonden = dag(nu, uur).map(|dag| dag.to_string());
            assert_eq!(gevonden.as_deref(), verwacht, "{nu}, {uur}");
        }
    }
}
