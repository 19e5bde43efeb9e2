//! The word list as a file: CSV with the columns `soort,van,naar,richting`, and every fault in it.

mod lezen;
pub(super) mod rijen;
#[cfg(test)]
mod tests;

use std::fmt;

pub use lezen::lees;

use super::woorden::{Woord, Woordenlijst};
use crate::csvrij;

/// The columns of the file. The last one may be absent.
pub const KOLOMMEN: [&str; 4] = ["soort", "van", "naar", "richting"];

/// A fault in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regelfout {
    /// The line, from 1.
    pub regel: u64,
    /// The column, or what else is wrong.
    pub veld: &'static str,
    /// A sentence for people that says what to do.
    pub melding: String,
}

impl fmt::Display for Regelfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.regel, self.veld, self.melding)
    }
}

/// The file that a list is written as. Read again it is the same list.
///
/// # Errors
/// There is no memory for it.
pub fn schrijf(lijst: &Woordenlijst) -> Result<String, csv::Error> {
    let kop = KOLOMMEN.map(ToOwned::to_owned);
    let regels = lijst.iter().map(|woord| {
        let Woord {
            soort,
            van,
            naar,
            richting,
        } = woord;
        [
            soort.waarde().to_owned(),
            van.clone(),
            naar.clone(),
            richting.waarde().to_owned(),
        ]
    });
    csvrij::rijen(std::iter::once(kop).chain(regels))
}
