//! Questions that somebody has to answer before a day: when one is late, what an answer is, and which
//! share stays unanswered. Pure.

mod aandeel;
mod bericht;
mod ingevuld;
#[cfg(test)]
mod tests;
mod vervolg;

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use crate::{ctx::datum_van, waarden::waarden};

pub use aandeel::{Aandeel, Tellingen};
pub use bericht::{Lading, SOORT, Wacht};
pub use ingevuld::{
    ANTWOORD, HOOGSTENS, Ingevuld, KORTSTE_TERMIJN, LANGSTE_TERMIJN, REDEN, Uitstel, VRAAG,
    Vraagregel,
};
pub use vervolg::{Nieuwe, OPNIEUW, Vervolg, vervolg};

/// What the geschiedenis calls it when a question is asked.
pub const STELLEN: &str = "vraagpunt-stellen";
/// What it calls it when an addressee gets more time.
pub const VERLENGEN: &str = "vraagpunt-verlengen";
/// What it calls it when one is answered.
pub const BEANTWOORDEN: &str = "vraagpunt-beantwoorden";

waarden! {
    /// What an addressee answers to one point (design section 5).
    Uitkomst {
        Overgenomen = "overgenomen", "Overgenomen";
        Deels = "deels", "Deels overgenomen";
        GemotiveerdNiet = "gemotiveerd-niet", "Gemotiveerd niet overgenomen";
    }
}

impl Uitkomst {
    /// Whether it has to be said why.
    pub const fn vraagt_reden(self) -> bool {
        matches!(self, Self::Deels | Self::GemotiveerdNiet)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoord {
    /// What it comes to.
    pub uitkomst: Uitkomst,
    /// Why, and what follows, as Markdown.
    pub tekst: String,
    /// When it came.
    pub op: DateTime<Utc>,
    /// Who gave it, as the geschiedenis names people.
    pub door: String,
}

/// That an addressee gets more time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verlenging {
    /// The new last day.
    pub tot: NaiveDate,
    /// Why.
    pub reden: String,
    /// When that was said.
    pub op: DateTime<Utc>,
    /// Who said it.
    pub door: String,
}

/// A question to one organisatie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vraagpunt {
    /// Its number in the tables.
    pub id: Uuid,
    /// The knelpunt or the bevinding it is about.
    pub stuk_id: Uuid,
    /// Which of the questions about that stuk, from 1.
    pub nummer: i32,
    /// What is asked.
    pub vraag: String,
    /// The organisatie that has to answer.
    pub aan: Uuid,
    /// The last day to answer, as it was first asked.
    pub uiterlijk: NaiveDate,
    /// When it was asked.
    pub gesteld_op: DateTime<Utc>,
    /// Who asked.
    pub door: String,
    /// Every extension, the first first.
    pub verlengingen: Vec<Verlenging>,
    /// The answer; an open point is the absence of it.
    pub antwoord: Option<Antwoord>,
}

/// How a question stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Waits for an answer, and there is time left: this many days, 0 on the last.
    Open {
        /// Days until the last day.
        dagen: i64,
    },
    /// The day that counts passed this many days ago, and nobody answered; also when there was more time
    /// after that day.
    TeLaat {
        /// Days since the day that counts.
        dagen: i64,
    },
    /// Answered.
    Beantwoord {
        /// Whether the answer came after the last day.
        te_laat: bool,
    },
}

impl Vraagpunt {
    /// The last day to answer, with every extension.
    pub fn laatste_dag(&self) -> NaiveDate {
        let laatste = self.verlengingen.last();
        laatste.map_or(self.uiterlijk, |verlenging| verlenging.tot)
    }

    /// The day that counts: the first one that was over before there was more time, and the last day when
    /// every extension came in time. An extension that came too late does not move it.
    pub fn telt_tot(&self) -> NaiveDate {
        let mut tot = self.uiterlijk;
        for verlenging in &self.verlengingen {
            if datum_van(verlenging.op) > tot {
                break;
            }
            tot = verlenging.tot;
        }
        tot
    }

    /// Every extension, the first first, each with whether the time was over when it was given.
    pub fn uitstel(&self) -> Vec<(&Verlenging, bool)> {
        let mut tot = self.uiterlijk;
        let mut alle = Vec::new();
        for verlenging in &self.verlengingen {
            alle.push((verlenging, datum_van(verlenging.op) > tot));
            tot = verlenging.tot;
        }
        alle
    }

    /// Whether the time was ever over before it was extended or before the answer came: neither undoes
    /// that.
    pub fn was_te_laat(&self) -> bool {
        let tot = self.laatste_dag();
        self.uitstel().iter().any(|(_, laat)| *laat)
            || self
                .antwoord
                .as_ref()
                .is_some_and(|a| datum_van(a.op) > tot)
    }

    /// How it stands on a day.
    pub fn stand(&self, vandaag: NaiveDate) -> Stand {
        if self.antwoord.is_some() {
            return Stand::Beantwoord {
                te_laat: self.was_te_laat(),
            };
        }
        let over = (self.telt_tot() - vandaag).num_days();
        if over < 0 {
            Stand::TeLaat { dagen: -over }
        } else {
            Stand::Open { dagen: over }
        }
    }

    /// What the addressee has to hear on a day; none when that is nothing. They had half the time at least
    /// before they are reminded: of a short term that is no week.
    pub fn herinnering(&self, vandaag: NaiveDate) -> Option<Herinnering> {
        let laatste = self.laatste_dag();
        if laatste < vandaag {
            return Some(Herinnering::TeLaat);
        }
        let verlengd = self.verlengingen.last().map(|verlenging| verlenging.op);
        let gezegd = datum_van(verlengd.unwrap_or(self.gesteld_op));
        let termijn = u64::try_from((laatste - gezegd).num_days()).unwrap_or_default();
        let vooraf = Days::new(VOORAF.min(termijn / 2));
        (laatste - vooraf <= vandaag).then_some(Herinnering::Vooraf)
    }

    /// Whether the day that counts is over on a day and nobody answered.
    pub fn is_te_laat(&self, vandaag: NaiveDate) -> bool {
        matches!(self.stand(vandaag), Stand::TeLaat { .. })
    }
}

waarden! {
    /// Which questions are asked for in a list.
    Welke {
        Open = "open", "Open";
        TeLaat = "te-laat", "Te laat";
        Beantwoord = "beantwoord", "Beantwoord";
    }
}

impl Welke {
    /// Whether a question is one of these on a day. One that is late is open as well.
    pub fn past(self, punt: &Vraagpunt, vandaag: NaiveDate) -> bool {
        match self {
            Self::Open => punt.antwoord.is_none(),
            Self::TeLaat => punt.is_te_laat(vandaag),
            Self::Beantwoord => punt.antwoord.is_some(),
        }
    }
}

/// Days that somebody gets to answer, when nothing else is said.
pub const TERMIJN: u64 = 42;
/// The longest that a question is put off at once.
pub const LANGSTE_VERLENGING: u64 = 84;
/// How long before the last day an addressee is reminded at most, in days.
pub const VOORAF: u64 = 7;

/// The last day when nothing else is said.
pub fn gewone_termijn(vandaag: NaiveDate) -> NaiveDate {
    vandaag + Days::new(TERMIJN)
}

waarden! {
    /// When an addressee is reminded, once each for every last day.
    Herinnering {
        Vooraf = "vooraf", "Een week van tevoren";
        TeLaat = "te-laat", "Als de dag voorbij is";
    }
}
