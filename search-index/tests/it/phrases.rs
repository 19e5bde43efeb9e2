//! Phrases, exclusions, and words that are not finished.

use search_index::{Document, SearchIndex};
use tempfile::TempDir;

use crate::support::{ask, found, index_of, plain, put};

fn library() -> (TempDir, SearchIndex) {
    let dated = |id: &str, title: &str, body: &str, changed_at| {
        put(Document {
            changed_at,
            ..plain(id, title, body)
        })
    };
    index_of(&[
        vec![
            dated("naast", "Wijk", "Het sociaal team komt.", 4),
            dated("apart", "Wijk", "Een team dat sociaal is.", 3),
        ],
        vec![
            dated("woord", "Sociaal", "Team.", 2),
            dated("zorg", "Jeugdzorg", "Zorgen over de pgb-houder.", 1),
        ],
    ])
}

#[test]
fn quotation_marks_ask_for_neighbours() {
    let (_root, index) = library();
    for (text, ids) in [
        ("\"sociaal team\"", vec!["naast"]),
        ("\"Sociaal  Team.\"", vec!["naast"]),
        ("„sociaal team”", vec!["naast"]),
        ("«het sociaal team komt»", vec!["naast"]),
        ("\"team sociaal\"", vec![]),
        ("\"sociale team\"", vec![]),
        ("\"sociaal team\" wijk onbekend", vec!["naast"]),
        ("\"het\"", vec!["naast"]),
        ("\"team\" \"sociaal is\"", vec!["apart"]),
        // A title, a summary and a body do not stand next to each other.
        ("\"wijk het\"", vec![]),
        ("\"pgb-houder\"", vec!["zorg"]),
        ("\"zorg\"", vec![]),
        // One mark is no phrase.
        ("\"sociale teams", vec!["naast", "woord", "apart"]),
    ] {
        let mut sorted = (found(&index, text), ids);
        if text.starts_with("\"sociale teams") {
            sorted.0.sort_unstable();
            sorted.1.sort_unstable();
        }
        assert_eq!(sorted.0, sorted.1, "{text}");
    }
}

#[test]
fn a_dash_excludes() {
    let (_root, index) = library();
    for (text, ids) in [
        ("sociaal -wijk", vec!["woord"]),
        ("sociaal -wijken -woord", vec!["woord"]),
        ("team -\"sociaal team\" -\"Team dat\"", vec!["woord"]),
        // Not the compounds with the word in them, but its other forms.
        ("jeugdzorg -jeugd", vec!["zorg"]),
        ("jeugdzorg -zorg", vec![]),
        // Not what looks like it.
        ("jeugdzorg -zorq", vec!["zorg"]),
        ("\"sociaal team\" -komt", vec![]),
        // Nothing but exclusions: everything else, newest first.
        ("-wijk", vec!["woord", "zorg"]),
        ("-team", vec!["zorg"]),
        ("-\"sociaal team\"", vec!["apart", "woord", "zorg"]),
        ("-niets", vec!["naast", "apart", "woord", "zorg"]),
    ] {
        assert_eq!(found(&index, text), ids, "{text}");
    }
}

#[test]
fn signs_stay_when_words_are_mended() {
    let (_root, index) = library();
    let results = index
        .search(&ask("jeugdzrog -\"sociaal team\" -wijk"))
        .expect("searches");
    assert_eq!(
        results.did_you_mean.as_deref(),
        Some("jeugdzorg -\"sociaal team\" -wijk")
    );
    let results = index.search(&ask("\"sociaal taem\"")).expect("searches");
    assert_eq!(results.total, 0);
    assert_eq!(results.did_you_mean.as_deref(), Some("\"sociaal team\""));
}

#[test]
fn phrases_are_marked() {
    let (_root, index) = library();
    let hits = index
        .search(&ask("\"sociaal team\" -zorg"))
        .expect("searches")
        .hits;
    assert_eq!(
        hits[0].fragment,
        "Het <mark>sociaal</mark> <mark>team</mark> komt."
    );
}

#[test]
fn the_last_word_may_be_unfinished() {
    let (_root, index) = index_of(&[vec![
        put(plain(
            "a",
            "Schuldhulpverlening",
            "Zo gaat schuldhulpverlening.",
        )),
        put(plain(
            "b",
            "Schuldhulpverleners",
            "Over hen, met begeleiding.",
        )),
    ]]);
    let results = index
        .search(&ask("begeleiding schuldhulpverl"))
        .expect("searches");
    assert_eq!(results.did_you_mean, None);
    assert_eq!(results.total, 2);
    assert!(
        results
            .hits
            .iter()
            .any(|hit| { hit.fragment == "Zo gaat <mark>schuldhulpverlening</mark>." })
    );
    for (text, ids) in [
        // Not the last word, or finished by what follows it, or in quotation marks.
        ("schuldhulpverl begeleiding", vec!["b"]),
        ("schuldhulpverl.", vec![]),
        ("\"schuldhulpverl\"", vec![]),
        ("sc", vec![]),
    ] {
        assert_eq!(found(&index, text), ids, "{text}");
    }
}
