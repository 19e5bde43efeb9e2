//! How a traject stands: what its duo says, and the facts beside it. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::Gegeven;
use crate::{
    ctx::datum_van,
    duos::model::{Zetel, is_te_lang_leeg},
    netwerk::model::Perspectief,
    stukken::model::Kop,
    waarden::waarden,
};

waarden! {
    /// A number beside what a duo says, each with a list of what it counts.
    Feit {
        Knelpunten = "knelpunten", "Open knelpunten";
        Kennisvragen = "kennisvragen", "Kennisvragen zonder antwoord";
        Vraagpunten = "vraagpunten", "Vragen te laat beantwoord";
        Acties = "acties", "Acties te laat";
        Besluiten = "besluiten", "Besluiten die wachten";
    }
}

/// The facts of one thema, as far as somebody may read them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feiten {
    /// How many there are.
    aantallen: BTreeMap<Feit, u64>,
    /// When the oldest open knelpunt came; none without one.
    pub oudste: Option<DateTime<Utc>>,
}

impl Feiten {
    /// Adds to a number.
    pub fn tel(&mut self, feit: Feit, aantal: u64) {
        *self.aantallen.entry(feit).or_default() += aantal;
    }

    /// How many there are.
    pub fn van(&self, feit: Feit) -> u64 {
        self.aantallen.get(&feit).copied().unwrap_or_default()
    }

    /// How many days the oldest open knelpunt is open.
    pub fn dagen(&self, vandaag: NaiveDate) -> Option<i64> {
        let dag = datum_van(self.oudste?);
        Some((vandaag - dag).num_days().max(0))
    }
}

/// A thema with how it stands.
#[derive(Debug, Clone)]
pub struct Traject {
    /// The thema.
    pub thema: Kop,
    /// The two seats; none when that is not known.
    pub zetels: Option<[Zetel; 2]>,
    /// What its duo said last; none as long as it did not.
    pub stand: Option<Gegeven>,
    /// The facts.
    pub feiten: Feiten,
    /// The voices that are missing, that of clients first.
    pub ontbreekt: Vec<Perspectief>,
}

impl Traject {
    /// The seats on which nobody sits.
    pub fn vacatures(&self) -> impl Iterator<Item = &Zetel> {
        let zetels = self.zetels.iter().flatten();
        zetels.filter(|zetel| zetel.houder.is_none())
    }

    /// Whether nobody sits on a seat for too long.
    pub fn is_te_lang_leeg(&self, vandaag: NaiveDate) -> bool {
        self.vacatures()
            .any(|zetel| is_te_lang_leeg(zetel, vandaag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_add_up_and_the_oldest_is_told_in_days() {
        let mut feiten = Feiten::default();
        let vandaag: NaiveDate = "2026-11-28".parse().expect("a day");
        assert_eq!(feiten.van(Feit::Acties), 0);
        assert_eq!(feiten.dagen(vandaag), None);
        feiten.tel(Feit::Acties, 2);
        feiten.tel(Feit::Acties, 1);
        assert_eq!(feiten.van(Feit::Acties), 3);
        // Eleven at night in the Netherlands is a day later than in Greenwich.
        feiten.oudste = "2026-11-20T23:30:00Z".parse().ok();
        assert_eq!(feiten.dagen(vandaag), Some(7));
    }
}
