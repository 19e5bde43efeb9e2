//! What an actie adds to its search document.

use search_index::Weight;

use super::model::Actie;
use crate::stukken::search::Zoekdeel;

/// What has to be known to do it. Whose it is is no part of it.
pub fn zoekdeel(inhoud: &Actie) -> Zoekdeel {
    Zoekdeel {
        tekst: inhoud.toelichting.clone(),
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
