//! How long a knelpunt is open, in the steps of a picture. Pure.

use chrono::{Months, NaiveDate};

use crate::waarden::waarden;

waarden! {
    /// How long a knelpunt is open.
    Leeftijd {
        Maand = "tot-1-maand", "Korter dan 1 maand";
        Kwartaal = "1-3-maanden", "1 tot 3 maanden";
        Halfjaar = "3-6-maanden", "3 tot 6 maanden";
        Jaar = "6-12-maanden", "6 tot 12 maanden";
        Langer = "vanaf-12-maanden", "12 maanden of langer";
    }
}

impl Leeftijd {
    /// The step of what was reported on a day, on another. A month is one of the calendar: what was
    /// reported on the 31st is a month old on the last day of a shorter one.
    pub fn van(gemeld: NaiveDate, vandaag: NaiveDate) -> Self {
        let voorbij = |maanden| {
            let dag = gemeld.checked_add_months(Months::new(maanden));
            dag.is_some_and(|dag| dag <= vandaag)
        };
        match [12, 6, 3, 1].into_iter().find(|maanden| voorbij(*maanden)) {
            Some(12) => Self::Langer,
            Some(6) => Self::Jaar,
            Some(3) => Self::Halfjaar,
            Some(_) => Self::Kwartaal,
            None => Self::Maand,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_one_of_the_calendar() {
        let dag = |dag: &str| dag.parse::<NaiveDate>().unwrap();
        for (gemeld, vandaag, leeftijd) in [
            ("2026-11-21", "2026-11-21", Leeftijd::Maand),
            ("2026-10-22", "2026-11-21", Leeftijd::Maand),
            ("2026-10-21", "2026-11-21", Leeftijd::Kwartaal),
            ("2026-08-22", "2026-11-21", Leeftijd::Kwartaal),
            ("2026-08-21", "2026-11-21", Leeftijd::Halfjaar),
            ("2026-05-22", "2026-11-21", Leeftijd::Halfjaar),
            ("2026-05-21", "2026-11-21", Leeftijd::Jaar),
            ("2025-11-22", "2026-11-21", Leeftijd::Jaar),
            ("2025-11-21", "2026-11-21", Leeftijd::Langer),
            ("2017-02-08", "2026-11-21", Leeftijd::Langer),
            // February is short.
            ("2026-01-31", "2026-02-27", Leeftijd::Maand),
            ("2026-01-31", "2026-02-28", Leeftijd::Kwartaal),
            // A clock that was set back makes nothing old.
            ("2026-11-22", "2026-11-21", Leeftijd::Maand),
        ] {
            let gezien = Leeftijd::van(dag(gemeld), dag(vandaag));
            assert_eq!(gezien, leeftijd, "{gemeld} on {vandaag}");
        }
    }
}
