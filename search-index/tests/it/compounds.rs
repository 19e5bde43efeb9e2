//! Compounds by their parts, words by their synonyms.

use search_index::{Document, Keys, Language, Lexicon, SearchIndex, Synonyms, Weight};
use tempfile::TempDir;

use crate::support::{ask, found, index_of, plain, put};

fn library() -> (TempDir, SearchIndex) {
    index_of(&[
        vec![
            put(plain(
                "verlening",
                "Schuldhulpverlening",
                "De gemeente helpt.",
            )),
            put(plain("jeugd", "Hulp voor jeugdigen", "Ouders vragen raad.")),
        ],
        vec![
            put(plain(
                "team",
                "Het sociaal wijkteam",
                "Een team in de wijk.",
            )),
            put(plain("tafel", "Een keukentafelgesprek voeren", "Thuis.")),
            put(plain(
                "wmo",
                "Wet maatschappelijke ondersteuning 2015",
                "Regels.",
            )),
        ],
    ])
}

#[test]
fn compounds_and_their_parts_find_each_other() {
    let (_root, index) = library();
    for (text, first) in [
        ("hulp bij schulden", "verlening"),
        ("verlening van hulp", "verlening"),
        ("jeugdhulp", "jeugd"),
        ("wijkteams", "team"),
        ("sociale wijkteams", "team"),
        ("keukentafel gesprek", "tafel"),
        ("keukentafelgesprek", "tafel"),
        ("gesprekken", "tafel"),
        ("keukentafels", "tafel"),
    ] {
        assert_eq!(
            found(&index, text).first().map(String::as_str),
            Some(first),
            "{text}"
        );
    }
    // Leftovers and neighbours inside a word are no parts.
    for text in ["verl", "uldhulp", "afel", "eidin"] {
        assert_eq!(found(&index, text), [""; 0], "{text}");
    }
}

#[test]
fn the_word_itself_goes_before_its_parts() {
    let (_root, index) = index_of(&[vec![
        put(plain("deel", "Over gezinszorg en jeugdhulp", "Meer.")),
        put(plain("zelf", "Over zorg en jeugd", "Meer.")),
        put(plain(
            "heel",
            "Over jeugdzorg",
            "Meer over gezinnen in het algemeen.",
        )),
    ]]);
    assert_eq!(found(&index, "zorg")[0], "zelf");
    assert_eq!(found(&index, "jeugdzorg")[0], "heel");
    assert_eq!(found(&index, "gezinszorg")[0], "deel");
}

#[test]
fn all_words_once_go_before_one_word_often() {
    let (_root, index) = index_of(&[vec![
        put(plain(
            "vol",
            "Titel",
            "Zorg, zorg, zorg, zorg, zorg, zorg en zorg.",
        )),
        put(plain(
            "alle",
            "Titel",
            "Zorg van de gemeente voor wie het huishouden niet kan.",
        )),
        put(plain(
            "ook",
            "Titel",
            "Iets over de gemeente en het huishouden, niet meer.",
        )),
    ]]);
    assert_eq!(found(&index, "zorg huishouden")[0], "alle");
}

#[test]
fn compounds_are_marked_whole() {
    let (_root, index) = index_of(&[vec![put(plain(
        "a",
        "Titel",
        "Begeleiding en schuldhulpverlening (jeugdhulp), onverschuldigd.",
    ))]]);
    let fragment = |text: &str| {
        let hits = index.search(&ask(text)).expect("searches").hits;
        hits.into_iter()
            .next()
            .map(|hit| hit.fragment)
            .unwrap_or_default()
    };
    assert_eq!(
        fragment("schuld"),
        "Begeleiding en <mark>schuldhulpverlening</mark> (jeugdhulp), onverschuldigd."
    );
    assert_eq!(
        fragment("hulp bij schulden"),
        "Begeleiding en <mark>schuldhulpverlening</mark> (<mark>jeugdhulp</mark>), onverschuldigd."
    );
}

#[test]
fn misspelled_compounds_are_understood() {
    let (_root, index) = index_of(&[vec![
        put(plain(
            "a",
            "Schuldhulpverlening",
            "De schuldhulpverlening van de gemeente.",
        )),
        put(plain("b", "Jeugdzorg", "Over jeugdzorg en hulp, en nood.")),
        put(plain("c", "Woningnood", "Een woning, bij woningnood.")),
    ]]);
    for (text, meant, id, mark) in [
        (
            "schuldhulpverlenign",
            Some("schuldhulpverlening"),
            "a",
            "<mark>schuldhulpverlening</mark>",
        ),
        (
            "jeugdzrog",
            Some("jeugdzorg"),
            "b",
            "<mark>jeugdzorg</mark>",
        ),
        (
            "woningnoot",
            Some("woningnood"),
            "c",
            "woning, bij <mark>woningnood</mark>",
        ),
        // Spelled right, and no text has it: it stands for its parts.
        (
            "jeugdhulp",
            None,
            "b",
            "<mark>jeugdzorg</mark> en <mark>hulp</mark>",
        ),
    ] {
        let results = index.search(&ask(text)).expect("searches");
        assert_eq!(results.did_you_mean.as_deref(), meant, "{text}");
        assert_eq!(results.hits[0].id, id, "{text}");
        let marked = results.hits.iter().any(|hit| hit.fragment.contains(mark));
        assert!(marked, "{text}: {:?}", results.hits);
    }
}

#[test]
fn suggestions_are_words_of_the_titles() {
    let (_root, index) = library();
    let keys = Keys::new(["openbaar"]);
    let offered = |text: &str| {
        let all = index.suggest(text, &keys, 5).expect("suggests");
        all.into_iter().map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(offered("verl"), [""; 0]);
    assert_eq!(offered("gespr"), [""; 0]);
    assert_eq!(
        offered("schuldh"),
        ["schuldhulpverlening", "Schuldhulpverlening"]
    );
}

#[test]
fn synonyms_stand_in_for_each_other() {
    let (_root, index) = library();
    for (text, ids) in [
        ("wmo", vec!["wmo"]),
        ("Wmo", vec!["wmo"]),
        ("krediethulp", vec!["verlening"]),
        ("sociaal team", vec!["team"]),
        ("jongeren", vec!["jeugd"]),
        // Meant as typed, and a word is not a part of another.
        ("\"wmo\"", vec![]),
        ("wmoo", vec![]),
        // Nobody's text has it.
        ("pw", vec![]),
    ] {
        assert_eq!(found(&index, text), ids, "{text}");
    }
    let results = index.search(&ask("krediethulp")).expect("searches");
    assert_eq!(results.did_you_mean, None);
}

#[test]
fn all_words_of_a_synonym_are_needed_and_it_weighs_less() {
    let (_root, index) = index_of(&[vec![
        put(plain("half", "Wet", "maatschappelijke kwesties")),
        put(plain(
            "heel",
            "Regels",
            "De wet voor maatschappelijke ondersteuning.",
        )),
        put(plain("zelf", "Regels", "De Wmo voor iedereen en nog iets.")),
    ]]);
    assert_eq!(found(&index, "wmo")[..1], ["zelf"]);
    assert_eq!(found(&index, "wmo").len(), 2);
}

#[test]
fn a_reader_without_the_words_has_no_synonyms() {
    let secret = Document {
        keys: vec!["geheim".to_owned()],
        ..plain("s", "Schuldhulpverlening", "")
    };
    let (_root, index) = index_of(&[vec![
        put(secret),
        put(plain("a", "Krediethulpen", "Over geld.")),
    ]]);
    let results = index.search(&ask("krediethulp")).expect("searches");
    let ids: Vec<&str> = results.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!((ids, results.did_you_mean), (vec!["a"], None));
}

#[test]
fn articles_are_found_in_all_spellings() {
    let article = |id: &str, title: &str| put(plain(id, title, "Het college verstrekt."));
    let regeling = Document {
        identifiers: vec!["Wmo 2015".to_owned()],
        weight: Weight::Low,
        ..plain(
            "regeling",
            "Wet maatschappelijke ondersteuning 2015",
            "De wet.",
        )
    };
    let (_root, index) = index_of(&[vec![
        article(
            "wmo-2.3.5",
            "Wet maatschappelijke ondersteuning 2015, artikel 2.3.5",
        ),
        article(
            "wmo-2.3.6",
            "Wet maatschappelijke ondersteuning 2015, artikel 2.3.6",
        ),
        article("jw-2.3.5", "Jeugdwet, artikel 2.3.5"),
        article("pw-18", "Participatiewet, artikel 18"),
        put(plain(
            "stuk",
            "Stap 18 van 2.3.5",
            "Wmo wmo wmo participatiewet artikel 18",
        )),
        put(regeling),
    ]]);
    for (text, first) in [
        ("art. 2.3.5 wmo", "wmo-2.3.5"),
        ("artikel 2.3.5 Wmo 2015", "wmo-2.3.5"),
        (
            "artikel 2.3.5 van de Wet maatschappelijke ondersteuning 2015",
            "wmo-2.3.5",
        ),
        ("wmo 2.3.5", "wmo-2.3.5"),
        ("Wmo 2015 artikel 2.3.6", "wmo-2.3.6"),
        ("art 2.3.6 lid 3 wmo", "wmo-2.3.6"),
        ("jeugdwet 2.3.5", "jw-2.3.5"),
        ("artikel 18 participatiewet", "pw-18"),
        ("pw art 18", "pw-18"),
        ("wmo 2015", "regeling"),
        // A number without a law is a number.
        ("stap 18", "stuk"),
    ] {
        assert_eq!(found(&index, text)[0], first, "{text}");
    }
}

#[test]
fn another_lexicon_is_another_index() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    drop(index);
    let other = Language::new(Lexicon::new("schuld\nhulp\n"), Synonyms::default());
    let index = SearchIndex::open(root.path(), other).expect("opens");
    assert_eq!((index.position(), index.len()), (0, 0));
}
