//! What a knelpunt adds to its search document.

use search_index::Weight;

use super::model::{Knelpunt, TREDEN};
use crate::{
    markdown::platte_tekst,
    stukken::search::{Zoekdeel, zoektekst},
};

/// Its text with its sections and steps. Who signalled it is no part of it.
pub fn zoekdeel(inhoud: &Knelpunt) -> Zoekdeel {
    let mut tekst = zoektekst(&inhoud.tekst, &inhoud.secties);
    for ((_, trede), naam) in inhoud.treden.alle().zip(TREDEN) {
        if let Some(trede) = trede {
            tekst.push('\n');
            tekst.push_str(naam);
            tekst.push_str(": ");
            tekst.push_str(&platte_tekst(&trede.tekst));
        }
    }
    Zoekdeel {
        tekst,
        rondom: inhoud
            .oorzaak
            .map(|oorzaak| oorzaak.label().to_owned())
            .unwrap_or_default(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
