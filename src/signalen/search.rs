//! What a signaal adds to its search document.

use search_index::Weight;

use super::model::Signaal;
use crate::stukken::search::Zoekdeel;

/// Its words. The gemeenten that it plays in are no facet: one in confidence would count there.
pub fn zoekdeel(inhoud: &Signaal) -> Zoekdeel {
    let delen = [&inhoud.tekst, &inhoud.voor_wie, &inhoud.geprobeerd];
    Zoekdeel {
        tekst: delen.map(String::as_str).join("\n"),
        rondom: inhoud.regel.clone(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
