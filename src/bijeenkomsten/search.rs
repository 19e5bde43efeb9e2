//! What a bijeenkomst adds to its search document.

use search_index::Weight;

use super::model::Bijeenkomst;
use crate::{markdown::platte_tekst, stukken::search::Zoekdeel};

/// What it is about and what was said. Who is invited, and where to meet online, is no part of it.
pub fn zoekdeel(inhoud: &Bijeenkomst) -> Zoekdeel {
    let delen = [&inhoud.agenda, &inhoud.verslag].map(|tekst| platte_tekst(tekst));
    Zoekdeel {
        tekst: delen.join("\n"),
        rondom: inhoud.plek.clone(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
