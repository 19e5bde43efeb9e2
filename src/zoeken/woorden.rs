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

/// Why two terms of the table stand for each other. It is for who edits the table: in search every
/// kind counts both ways, because texts have the short form of a law, and its old name, as often as
/// people type them.
#[derive(Debug, Deserialize)]
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
    #[expect(
        dead_code,
        reason = "a row of a kind that does not exist must be refused"
    )]
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
        both_ways: true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use search_index::{Change, Document, Keys, Query, SearchIndex, Weight};

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

    /// With the dictionary and the table that the product has, not with those of a test.
    #[test]
    fn people_find_what_they_mean() {
        let map = tempfile::tempdir().expect("a folder");
        let index = SearchIndex::open(map.path(), taal().expect("the words")).expect("opens");
        let titels = [
            "Schuldhulpverlening in de wijk",
            "Hulp voor jeugdigen",
            "Het sociaal wijkteam",
            "Wet maatschappelijke ondersteuning 2015",
            "Keukentafelgesprekken voeren",
            "Begeleiding van de minister",
        ];
        let documenten = titels.map(|titel| {
            Change::Put(Box::new(Document {
                id: titel.to_owned(),
                version: 1,
                keys: vec!["openbaar".to_owned()],
                title: titel.to_owned(),
                summary: String::new(),
                body: String::new(),
                around: String::new(),
                identifiers: Vec::new(),
                facets: BTreeMap::new(),
                changed_at: 0,
                weight: Weight::Normal,
            }))
        });
        index.apply(documenten.into(), 1).expect("applies");
        let gevonden = |vraag: &str| {
            let query = Query {
                text: vraag.to_owned(),
                readable: Keys::new(["openbaar"]),
                limit: 10,
                ..Query::default()
            };
            let treffers = index.search(&query).expect("searches").hits;
            treffers.into_iter().map(|t| t.id).next()
        };
        for (vraag, titel) in [
            ("hulp bij schulden", Some(titels[0])),
            ("schuldhulpverlenign", Some(titels[0])),
            ("schuldhulpverl", Some(titels[0])),
            ("jeugdhulp", Some(titels[1])),
            ("wijkteams", Some(titels[2])),
            ("wmo", Some(titels[3])),
            ("keukentafel gesprek", Some(titels[4])),
            // No words of these words.
            ("leiding", None),
            ("ster", None),
        ] {
            assert_eq!(gevonden(vraag).as_deref(), titel, "{vraag}");
        }
    }
}
