//! The one in the middle. Pure.

use std::fmt;

/// The one in the middle, in halves: of an even number it lies between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mediaan {
    halven: i64,
}

impl fmt::Display for Mediaan {
    /// As people in the Netherlands write it: `12` or `12,5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.halven % 2 == 0 { "" } else { ",5" };
        write!(f, "{}{half}", self.halven / 2)
    }
}

impl Mediaan {
    /// Whether it is one and no more, for the right form of a word.
    pub const fn is_een(self) -> bool {
        self.halven == 2
    }
}

/// The one in the middle of these numbers of days; none of none.
pub fn mediaan(dagen: &[i64]) -> Option<Mediaan> {
    let mut op_rij = dagen.to_vec();
    op_rij.sort_unstable();
    let midden = op_rij.len() / 2;
    let hoog = *op_rij.get(midden)?;
    let laag = if op_rij.len().is_multiple_of(2) {
        *op_rij.get(midden.checked_sub(1)?)?
    } else {
        hoog
    };
    Some(Mediaan {
        halven: laag + hoog,
    })
}
