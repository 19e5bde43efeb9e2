//! What became of several questions together. Pure.

use chrono::NaiveDate;

use super::{Stand, Uitkomst, Vraagpunt};

/// What one addressee did with what it was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Aandeel {
    /// Questions it was asked.
    pub gevraagd: usize,
    /// Those without an answer, late or not.
    pub open: usize,
    /// Those without an answer of which the time is over.
    pub te_laat: usize,
    /// Those that got more time, by now or before.
    pub verlengd: usize,
}

impl Aandeel {
    /// Counts questions on a day.
    pub fn van<'a>(punten: impl IntoIterator<Item = &'a Vraagpunt>, vandaag: NaiveDate) -> Self {
        let mut aandeel = Self::default();
        for punt in punten {
            aandeel.gevraagd += 1;
            aandeel.verlengd += usize::from(!punt.verlengingen.is_empty());
            match punt.stand(vandaag) {
                Stand::Open { .. } => aandeel.open += 1,
                Stand::TeLaat { .. } => {
                    aandeel.open += 1;
                    aandeel.te_laat += 1;
                }
                Stand::Beantwoord { .. } => {}
            }
        }
        aandeel
    }

    /// The share without an answer in whole per cents, rounded half up; 0 when nothing was asked.
    pub const fn procent_open(self) -> usize {
        if self.gevraagd == 0 {
            0
        } else {
            (self.open * 200 + self.gevraagd) / (self.gevraagd * 2)
        }
    }
}

/// How several questions stand, each counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tellingen {
    /// Those answered with yes.
    pub overgenomen: usize,
    /// Those answered with partly.
    pub deels: usize,
    /// Those answered with a reasoned no.
    pub niet: usize,
    /// Those that wait, with time left.
    pub open: usize,
    /// Those that wait, and the time is over.
    pub te_laat: usize,
}

impl Tellingen {
    /// Counts questions on a day.
    pub fn van<'a>(punten: impl IntoIterator<Item = &'a Vraagpunt>, vandaag: NaiveDate) -> Self {
        let mut tellingen = Self::default();
        for punt in punten {
            let telt = match punt.antwoord.as_ref().map(|antwoord| antwoord.uitkomst) {
                Some(Uitkomst::Overgenomen) => &mut tellingen.overgenomen,
                Some(Uitkomst::Deels) => &mut tellingen.deels,
                Some(Uitkomst::GemotiveerdNiet) => &mut tellingen.niet,
                None if punt.is_te_laat(vandaag) => &mut tellingen.te_laat,
                None => &mut tellingen.open,
            };
            *telt += 1;
        }
        tellingen
    }

    /// How many there are.
    pub const fn samen(self) -> usize {
        self.overgenomen + self.deels + self.niet + self.open + self.te_laat
    }
}
