//! Where in a law the stukken of the platform point. Pure.

use std::collections::BTreeMap;

use super::{Artikelnummer, Regeling, artikelen_in};
use crate::stukken::model::{Buur, Richting, Verbandsoort};

/// An article with what is said about it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vindplaats<'a> {
    /// The article.
    pub nummer: Artikelnummer,
    /// Our line about it; empty when only a stuk names it.
    pub samenvatting: &'a str,
    /// The stukken that touch it, each once, with the parts they name (`eerste lid`).
    pub stukken: Vec<(&'a Buur, Vec<&'a str>)>,
}

/// Everything that touches a law, by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plaatsen<'a> {
    /// The articles that we describe or that a stuk touches, in natural order.
    pub artikelen: Vec<Vindplaats<'a>>,
    /// The stukken about the law as a whole, or about a place that is no article.
    pub heel: Vec<&'a Buur>,
}

/// Sorts what touches a law by article: under each that it names. `buren` are those that the reader may read.
pub fn plaatsen<'a>(regeling: &'a Regeling, buren: &'a [Buur]) -> Plaatsen<'a> {
    let leeg = |nummer: &Artikelnummer| Vindplaats {
        nummer: nummer.clone(),
        samenvatting: "",
        stukken: Vec::new(),
    };
    let mut artikelen: BTreeMap<Artikelnummer, Vindplaats<'a>> = BTreeMap::new();
    for artikel in &regeling.artikelen {
        let vindplaats = Vindplaats {
            samenvatting: &artikel.samenvatting,
            ..leeg(&artikel.nummer)
        };
        artikelen.insert(artikel.nummer.clone(), vindplaats);
    }
    let mut heel = Vec::new();
    for buur in buren.iter().filter(|b| b.richting == Richting::In) {
        let genoemd = artikelen_in(&buur.plaats);
        if genoemd.is_empty() && buur.verband == Verbandsoort::BetreftRegeling {
            heel.push(buur);
        }
        for (nummer, deel) in genoemd {
            let vindplaats = artikelen
                .entry(nummer.clone())
                .or_insert_with(|| leeg(&nummer));
            vindplaats.voeg_toe(buur, deel);
        }
    }
    Plaatsen {
        artikelen: artikelen.into_values().collect(),
        heel,
    }
}

impl<'a> Vindplaats<'a> {
    fn voeg_toe(&mut self, buur: &'a Buur, deel: &'a str) {
        let nieuw = (!deel.is_empty()).then_some(deel);
        let al = self
            .stukken
            .iter_mut()
            .find(|(b, _)| b.kop.id == buur.kop.id);
        match al {
            Some((_, delen)) => delen.extend(nieuw.filter(|d| !delen.contains(d))),
            None => self.stukken.push((buur, nieuw.into_iter().collect())),
        }
    }
}
