//! Bars with their numbers, and cells of the tables behind them.

use crate::taal;

/// How wide a bar can be, in units of the drawing.
const BREED: u64 = 1_000;
/// What is there is seen, also when there is very little of it.
const ZICHTBAAR: u64 = 6;

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deel {
    /// The fill.
    pub klasse: &'static str,
    /// Where it begins.
    pub x: u64,
    /// How wide it is.
    pub breed: u64,
}

/// The parts of a bar: how many with which fill, drawn to the scale at which `meeste` is all of it.
pub fn delen(aantallen: &[(u64, &'static str)], meeste: u64) -> Vec<Deel> {
    let mut delen = Vec::new();
    let mut x = 0;
    for &(aantal, klasse) in aantallen.iter().filter(|(aantal, _)| *aantal > 0) {
        let naar_maat = aantal.saturating_mul(BREED) / meeste.max(1);
        let breed = naar_maat.max(ZICHTBAAR).min(BREED - x);
        delen.push(Deel { klasse, x, breed });
        x += breed;
    }
    delen
}

/// A number, and the list of what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Getal {
    /// For people.
    pub tekst: String,
    /// Where what it counts is; empty when there is nothing.
    pub naar: String,
    /// What it counts, for who hears the number without its place.
    pub wat: String,
}

impl Getal {
    /// A number with its list.
    pub fn nieuw(aantal: u64, naar: String, wat: String) -> Self {
        Self {
            tekst: getal(aantal),
            naar: if aantal == 0 { String::new() } else { naar },
            wat,
        }
    }
}

/// A bar with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staaf {
    /// What it counts.
    pub naam: String,
    /// The page of that; empty when it has none.
    pub url: String,
    /// What is drawn.
    pub delen: Vec<Deel>,
    /// The number.
    pub getal: Getal,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rij {
    /// What it is about.
    pub naam: String,
    /// The page of that; empty when it has none.
    pub url: String,
    /// Its numbers, in the order of the headings.
    pub cellen: Vec<Getal>,
}

/// A number for people.
pub fn getal(aantal: u64) -> String {
    taal::getal(i64::try_from(aantal).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the parts of a bar begin and how wide they are.
    fn plekken(aantallen: &[u64], meeste: u64) -> Vec<(u64, u64)> {
        let aantallen: Vec<_> = aantallen.iter().map(|n| (*n, "k-licht")).collect();
        let delen = delen(&aantallen, meeste);
        delen.iter().map(|deel| (deel.x, deel.breed)).collect()
    }

    #[test]
    fn the_largest_fills_the_picture_and_the_smallest_is_seen() {
        assert_eq!(plekken(&[2, 1, 1], 4), [(0, 500), (500, 250), (750, 250)]);
        assert_eq!(plekken(&[0, 3], 4), [(0, 750)]);
        assert_eq!(plekken(&[1], 5_000), [(0, ZICHTBAAR)]);
        assert!(plekken(&[0, 0], 0).is_empty());
        let einde = plekken(&[4_990, 5, 5], 5_000).pop();
        assert_eq!(einde.map(|(x, breed)| x + breed), Some(BREED));
        assert_eq!(plekken(&[u64::MAX], 1), [(0, BREED)]);
    }

    #[test]
    fn what_is_not_there_leads_nowhere() {
        let niets = Getal::nieuw(0, "/lijst".into(), "knelpunten".into());
        assert_eq!((niets.tekst.as_str(), niets.naar.as_str()), ("0", ""));
        let veel = Getal::nieuw(1_234, "/lijst".into(), "knelpunten".into());
        assert_eq!(
            (veel.tekst.as_str(), veel.naar.as_str()),
            ("1.234", "/lijst")
        );
    }
}
