//! What a bevinding adds to its search document.

use search_index::Weight;

use super::model::Bevinding;
use crate::stukken::search::{Zoekdeel, zoektekst};

/// Its text, its sections and what is recommended.
pub fn zoekdeel(inhoud: &Bevinding) -> Zoekdeel {
    let mut tekst = zoektekst(&inhoud.tekst, &inhoud.secties);
    for aanbeveling in &inhoud.aanbevelingen {
        tekst.push('\n');
        tekst.push_str(&aanbeveling.tekst);
    }
    Zoekdeel {
        tekst,
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
