//! What a besluit adds to its search document.

use search_index::Weight;

use super::model::Besluit;
use crate::{markdown::platte_tekst, stukken::search::Zoekdeel};

/// What is decided and why.
pub fn zoekdeel(inhoud: &Besluit) -> Zoekdeel {
    let delen = [inhoud.tekst.as_str(), inhoud.waarom.as_str()];
    Zoekdeel {
        tekst: delen.map(platte_tekst).join("\n"),
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
