//! The part of a search document that only the kind of a stuk knows.

use search_index::{Facet, Weight};

use super::model::Sectie;

/// What a kind adds to the search document of a stuk.
#[derive(Debug, Clone)]
pub struct Zoekdeel {
    /// All its text, without markup.
    pub tekst: String,
    /// Words it is found by that are no text to show: an official name, an author.
    pub rondom: String,
    /// The facets that follow from its own fields.
    pub facetten: Vec<(Facet, String)>,
    /// Abbreviations and numbers it is known by, beside kenmerk and official id.
    pub namen: Vec<String>,
    /// Whether it is read, or looked up.
    pub gewicht: Weight,
}

/// The text and its sections as one plain text, headings included.
pub fn zoektekst(tekst: &str, secties: &[Sectie]) -> String {
    let mut alles = crate::markdown::platte_tekst(tekst);
    for Sectie { naam, tekst } in secties {
        alles.push('\n');
        alles.push_str(naam);
        alles.push_str(": ");
        alles.push_str(&crate::markdown::platte_tekst(tekst));
    }
    alles
}
