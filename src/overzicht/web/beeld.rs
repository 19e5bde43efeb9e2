//! Bars with their numbers, and the same numbers as a table.

use crate::{
    overzicht::model::{Stand, Telling},
    taal,
};

/// How wide a bar can be, in units of the drawing.
const BREED: u32 = 1_000;
/// What is there is seen, also when there is very little of it.
const ZICHTBAAR: u32 = 6;

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deel {
    /// The fill.
    pub klasse: &'static str,
    /// Where it begins.
    pub x: u32,
    /// How wide it is.
    pub breed: u32,
}

/// The parts of a bar: how many with which fill, drawn to the scale at which `meeste` is all of it.
pub fn delen(aantallen: &[(u64, &'static str)], meeste: u64) -> Vec<Deel> {
    let mut x = 0;
    let mut delen = Vec::new();
    for (aantal, klasse) in aantallen.iter().filter(|(aantal, _)| *aantal > 0) {
        let naar_maat = aantal.saturating_mul(BREED.into()) / meeste.max(1);
        let breed = u32::try_from(naar_maat).unwrap_or(BREED);
        let breed = breed.max(ZICHTBAAR).min(BREED - x);
        delen.push(Deel { klasse, x, breed });
        x += breed;
    }
    delen
}

/// The fill of how far something is: what waits for a rule is darkest.
pub const fn vulling(stand: Stand) -> &'static str {
    match stand {
        Stand::Bezig => "k-licht",
        Stand::Regel => "k-accent",
        Stand::Afgerond => "k-midden",
    }
}

/// What the fills mean.
pub fn legenda() -> Vec<(&'static str, &'static str)> {
    let regel = |stand: &Stand| (vulling(*stand), stand.label());
    Stand::ALLE.iter().map(regel).collect()
}

/// Knelpunten that have something in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groep {
    /// What they have in common.
    pub naam: String,
    /// The page of that; empty when it has none.
    pub url: String,
    /// The query that finds them; empty when there is none.
    pub naar: String,
    /// How many.
    pub telling: Telling,
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
    /// The number in words for people.
    pub getal: String,
    /// The query that finds them; empty when there is none.
    pub naar: String,
}

/// A row of the table behind a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabelrij {
    /// What it counts.
    pub naam: String,
    /// The page of that; empty when it has none.
    pub url: String,
    /// The numbers by how far they are; empty where that is one and the same.
    pub cellen: Vec<String>,
    /// All together.
    pub totaal: String,
    /// The query that finds them; empty when there is none.
    pub naar: String,
}

/// A picture of bars, and the table with the same numbers.
#[derive(Debug)]
pub struct Beeld {
    /// Its place on the page.
    pub id: &'static str,
    /// The heading.
    pub titel: &'static str,
    /// What one sees.
    pub uitleg: String,
    /// The heading of the names.
    pub kop: &'static str,
    /// The headings of the numbers before the total.
    pub kolommen: Vec<&'static str>,
    /// The bars.
    pub staven: Vec<Staaf>,
    /// The table.
    pub rijen: Vec<Tabelrij>,
    /// What it means that there is nothing.
    pub leeg: &'static str,
}

/// What a picture says besides its numbers.
#[derive(Debug, Clone, Default)]
pub struct Woorden {
    /// Its place on the page.
    pub id: &'static str,
    /// The heading.
    pub titel: &'static str,
    /// What one sees.
    pub uitleg: String,
    /// The heading of the names.
    pub kop: &'static str,
    /// What it means that there is nothing.
    pub leeg: &'static str,
}

impl Beeld {
    /// A picture of these groups, in their order: a bar for each of the first, and a row for all of them.
    /// `uitgesplitst` says whether the table tells how far they are.
    pub fn van(woorden: Woorden, getekend: &[Groep], alle: &[Groep], uitgesplitst: bool) -> Self {
        let meeste = getekend.iter().map(|groep| groep.telling.totaal()).max();
        let meeste = meeste.unwrap_or_default();
        let standen = if uitgesplitst { Stand::ALLE } else { &[] };
        let Woorden {
            id,
            titel,
            uitleg,
            kop,
            leeg,
        } = woorden;
        Self {
            id,
            titel,
            uitleg,
            kop,
            kolommen: standen.iter().map(|stand| stand.label()).collect(),
            staven: getekend.iter().map(|groep| staaf(groep, meeste)).collect(),
            rijen: alle.iter().map(|groep| rij(groep, standen)).collect(),
            leeg,
        }
    }
}

fn staaf(groep: &Groep, meeste: u64) -> Staaf {
    let aantallen: Vec<(u64, &'static str)> = Stand::ALLE
        .iter()
        .map(|stand| (groep.telling.van(*stand), vulling(*stand)))
        .collect();
    Staaf {
        naam: groep.naam.clone(),
        url: groep.url.clone(),
        delen: delen(&aantallen, meeste),
        getal: getal(groep.telling.totaal()),
        naar: groep.naar.clone(),
    }
}

fn rij(groep: &Groep, standen: &[Stand]) -> Tabelrij {
    let cel = |stand: &Stand| getal(groep.telling.van(*stand));
    Tabelrij {
        naam: groep.naam.clone(),
        url: groep.url.clone(),
        cellen: standen.iter().map(cel).collect(),
        totaal: getal(groep.telling.totaal()),
        naar: groep.naar.clone(),
    }
}

/// A number for people.
pub fn getal(aantal: u64) -> String {
    taal::getal(i64::try_from(aantal).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the parts of a bar begin and how wide they are.
    fn plekken(aantallen: &[u64], meeste: u64) -> Vec<(u32, u32)> {
        let aantallen: Vec<_> = aantallen.iter().map(|n| (*n, "k-licht")).collect();
        let delen = delen(&aantallen, meeste);
        delen.iter().map(|deel| (deel.x, deel.breed)).collect()
    }

    #[test]
    fn the_largest_fills_the_picture_and_the_smallest_is_seen() {
        assert_eq!(plekken(&[2, 1, 1], 4), [(0, 500), (500, 250), (750, 250)]);
        assert_eq!(plekken(&[0, 3, 0], 4), [(0, 750)]);
        assert_eq!(plekken(&[1], 5_000), [(0, ZICHTBAAR)]);
        assert!(plekken(&[0, 0, 0], 0).is_empty());
        // What is made visible takes no more room than there is.
        for (_, breed) in plekken(&[4_999, 1, 1], 5_000) {
            assert!(breed <= BREED);
        }
        let einde = plekken(&[4_990, 5, 5], 5_000);
        let (x, breed) = einde.last().copied().unwrap();
        assert_eq!(x + breed, BREED);
        assert_eq!(plekken(&[u64::MAX], 1), [(0, BREED)]);
    }

    #[test]
    fn every_fill_means_one_thing() {
        let legenda = legenda();
        assert_eq!(legenda.len(), Stand::ALLE.len());
        for (nummer, (klasse, _)) in legenda.iter().enumerate() {
            assert!(!legenda[..nummer].iter().any(|(ander, _)| ander == klasse));
        }
    }

    #[test]
    fn the_table_has_all_and_the_picture_the_first() {
        let groep = |naam: &str, bezig, afgerond| Groep {
            naam: naam.into(),
            telling: Telling {
                bezig,
                regel: 0,
                afgerond,
            },
            ..Groep::default()
        };
        let alle = [groep("a", 3, 1), groep("b", 1, 0)];
        let beeld = Beeld::van(Woorden::default(), &alle[..1], &alle, true);
        assert_eq!(beeld.staven.len(), 1);
        assert_eq!(beeld.staven[0].getal, "4");
        assert_eq!(beeld.rijen[0].cellen, ["3", "0", "1"]);
        assert_eq!(beeld.rijen[1].totaal, "1");
        assert_eq!(beeld.kolommen.len(), 3);
        let kort = Beeld::van(Woorden::default(), &alle, &alle, false);
        assert!(kort.kolommen.is_empty() && kort.rijen[0].cellen.is_empty());
    }
}
