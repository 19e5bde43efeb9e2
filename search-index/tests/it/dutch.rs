//! Whether it finds what people in the social domain look for.

use search_index::{
    Document, Facet, Keys, Query, SearchIndex, Sort, Suggestion, SuggestionKind, Weight,
};
use tempfile::TempDir;

use crate::support::{ask, found, index_of, plain, put};

fn library() -> (TempDir, SearchIndex) {
    let schuld = Document {
        identifiers: vec!["PRK-2026-0014".to_owned()],
        facets: [(Facet::Thema, vec!["schulden".to_owned()])].into(),
        changed_at: 3,
        summary: "Hoe gemeenten inwoners met schulden eerder bereiken.".to_owned(),
        ..plain(
            "schuld",
            "Vroegsignalering in de schuldhulpverlening",
            "De gemeente belt aan. Bewindvoerders en cliënten praten mee.",
        )
    };
    let wonen = Document {
        facets: [(Facet::Thema, vec!["wonen".to_owned()])].into(),
        changed_at: 2,
        ..plain(
            "wonen",
            "Beschermd wonen thuis",
            "Een eigen woning met begeleiding. Zie artikel 2.3.5.",
        )
    };
    let jeugd = Document {
        changed_at: 1,
        ..plain(
            "jeugd",
            "Kind en gezin",
            "Een maatregel voor kinderen, met een pgb-houder die e-mail leest.",
        )
    };
    let wmo = Document {
        identifiers: vec!["Wmo 2015".to_owned(), "BWBR0035362".to_owned()],
        weight: Weight::Low,
        ..plain(
            "wmo",
            "Wet maatschappelijke ondersteuning 2015",
            "Regels over begeleiding en wonen.",
        )
    };
    index_of(&[
        vec![put(schuld)],
        vec![put(wonen), put(jeugd)],
        vec![put(wmo)],
    ])
}

#[test]
fn words_in_all_their_forms() {
    let (_root, index) = library();
    for (text, ids) in [
        ("schuld", vec!["schuld"]),
        ("schuldhulpverlening", vec!["schuld"]),
        ("schuld hulpverlening", vec!["schuld"]),
        ("clienten", vec!["schuld"]),
        ("maatregelen", vec!["jeugd"]),
        ("2.3.5", vec!["wonen"]),
        ("email", vec!["jeugd"]),
        ("pgbhouder", vec!["jeugd"]),
        ("houders", vec!["jeugd"]),
        ("prk 2026 0014", vec!["schuld"]),
        ("PRK20260014", vec!["schuld"]),
        ("bwbr0035362", vec!["wmo"]),
        ("wonen", vec!["wonen", "wmo"]),
        ("begeleiding beschermd wonen wmo 2015", vec!["wmo", "wonen"]),
        ("beleid", vec![]),
        ("??", vec![]),
        ("", vec!["schuld", "wonen", "jeugd", "wmo"]),
    ] {
        assert_eq!(found(&index, text), ids, "{text}");
    }
}

#[test]
fn misspelled_words_are_understood_and_marked() {
    let (_root, index) = library();
    let results = index
        .search(&ask("de  Bewindvoerdres helpen"))
        .expect("searches");
    assert_eq!(
        results.did_you_mean.as_deref(),
        Some("de bewindvoerders helpen")
    );
    assert_eq!(results.hits[0].id, "schuld");
    assert!(
        results.hits[0]
            .fragment
            .contains("<mark>Bewindvoerders</mark>")
    );
    let known = index.search(&ask("bewindvoerders")).expect("searches");
    assert_eq!(known.did_you_mean, None);
}

#[test]
fn stop_words_alone_are_words() {
    let (_root, index) = library();
    assert_eq!(found(&index, "die met"), ["jeugd", "wonen", "schuld"]);
    let marked = index
        .search(&ask("die"))
        .expect("searches")
        .hits
        .remove(0)
        .fragment;
    assert!(marked.contains("<mark>die</mark> e-mail"), "{marked}");
}

#[test]
fn fragments_show_the_place() {
    let (_root, index) = library();
    let fragment = |text: &str| {
        index
            .search(&ask(text))
            .expect("searches")
            .hits
            .remove(0)
            .fragment
    };
    assert_eq!(
        fragment("schulden"),
        "Hoe gemeenten inwoners met <mark>schulden</mark> eerder bereiken."
    );
    assert!(fragment("e-mail").contains("<mark>e-mail</mark>"));
    assert_eq!(
        fragment(""),
        "Hoe gemeenten inwoners met schulden eerder bereiken."
    );
}

#[test]
fn reference_records_stand_back_unless_named() {
    let same = |id: &str, weight| Document {
        weight,
        ..plain(id, "Jeugdwet", "toezicht en jeugdhulp")
    };
    let (_root, index) = index_of(&[vec![
        put(same("a-regeling", Weight::Low)),
        put(same("stuk", Weight::Normal)),
    ]]);
    let scores = |text: &str| {
        let hits = index.search(&ask(text)).expect("searches").hits;
        hits.into_iter()
            .map(|hit| (hit.id, hit.score))
            .collect::<Vec<_>>()
    };
    let toezicht = scores("toezicht");
    assert_eq!(toezicht[0].0, "stuk");
    assert!((toezicht[0].1 - 2.0 * toezicht[1].1).abs() < 1e-6);
    let named = scores("jeugdwet");
    assert_eq!(named[0].0, "a-regeling");
    assert!((named[0].1 - named[1].1).abs() < 1e-6);
    let half_named = scores("jeugdwet toezicht");
    assert_eq!(half_named[0].0, "stuk");
    assert!((half_named[0].1 - 2.0 * half_named[1].1).abs() < 1e-6);
}

#[test]
fn newest_first_and_pages() {
    let (_root, index) = library();
    let page = |offset, limit| {
        let query = Query {
            sort: Sort::Newest,
            offset,
            limit,
            ..ask("wonen begeleiding gemeente kind")
        };
        let results = index.search(&query).expect("searches");
        (
            results.total,
            results
                .hits
                .into_iter()
                .map(|hit| hit.id)
                .collect::<Vec<_>>(),
        )
    };
    let ids = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(page(0, 2), (4, ids(&["schuld", "wonen"])));
    assert_eq!(page(2, 9), (4, ids(&["jeugd", "wmo"])));
    assert_eq!(page(usize::MAX, usize::MAX), (4, vec![]));
}

#[test]
fn equals_stand_by_id_whatever_the_order_of_writing() {
    let (_root, index) = index_of(&[
        ["d", "b", "e"]
            .map(|id| put(plain(id, "zorg", "")))
            .to_vec(),
        ["f", "a", "c"]
            .map(|id| put(plain(id, "zorg", "")))
            .to_vec(),
    ]);
    for text in ["", "zorg"] {
        let query = Query {
            offset: 1,
            limit: 2,
            ..ask(text)
        };
        let hits = index.search(&query).expect("searches").hits;
        assert_eq!(
            hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(),
            ["b", "c"]
        );
    }
}

#[test]
fn suggestions_complete_words_and_name_documents() {
    let (_root, index) = library();
    let keys = Keys::new(["openbaar"]);
    let word = |text: &str| Suggestion {
        text: text.to_owned(),
        kind: SuggestionKind::Word,
    };
    let document = |text: &str, id: &str| Suggestion {
        text: text.to_owned(),
        kind: SuggestionKind::Document { id: id.to_owned() },
    };
    assert_eq!(
        index.suggest("wo", &keys, 5).expect("suggests"),
        [word("wonen"), document("Beschermd wonen thuis", "wonen")]
    );
    assert_eq!(
        index.suggest("Wet  maat", &keys, 5).expect("suggests"),
        [
            word("Wet maatschappelijke"),
            document("Wet maatschappelijke ondersteuning 2015", "wmo")
        ]
    );
    assert!(
        index
            .suggest("kind maat", &keys, 5)
            .expect("suggests")
            .is_empty()
    );
    assert!(index.suggest(" ", &keys, 5).expect("suggests").is_empty());
    assert!(
        index
            .suggest("wo", &Keys::default(), 5)
            .expect("suggests")
            .is_empty()
    );
}

#[test]
fn similar_documents_share_telling_words() {
    let (_root, index) = library();
    let ids = |id: &str| {
        let hits = index
            .similar(id, &Keys::new(["openbaar"]), 5)
            .expect("compares");
        hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(ids("wonen"), ["wmo"]);
    assert_eq!(ids("nergens"), [""; 0]);
    assert!(
        index
            .similar("wonen", &Keys::new(["anders"]), 5)
            .expect("compares")
            .is_empty()
    );
}

#[test]
fn a_title_that_has_the_whole_query_goes_before_a_short_text_that_says_it_often() {
    let long = "vulling ".repeat(100);
    let (_root, index) = index_of(&[vec![
        put(plain("lang", "Reactie op de evaluatie", &long)),
        put(plain(
            "kort",
            "Iets anders",
            "reactie evaluatie reactie en dan nog wat",
        )),
    ]]);
    assert_eq!(found(&index, "reactie evaluatie"), ["lang", "kort"]);
}

#[test]
fn reference_records_are_called_what_is_written() {
    let amstel = Document {
        weight: Weight::Low,
        ..plain("amstel", "Ouder-Amstel", "een gemeente")
    };
    let (_root, index) = index_of(&[vec![
        put(amstel),
        put(plain(
            "zorg",
            "Zorg thuis",
            "voor ouderen die thuis willen wonen en zorg krijgen",
        )),
    ]]);
    assert_eq!(found(&index, "ouderen")[0], "zorg");
    assert_eq!(found(&index, "ouder amstel")[0], "amstel");
}

#[test]
fn what_stands_around_is_found_and_not_shown() {
    let document = Document {
        around: "Gemeente Voorbeeldstad".to_owned(),
        summary: "Hulp bij schulden.".to_owned(),
        ..plain("een", "Geldcoach", "Een coach helpt met geld.")
    };
    let (_root, index) = index_of(&[vec![put(document)]]);
    let results = index.search(&ask("voorbeeldstad")).expect("searches");
    assert_eq!(results.hits[0].fragment, "Hulp bij schulden.");
}

#[test]
fn short_words_are_marked_as_abbreviations_only() {
    let body = "Zie de Pw, nr. 16, op blz. 3.";
    let (_root, index) = index_of(&[vec![put(plain("een", "Bijstand", body))]]);
    for (text, marked) in [
        ("pw", "Zie de <mark>Pw</mark>, nr. 16, op blz. 3."),
        ("nr 16", body),
        ("de", body),
    ] {
        let results = index.search(&ask(text)).expect("searches");
        assert_eq!(results.hits[0].fragment, marked, "{text}");
    }
}
