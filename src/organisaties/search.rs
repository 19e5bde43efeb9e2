//! What a organisatie adds to its search document.

use search_index::Weight;

use super::{model::Organisatie, service};
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, names and facets.
pub fn zoekdeel(inhoud: &Organisatie) -> Zoekdeel {
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        rondom: inhoud.officiele_naam.clone(),
        facetten: service::facetten(inhoud),
        namen: Vec::new(),
        gewicht: Weight::Low,
    }
}
