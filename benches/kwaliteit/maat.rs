//! What a ranking is worth.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use super::toetsset::Toetsset;

/// No more answers than this count for the order.
const BOVENAAN: usize = 10;

/// How good answers are, from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Maat {
    /// How near the top the right answers are (nDCG@10, gain 2^grade − 1).
    pub ndcg: f64,
    /// Which part of the right answers is among those given (recall).
    pub gevonden: f64,
}

/// How good the answers to a whole set are.
pub struct Uitslag {
    /// By class of questions.
    pub klassen: BTreeMap<String, Maat>,
    /// The mean of the classes.
    pub gemiddeld: Maat,
}

impl Uitslag {
    /// Asks all questions.
    pub fn van(set: &Toetsset, zoek: impl Fn(&str) -> Vec<String>) -> Self {
        let mut per_klasse: BTreeMap<String, Vec<Maat>> = BTreeMap::new();
        for vraag in &set.vragen {
            let antwoord = zoek(&vraag.text);
            let maten = per_klasse.entry(vraag.class.clone()).or_default();
            maten.push(maat(&antwoord, &set.oordelen[&vraag.id]));
        }
        let klassen: BTreeMap<String, Maat> = per_klasse
            .into_iter()
            .map(|(klasse, maten)| (klasse, midden(maten.into_iter())))
            .collect();
        Self {
            gemiddeld: midden(klassen.values().copied()),
            klassen,
        }
    }
}

impl fmt::Display for Uitslag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Maat { ndcg, gevonden } = self.gemiddeld;
        write!(f, "{ndcg:.4} {gevonden:.4} |")?;
        for (klasse, maat) in &self.klassen {
            write!(f, " {klasse} {:.3}", maat.ndcg)?;
        }
        Ok(())
    }
}

fn maat(antwoord: &[String], oordelen: &HashMap<String, u32>) -> Maat {
    let graden: Vec<u32> = antwoord
        .iter()
        .map(|id| oordelen.get(id).copied().unwrap_or_default())
        .collect();
    let mut ideaal: Vec<u32> = oordelen.values().copied().collect();
    ideaal.sort_unstable_by(|een, ander| ander.cmp(een));
    Maat {
        ndcg: deel(winst(&graden), winst(&ideaal)),
        gevonden: deel(goede(&graden), goede(&ideaal)),
    }
}

fn winst(graden: &[u32]) -> f64 {
    let per_plek = graden.iter().take(BOVENAAN).zip(2_u32..);
    per_plek
        .map(|(graad, plek)| (f64::from(*graad).exp2() - 1.0) / f64::from(plek).log2())
        .sum()
}

fn goede(graden: &[u32]) -> f64 {
    let goed = graden.iter().filter(|graad| **graad > 0).count();
    u32::try_from(goed).map(f64::from).unwrap_or_default()
}

fn deel(van: f64, geheel: f64) -> f64 {
    if geheel > 0.0 { van / geheel } else { 0.0 }
}

fn midden(maten: impl Iterator<Item = Maat>) -> Maat {
    let (mut som, mut aantal) = (Maat::default(), 0.0);
    for maat in maten {
        som.ndcg += maat.ndcg;
        som.gevonden += maat.gevonden;
        aantal += 1.0;
    }
    Maat {
        ndcg: deel(som.ndcg, aantal),
        gevonden: deel(som.gevonden, aantal),
    }
}
