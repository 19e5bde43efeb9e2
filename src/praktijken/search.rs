//! What a praktijk adds to its search document.

use search_index::{Facet, Weight};

use super::model::Praktijk;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, names and facets.
pub fn zoekdeel(inhoud: &Praktijk) -> Zoekdeel {
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        rondom: String::new(),
        facetten: vec![
            (Facet::Fase, inhoud.fase.to_string()),
            (Facet::Onderbouwing, inhoud.onderbouwing.to_string()),
            (Facet::Kosten, inhoud.kosten.to_string()),
        ],
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
