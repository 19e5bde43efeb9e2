//! What a thema adds to its search document.

use search_index::Weight;

use super::model::Thema;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, names and facets.
pub fn zoekdeel(inhoud: &Thema) -> Zoekdeel {
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
