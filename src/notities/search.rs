//! What a notitie adds to its search document.

use search_index::Weight;

use super::model::Notitie;
use crate::{markdown::platte_tekst, stukken::search::Zoekdeel};

/// Its words: who reads it finds it by them.
pub fn zoekdeel(inhoud: &Notitie) -> Zoekdeel {
    Zoekdeel {
        tekst: platte_tekst(&inhoud.tekst),
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
