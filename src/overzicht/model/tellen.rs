//! Counting rows by what they have. Pure.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{Rij, Stand};
use crate::navraag::model::Heropend;

/// How many knelpunten, by how far they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// Those that somebody still works on, or that wait for that.
    pub bezig: u64,
    /// Those of which the rule has to change.
    pub regel: u64,
    /// Those that were solved, or rejected with a reason.
    pub afgerond: u64,
}

impl Telling {
    /// Counts one more.
    pub const fn tel(&mut self, stand: Stand) {
        match stand {
            Stand::Bezig => self.bezig += 1,
            Stand::Regel => self.regel += 1,
            Stand::Afgerond => self.afgerond += 1,
        }
    }

    /// All together.
    pub const fn totaal(self) -> u64 {
        self.bezig + self.regel + self.afgerond
    }

    /// How many are this far.
    pub const fn van(self, stand: Stand) -> u64 {
        match stand {
            Stand::Bezig => self.bezig,
            Stand::Regel => self.regel,
            Stand::Afgerond => self.afgerond,
        }
    }
}

/// Counts rows by what they have. A row that has several of it counts under each of them, once.
pub fn per<T: Ord>(rijen: &[Rij], heeft: impl Fn(&Rij) -> Vec<T>) -> BTreeMap<T, Telling> {
    let mut tellingen: BTreeMap<T, Telling> = BTreeMap::new();
    for rij in rijen {
        for sleutel in heeft(rij) {
            tellingen.entry(sleutel).or_default().tel(rij.stand());
        }
    }
    tellingen
}

/// The rows that were open the longest, the oldest first.
pub fn oudste(rijen: &[Rij], hoogstens: usize) -> Vec<&Rij> {
    let open = rijen.iter().filter(|rij| !rij.status.is_gesloten());
    let mut open: Vec<&Rij> = open.collect();
    open.sort_by(|a, b| (a.gemeld, &a.kenmerk).cmp(&(b.gemeld, &b.kenmerk)));
    open.truncate(hoogstens);
    open
}

/// How often rows were closed, and opened again after that.
pub fn heropeningen(rijen: &[Rij]) -> Heropend {
    Heropend {
        gesloten: rijen.iter().map(|rij| rij.keer_gesloten).sum(),
        heropend: rijen.iter().map(|rij| rij.heropend).sum(),
    }
}

/// From so many gemeenten on a knelpunt is shared.
const GEDEELD: usize = 2;

/// The rows that play in the most gemeenten and were not settled, the most first. What plays in one
/// gemeente is not shared.
pub fn gedeeld(rijen: &[Rij], hoogstens: usize) -> Vec<&Rij> {
    let gedeeld = rijen
        .iter()
        .filter(|rij| rij.stand() != Stand::Afgerond && rij.gemeenten.len() >= GEDEELD);
    let mut gedeeld: Vec<&Rij> = gedeeld.collect();
    let maat = |rij: &Rij| Reverse(rij.gemeenten.len());
    gedeeld.sort_by(|a, b| (maat(a), &a.kenmerk).cmp(&(maat(b), &b.kenmerk)));
    gedeeld.truncate(hoogstens);
    gedeeld
}
