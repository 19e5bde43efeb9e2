//! What the page of a werkruimte counts and lists. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::stukken::model::{Kop, Soort};

/// How many stukken of a thema there are that somebody may read, by kind and state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tellingen(BTreeMap<Soort, BTreeMap<String, u64>>);

impl Tellingen {
    /// Of kind, state and number.
    pub fn van(rijen: impl IntoIterator<Item = (Soort, String, u64)>) -> Self {
        let mut per_soort: BTreeMap<Soort, BTreeMap<String, u64>> = BTreeMap::new();
        for (soort, status, aantal) in rijen {
            *per_soort
                .entry(soort)
                .or_default()
                .entry(status)
                .or_default() += aantal;
        }
        Self(per_soort)
    }

    /// How many of a kind.
    pub fn totaal(&self, soort: Soort) -> u64 {
        let van_soort = self.0.get(&soort);
        van_soort.map_or(0, |staten| staten.values().sum())
    }

    /// How many of a kind are in one of these states.
    pub fn met(&self, soort: Soort, staten: &[&str]) -> u64 {
        let van_soort = self.0.get(&soort).into_iter().flatten();
        let telt = van_soort.filter(|(status, _)| staten.contains(&status.as_str()));
        telt.map(|(_, aantal)| aantal).sum()
    }
}

/// A file of a werkruimte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestand {
    /// Its number.
    pub id: Uuid,
    /// What it is called on pages.
    pub titel: String,
    /// What it is called when somebody keeps it.
    pub bestandsnaam: String,
    /// How large it is, in bytes.
    pub grootte: u64,
    /// When it came.
    pub op: DateTime<Utc>,
    /// The stuk that it belongs to.
    pub bij: Kop,
}

/// Something that happened in a thema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebeurd {
    /// Its place in the geschiedenis.
    pub volgnummer: i64,
    /// When.
    pub op: DateTime<Utc>,
    /// What, for people.
    pub wat: &'static str,
    /// Why; empty when nobody said, or when it is not for who asks.
    pub waarom: String,
    /// To what it happened.
    pub kop: Kop,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_counted_apart_and_together() {
        let tellingen = Tellingen::van([
            (Soort::Actie, "open".to_owned(), 3),
            (Soort::Actie, "gedaan".to_owned(), 4),
            (Soort::Notitie, "geschreven".to_owned(), 2),
        ]);
        assert_eq!(tellingen.totaal(Soort::Actie), 7);
        assert_eq!(tellingen.met(Soort::Actie, &["open"]), 3);
        assert_eq!(tellingen.met(Soort::Actie, &["open", "gedaan"]), 7);
        assert_eq!(tellingen.met(Soort::Actie, &["vervallen"]), 0);
        assert_eq!(tellingen.totaal(Soort::Besluit), 0);
    }
}
