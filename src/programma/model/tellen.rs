//! Numbers per thema and per state. Pure.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Onderdeel;

/// How many items of a kind, in a state, of a thema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cel {
    /// The kind.
    pub onderdeel: Onderdeel,
    /// The state, one of [`Onderdeel::standen`].
    pub stand: &'static str,
    /// How many.
    pub aantal: u64,
}

impl Cel {
    /// A row of a table that says kind, state and number as text; none when the page does not count that.
    pub fn van(soort: &str, stand: &str, aantal: i64) -> Option<Self> {
        let onderdeel = Onderdeel::van(soort)?;
        Some(Self {
            stand: onderdeel.stand(stand)?.0,
            aantal: u64::try_from(aantal).ok()?,
            onderdeel,
        })
    }
}

/// What a thema has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Themarij {
    cellen: BTreeMap<(Onderdeel, &'static str), u64>,
    per_onderdeel: BTreeMap<Onderdeel, u64>,
}

impl Themarij {
    /// What these cells say. `samen` is how many items of each kind there are together: in a quarter one
    /// item can come to several states, and it is still one.
    pub fn van(cellen: impl IntoIterator<Item = Cel>, samen: BTreeMap<Onderdeel, u64>) -> Self {
        let mut rij = Self {
            per_onderdeel: samen,
            ..Self::default()
        };
        for Cel {
            onderdeel,
            stand,
            aantal,
        } in cellen
        {
            *rij.cellen.entry((onderdeel, stand)).or_default() += aantal;
        }
        rij
    }

    /// How many of a kind are in a state.
    pub fn aantal(&self, onderdeel: Onderdeel, stand: &'static str) -> u64 {
        let cel = self.cellen.get(&(onderdeel, stand));
        cel.copied().unwrap_or_default()
    }

    /// How many of a kind there are.
    pub fn samen(&self, onderdeel: Onderdeel) -> u64 {
        let samen = self.per_onderdeel.get(&onderdeel);
        samen.copied().unwrap_or_default()
    }

    /// How many there are of all kinds.
    pub fn totaal(&self) -> u64 {
        self.per_onderdeel.values().sum()
    }
}

/// The numbers of all thema's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabel {
    /// Per thema.
    pub themas: BTreeMap<Uuid, Themarij>,
    /// Of what belongs to no thema.
    pub zonder: Themarij,
    /// Of everything, each item once.
    pub alles: Themarij,
}
