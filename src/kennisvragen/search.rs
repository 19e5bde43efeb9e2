//! What a kennisvraag adds to its search document.

use search_index::Weight;

use super::model::Kennisvraag;
use crate::{markdown::platte_tekst, stukken::search::Zoekdeel};

/// Its words and those of its answer: who reads it finds it by them.
pub fn zoekdeel(inhoud: &Kennisvraag) -> Zoekdeel {
    let teksten = [&inhoud.toelichting, &inhoud.antwoord];
    let teksten = teksten.into_iter().filter(|tekst| !tekst.is_empty());
    let teksten: Vec<String> = teksten.map(|tekst| platte_tekst(tekst)).collect();
    Zoekdeel {
        tekst: teksten.join("\n"),
        rondom: String::new(),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
