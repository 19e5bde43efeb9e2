//! When somebody is asked, what they can say, and which share was opened again. Pure.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::waarden::waarden;

waarden! {
    /// When who signalled is asked whether it is really solved (feature C7).
    Moment {
        VierWeken = "4-weken", "Na vier weken";
        ZesMaanden = "6-maanden", "Na zes maanden";
    }
}

impl Moment {
    /// The day on which is asked, of what was closed on this day.
    pub fn dag(self, gesloten: NaiveDate) -> NaiveDate {
        match self {
            Self::VierWeken => gesloten + Days::new(28),
            Self::ZesMaanden => gesloten + Months::new(6),
        }
    }

    /// The moments that have come on a day. Who was away for long is asked the last of them only: two
    /// questions on one day are one too many.
    pub fn aan_de_beurt(gesloten: NaiveDate, vandaag: NaiveDate) -> Option<Self> {
        let gekomen = Self::ALLE.iter().rev();
        gekomen
            .copied()
            .find(|moment| moment.dag(gesloten) <= vandaag)
    }
}

waarden! {
    /// What somebody says.
    Antwoord {
        Ja = "ja", "Ja, het is opgelost";
        Nee = "nee", "Nee, het speelt nog";
        Onbekend = "weet-ik-niet", "Dat weet ik niet";
    }
}

waarden! {
    /// What became of a request to open a knelpunt again.
    Uitkomst {
        Heropend = "heropend", "Heropend";
        Afgewezen = "afgewezen", "Niet heropend";
    }
}

/// Days that the duo gets to answer a request to open a knelpunt again.
pub const ANTWOORDTERMIJN: u64 = 28;

/// The last day to answer a request of this day.
pub fn uiterlijk(vandaag: NaiveDate) -> NaiveDate {
    vandaag + Days::new(ANTWOORDTERMIJN)
}

/// What a job mails: who is asked, about what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The knelpunt.
    pub knelpunt: Uuid,
    /// Which closing it is about.
    pub sluiting: i32,
    /// Which of the two questions.
    pub moment: Moment,
    /// Who is asked.
    pub gebruiker: Uuid,
}

/// The share of what was closed that was opened again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heropend {
    /// How often a knelpunt was closed.
    pub gesloten: usize,
    /// How often one was opened again.
    pub heropend: usize,
}

impl Heropend {
    /// In whole per cents, rounded half up; 0 when nothing was closed.
    pub const fn procent(self) -> usize {
        if self.gesloten == 0 {
            0
        } else {
            (self.heropend * 200 + self.gesloten) / (self.gesloten * 2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dag(dag: &str) -> NaiveDate {
        dag.parse().unwrap()
    }

    #[test]
    fn is_asked_after_four_weeks_and_after_six_months() {
        let gesloten = dag("2026-08-31");
        for (vandaag, moment) in [
            ("2026-08-31", None),
            ("2026-09-27", None),
            ("2026-09-28", Some(Moment::VierWeken)),
            ("2027-02-27", Some(Moment::VierWeken)),
            // There is no 31 February.
            ("2027-02-28", Some(Moment::ZesMaanden)),
            ("2036-01-01", Some(Moment::ZesMaanden)),
        ] {
            assert_eq!(
                Moment::aan_de_beurt(gesloten, dag(vandaag)),
                moment,
                "{vandaag}"
            );
        }
    }

    #[test]
    fn the_share_that_was_opened_again() {
        let deel = |gesloten, heropend| Heropend { gesloten, heropend }.procent();
        assert_eq!(
            [deel(0, 0), deel(3, 1), deel(3, 2), deel(2, 2)],
            [0, 33, 67, 100]
        );
    }
}
