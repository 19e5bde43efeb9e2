//! On which meeting something is. Pure.

use chrono::NaiveDate;
use uuid::Uuid;

/// A day on which the regietafel meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vergadering {
    /// Its number.
    pub id: Uuid,
    /// The day.
    pub dag: NaiveDate,
}

/// The meeting that something is on: where the secretaris put it, as long as that is still to come, and else the
/// first one to come, by itself. None when none is planned. `gepland` are those that take place, by day.
pub fn agenda(
    gezet: Option<Uuid>,
    gepland: &[Vergadering],
    vandaag: NaiveDate,
) -> Option<Vergadering> {
    let komend = || gepland.iter().filter(|v| v.dag >= vandaag);
    let gezet = gezet.and_then(|id| komend().find(|v| v.id == id));
    gezet.or_else(|| komend().next()).copied()
}

/// The meeting that a besluit was taken in: the last one that was held since the question was put (`sinds`), and
/// else the one that it is on. Where the secretaris put the question on a meeting (`gezet`), it was not taken in an
/// earlier one.
pub fn besloten_in(
    gezet: Option<Uuid>,
    gepland: &[Vergadering],
    (sinds, vandaag): (NaiveDate, NaiveDate),
) -> Option<Vergadering> {
    // One that does not take place any more holds nothing back.
    let gezet_op = gepland.iter().find(|v| Some(v.id) == gezet);
    let vanaf = gezet_op.map_or(sinds, |v| v.dag.max(sinds));
    let gehouden = gepland.iter().rev();
    let gehouden = gehouden
        .copied()
        .find(|v| v.dag <= vandaag && v.dag >= vanaf);
    gehouden.or_else(|| agenda(gezet, gepland, vandaag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dag(tekst: &str) -> NaiveDate {
        tekst.parse().expect("a day")
    }

    fn gepland() -> Vec<Vergadering> {
        [(1, "2026-09-24"), (2, "2026-10-29"), (3, "2026-11-26")]
            .map(|(n, tekst)| Vergadering {
                id: Uuid::from_u128(n),
                dag: dag(tekst),
            })
            .to_vec()
    }

    #[test]
    fn what_is_not_put_elsewhere_is_on_the_first_meeting_to_come() {
        let gepland = gepland();
        for (gezet, vandaag, op) in [
            (None, "2026-09-01", Some(1)),
            (None, "2026-09-24", Some(1)),
            (None, "2026-09-25", Some(2)),
            (Some(3), "2026-09-01", Some(3)),
            // What was not decided on goes on by itself.
            (Some(1), "2026-09-25", Some(2)),
            // A meeting that does not take place is not among them.
            (Some(9), "2026-09-25", Some(2)),
            (None, "2026-12-01", None),
        ] {
            let gezet = gezet.map(Uuid::from_u128);
            let gezien = agenda(gezet, &gepland, dag(vandaag)).map(|v| v.id);
            assert_eq!(gezien, op.map(Uuid::from_u128), "{gezet:?} {vandaag}");
        }
        assert_eq!(agenda(None, &[], dag("2026-09-01")), None);
    }

    #[test]
    fn a_besluit_that_is_written_down_after_the_meeting_was_taken_in_it() {
        let gepland = gepland();
        for (gezet, sinds, vandaag, op) in [
            (None, "2026-09-01", "2026-09-24", Some(1)),
            (None, "2026-09-01", "2026-09-26", Some(1)),
            (None, "2026-09-25", "2026-09-26", Some(2)),
            (None, "2026-11-27", "2026-11-28", None),
            // The secretaris put it on a later meeting: it was not taken in an earlier one.
            (Some(2), "2026-09-01", "2026-09-26", Some(2)),
            (Some(3), "2026-09-01", "2026-10-30", Some(3)),
            (Some(2), "2026-09-01", "2026-10-30", Some(2)),
            // It went on to the next one by itself.
            (Some(1), "2026-09-01", "2026-10-30", Some(2)),
            // That meeting does not take place.
            (Some(9), "2026-09-01", "2026-09-26", Some(1)),
        ] {
            let gezet = gezet.map(Uuid::from_u128);
            let gezien = besloten_in(gezet, &gepland, (dag(sinds), dag(vandaag)));
            let gezien = gezien.map(|v| v.id);
            assert_eq!(
                gezien,
                op.map(Uuid::from_u128),
                "{gezet:?} {sinds} {vandaag}"
            );
        }
    }
}
