//! What a publicatie adds to its search document.

use search_index::Weight;

use super::model::Publicatie;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, names and facets.
pub fn zoekdeel(inhoud: &Publicatie, officieel_id: Option<&str>) -> Zoekdeel {
    // A Kamerstuk is also called by its number alone: `34477-16`.
    let kamerstuk = officieel_id.and_then(|id| id.strip_prefix("kst-"));
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        rondom: format!("{} {}", inhoud.publicatiesoort.label(), inhoud.auteur),
        facetten: Vec::new(),
        namen: kamerstuk.map(ToOwned::to_owned).into_iter().collect(),
        gewicht: Weight::Normal,
    }
}
