//! The words that search knows: what compounds are made of, and what stands for what.

use search_index::{Language, Lexicon, Synonym, Synonyms};
use serde::Deserialize;

use crate::{
    content::{ZOEKWOORDEN, tabel},
    error::Result,
};

mod lijst {
    include!(concat!(env!("OUT_DIR"), "/woorden.rs"));
}

/// How two terms of the table stand for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Woordsoort {
    /// A short form and what it is short for.
    Afkorting,
    /// A word that is no longer used and what took its place.
    Oud,
    /// Two words for one thing.
    Synoniem,
}

#[derive(Debug, Deserialize)]
struct Rij {
    soort: Woordsoort,
    van: String,
    naar: String,
}

/// The language of the search index, from the dictionary and our own tables.
///
/// # Errors
/// The table of search words is not in order.
pub fn taal() -> Result<Language> {
    let rijen: Vec<Rij> = tabel(ZOEKWOORDEN).map_err(anyhow::Error::from)?;
    let synoniemen = rijen.into_iter().map(synoniem);
    Ok(Language::new(
        Lexicon::new(lijst::WOORDEN),
        Synonyms::new(synoniemen),
    ))
}

fn synoniem(rij: Rij) -> Synonym {
    Synonym {
        from: rij.van,
        to: rij.naar,
        both_ways: match rij.soort {
            // Texts have the short form of a law as often as its name.
            Woordsoort::Afkorting | Woordsoort::Oud | Woordsoort::Synoniem => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_the_words_that_compounds_are_made_of() {
        let lexicon = Lexicon::new(lijst::WOORDEN);
        for woord in [
            "hulp",
            "jeugd",
            "schuld",
            "schuldhulp",
            "keukentafel",
            "client",
            "sociale",
        ] {
            assert!(lexicon.contains(woord), "{woord}");
        }
        // Names and misspellings of the dictionary.
        for woord in ["amsterdam", "abbonement"] {
            assert!(!lexicon.contains(woord), "{woord}");
        }
        assert!(lijst::WOORDEN.lines().count() > 100_000);
    }

    #[test]
    fn our_tables_are_in_order() {
        taal().expect("the language");
    }
}
