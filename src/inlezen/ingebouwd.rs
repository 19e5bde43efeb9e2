//! The content that is compiled into the product, and the invented records of the demo.

use std::path::Path;

use super::{
    bron::{self, Gelezen},
    koppel, tabel,
};
use crate::content::{self, Bestand};

/// The records of `content/`: real, from the sources each names.
pub fn content() -> impl Iterator<Item = Gelezen> {
    let mut records = lees("content", content::CONTENT);
    koppel::artikelen(&mut records, content::tabel(content::ARTIKELEN));
    records.into_iter()
}

/// The records of `demo/`: invented, and they say so.
pub fn demo() -> impl Iterator<Item = Gelezen> {
    lees("demo", content::DEMO).into_iter()
}

fn lees(map: &str, bestanden: &[Bestand]) -> Vec<Gelezen> {
    let bestanden = bestanden
        .iter()
        .filter(|(pad, _)| !content::is_hulptabel(pad));
    let mut records: Vec<Gelezen> = bestanden
        .flat_map(|(pad, tekst)| bestand(map, pad, tekst))
        .collect();
    koppel::opvolgers(&mut records);
    records
}

fn bestand(map: &str, pad: &str, tekst: &str) -> Vec<Gelezen> {
    let mut gelezen = if Path::new(pad).extension().is_some_and(|e| e == "csv") {
        match tabel::lees(pad, tekst) {
            Ok(rijen) => rijen.into_iter().map(Ok).collect(),
            Err(fouten) => vec![Err(bron::weigering(pad, 1, fouten))],
        }
    } else {
        vec![bron::markdown(pad, pad, tekst)]
    };
    for ruw in gelezen.iter_mut().flatten() {
        ruw.ingebouwd = true;
        ruw.pad = ruw.pad.take().map(|pad| format!("{map}/{pad}"));
        ruw.plek.bestand = format!("{map}/{}", ruw.plek.bestand);
    }
    gelezen
}
