//! What a publicatie adds to its search document.

use search_index::Weight;

use super::model::Publicatie;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, names and facets.
pub fn zoekdeel(inhoud: &Publicatie) -> Zoekdeel {
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        rondom: format!("{} {}", inhoud.publicatiesoort.label(), inhoud.auteur),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
