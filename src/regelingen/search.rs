//! What a regeling adds to its search document.

use search_index::Weight;

use super::model::Regeling;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, names and facets.
pub fn zoekdeel(inhoud: &Regeling) -> Zoekdeel {
    Zoekdeel {
        tekst: format!(
            "{}\n{}",
            inhoud.afkorting,
            zoektekst(&inhoud.tekst, &inhoud.secties)
        ),
        facetten: Vec::new(),
        namen: vec![inhoud.afkorting.clone()],
        gewicht: Weight::Low,
    }
}
