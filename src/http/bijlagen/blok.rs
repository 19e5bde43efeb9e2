//! The block on the page of a stuk that says which files belong to it.

use crate::{
    stukken::model::{Stuk, bijlage::Bijlage},
    taal,
};

/// The files of a stuk, and the way to add one for who may.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bijlagenblok {
    /// The files.
    pub regels: Vec<Regel>,
    /// Where one is added; empty for who may not.
    pub toevoegen: String,
}

/// A file, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// Where it is fetched.
    pub url: String,
    /// What it is called.
    pub titel: String,
    /// More about it; often empty.
    pub omschrijving: String,
    /// What it is and how large.
    pub wat: String,
    /// Whether a scanner looked at it.
    pub scan: &'static str,
    /// Where it is removed; empty for who may not.
    pub weg: String,
}

impl Bijlagenblok {
    /// The block of a stuk, for who it was read for.
    pub fn van<T>(stuk: &Stuk<T>) -> Self {
        let mag = stuk.mag_bijlagen;
        let voor_wie_mag = |pad: String| if mag { pad } else { String::new() };
        let regel = |b: &Bijlage| Regel {
            url: b.pad(),
            titel: b.titel.clone(),
            omschrijving: b.omschrijving.clone(),
            wat: format!("{}, {}", b.soort.label(), taal::omvang(b.grootte)),
            scan: b.scan.label(),
            weg: voor_wie_mag(format!("/bijlagen/{}/verwijderen", b.id)),
        };
        Self {
            regels: stuk.bijlagen.iter().map(regel).collect(),
            toevoegen: voor_wie_mag(format!("/bijlagen/nieuw?stuk={}", stuk.kop.id)),
        }
    }
}
