//! A knelpunt as the overview looks at it. Pure.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::Leeftijd;
use crate::{
    knelpunten::model::{Oorzaak, Status},
    stukken::model::{Kop, Soort},
    waarden::waarden,
};

/// Whether it is a knelpunt on which the work has ended, for now: on a page it comes after those that are
/// open.
pub fn is_afgesloten(kop: &Kop) -> bool {
    kop.soort == Soort::Knelpunt && kop.status.parse().is_ok_and(Status::is_gesloten)
}

waarden! {
    /// How far a knelpunt is, in three words for a picture.
    Stand {
        Bezig = "bezig", "Nog bezig";
        Regel = "regel", "Regel moet anders";
        Afgerond = "afgerond", "Afgerond";
    }
}

impl Stand {
    /// What a state comes to.
    pub const fn van(status: Status) -> Self {
        match status {
            Status::Gemeld | Status::InBehandeling => Self::Bezig,
            Status::RegelwijzigingNodig => Self::Regel,
            Status::Opgelost | Status::GemotiveerdAfgewezen => Self::Afgerond,
        }
    }
}

/// A knelpunt as the overview looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rij {
    /// Its stuk.
    pub id: Uuid,
    /// The number people quote.
    pub kenmerk: String,
    /// What it is called.
    pub titel: String,
    /// The address of its page, from the root of the site.
    pub pad: String,
    /// How it stands.
    pub status: Status,
    /// Why it does not work; none as long as nobody said.
    pub oorzaak: Option<Oorzaak>,
    /// The last step that was set, 0 to 5.
    pub trede: u8,
    /// The thema's it belongs to.
    pub themas: BTreeSet<Uuid>,
    /// The regelingen it is about.
    pub regelingen: BTreeSet<Uuid>,
    /// The gemeenten of today that it plays in. What was signalled in confidence is no part of it.
    pub gemeenten: BTreeSet<Uuid>,
    /// How many signalen it is made of, those in confidence included.
    pub signalen: usize,
    /// The day on which it came on the platform.
    pub gemeld: NaiveDate,
    /// The day on which it was closed last; none when it is open, or when that is not known.
    pub gesloten: Option<NaiveDate>,
    /// How often it was closed.
    pub keer_gesloten: usize,
    /// How often it was opened again.
    pub heropend: usize,
}

impl Rij {
    /// How far it is.
    pub const fn stand(&self) -> Stand {
        Stand::van(self.status)
    }

    /// How many days it is open on a day, or was open when it was closed; none when it is not known when
    /// that was. Opening it again does not begin a new count: who signalled it waits since the first day.
    pub fn dagen(&self, vandaag: NaiveDate) -> Option<i64> {
        let tot = if self.status.is_gesloten() {
            self.gesloten?
        } else {
            vandaag
        };
        Some((tot - self.gemeld).num_days().max(0))
    }

    /// How long it is open on a day; none when it is closed.
    pub fn leeftijd(&self, vandaag: NaiveDate) -> Option<Leeftijd> {
        (!self.status.is_gesloten()).then(|| Leeftijd::van(self.gemeld, vandaag))
    }
}
