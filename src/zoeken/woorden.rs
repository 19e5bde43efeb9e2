//! The words that search knows: what compounds are made of, and what stands for what.

use search_index::{Language, Lexicon, Ranking, Synonyms};

use super::model::{
    woorden::{Woord, Woordenlijst},
    woordenbestand,
};
use crate::{
    content::{self, ZOEKWOORDEN},
    error::Result,
};

mod lijst {
    include!(concat!(env!("OUT_DIR"), "/woorden.rs"));
}

/// The language that a new platform has: the dictionary and the word list of the product.
///
/// # Errors
/// The word list of the product is not in order.
pub fn taal() -> Result<Language> {
    Ok(taal_met(&begin()?))
}

fn begin() -> Result<Woordenlijst> {
    let lijst = woordenbestand::lees(content::tekst(ZOEKWOORDEN).as_bytes());
    let lijst = lijst.map_err(|fouten| anyhow::anyhow!("{ZOEKWOORDEN}: {fouten:?}"))?;
    Ok(lijst)
}

/// The language of the dictionary and this word list.
pub fn taal_met(lijst: &Woordenlijst) -> Language {
    Language::new(Lexicon::new(lijst::WOORDEN), synoniemen(lijst))
}

/// The language of a new platform with other weights, with or without its word list: to measure
/// what each part of search brings.
///
/// # Errors
/// The word list of the product is not in order.
pub fn taal_om_te_meten(ranking: Ranking, met_woordenlijst: bool) -> Result<Language> {
    let lijst = if met_woordenlijst {
        begin()?
    } else {
        Woordenlijst::new()
    };
    let lexicon = Lexicon::new(lijst::WOORDEN);
    Ok(Language::with_ranking(lexicon, synoniemen(&lijst), ranking))
}

/// What the search index makes of a word list.
pub fn synoniemen(lijst: &Woordenlijst) -> Synonyms {
    Synonyms::new(lijst.iter().map(Woord::synoniem))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use search_index::{Change, Document, Keys, Query, SearchIndex, Standing, Weight};

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
                standing: Standing::default(),
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
