//! What a proefproject adds to its search document.

use search_index::{Facet, Weight};

use super::model::Proefproject;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, and its stand as a fase.
pub fn zoekdeel(inhoud: &Proefproject) -> Zoekdeel {
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        rondom: inhoud.periode.in_woorden().unwrap_or_default(),
        facetten: vec![(Facet::Fase, inhoud.stand.fase().to_string())],
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
