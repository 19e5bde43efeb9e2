//! Random documents and queries over a small vocabulary, and checks that several tests share.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use search_index::{
    Adoption, Change, Document, Facet, Keys, Language, Lapse, Lexicon, Query, SearchIndex, Sort,
    Standing, Synonym, Synonyms, Weight,
};
use tempfile::TempDir;

pub const KEYS: [&str; 3] = ["openbaar", "thema:schulden", "geheim"];

/// Words that share stems, look alike, join, or mean nothing.
const WORDS: [&str; 45] = [
    "schuld",
    "schulden",
    "Schuldhulpverlening",
    "hulpverlening",
    "hulp",
    "verlening",
    "de",
    "van",
    "gemeente",
    "gemeenten",
    "gezin",
    "gezinnen",
    "gezinsvoogd",
    "voogd",
    "pgb-houder",
    "pgb",
    "houder",
    "2.3.5",
    "artikel",
    "coördinatie",
    "coordinatie",
    "wonen",
    "woning",
    "woningen",
    "woningnood",
    "bewindvoerder",
    "bewindvoering",
    "jeugd",
    "jeugdzorg",
    "zorg",
    "zorgen",
    "WW",
    "auto's",
    "op",
    "jeugdhulp",
    "wijkteam",
    "sociaal",
    "team",
    "keukentafelgesprek",
    "gesprek",
    "wet",
    "maatschappelijke",
    "ondersteuning",
    "participatiewet",
    "jongeren",
];

/// Words of secret documents only: near the others, to be confused with them.
const SECRET_WORDS: [&str; 10] = [
    "schuldhulpverleninh",
    "bewindvoerdes",
    "qwertuiop",
    "jeugdhouder",
    "woningnoot",
    "gemeentf",
    "jeugdraad",
    "wijkhuis",
    "wmo",
    "qwertuihulp",
];

/// What people type: words, typos, halves, beginnings, noise.
const TYPED: [&str; 46] = [
    "schuldhulpverlenin",
    "schudl",
    "gemeentr",
    "gemente",
    "bewindvoerden",
    "woningnoo",
    "gezin",
    "voogd",
    "jeugd",
    "houder",
    "de",
    "van",
    "PRK-2026-0001",
    "prk 2026",
    "0002",
    "wonin",
    "gez",
    "qwertuio",
    "coordinati",
    "coördinaties",
    "e-mail",
    "jeugd-zorg",
    "schuldn-hulp",
    "?!",
    "wmo",
    "pw",
    "krediethulp",
    "jeugdraden",
    "wijkteams",
    "schuldhulpverl",
    "jeugdzrog",
    "keukentafel",
    "wij",
    "art.",
    "artikel",
    "18",
    "-schuld",
    "-zorg",
    "-jeugdhulp",
    "\"sociaal team\"",
    "\"de gemeente\"",
    "“jeugd”",
    "-\"hulp zorg\"",
    "\"open",
    "zorg -",
    "en -hulp",
];

const IDENTIFIERS: [&str; 4] = ["PRK-2026-0001", "PRK-2026-0002", "Wmo 2015", "pgb"];

pub fn document() -> impl Strategy<Value = Document> {
    let words = |most| vec(select(&WORDS[..]), 0..most);
    let secrets = vec(select(&SECRET_WORDS[..]), 1..4);
    let facets = btree_map(
        select(vec![Facet::Soort, Facet::Thema, Facet::Jaar]),
        vec(select(vec!["a", "b", "c"]), 0..3),
        0..4,
    );
    (
        (
            0..24_u8,
            0..5_i64,
            subsequence(KEYS.to_vec(), 0..=2),
            words(5),
            words(8),
            words(20),
        ),
        (
            secrets,
            facets,
            subsequence(IDENTIFIERS.to_vec(), 0..2),
            0..3_i64,
            any::<bool>(),
            standing(),
        ),
    )
        .prop_map(|((id, version, keys, title, mut summary, body), rest)| {
            let (secrets, facets, identifiers, changed_at, low, standing) = rest;
            if keys == ["geheim"] {
                summary.extend(secrets);
            }
            Document {
                id: format!("d{id}"),
                version,
                keys: owned(&keys),
                title: title.join(" "),
                summary: summary.join(" "),
                body: body.join(" "),
                around: String::new(),
                identifiers: owned(&identifiers),
                facets: facets
                    .into_iter()
                    .map(|(facet, values)| (facet, owned(&values)))
                    .collect(),
                changed_at,
                weight: if low { Weight::Low } else { Weight::Normal },
                standing,
            }
        })
}

fn standing() -> impl Strategy<Value = Standing> {
    let adoption = select(vec![Adoption::None, Adoption::Few, Adoption::Many]);
    let lapse = select(vec![Lapse::None, Lapse::Overdue, Lapse::Withdrawn]);
    (lapse, adoption).prop_map(|(lapse, adoption)| Standing { lapse, adoption })
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub fn text() -> impl Strategy<Value = String> {
    let all: Vec<&str> = WORDS
        .iter()
        .chain(&SECRET_WORDS)
        .chain(&TYPED)
        .copied()
        .collect();
    vec(select(all), 0..5).prop_map(|words| words.join(" "))
}

/// A query without keys; the test puts them in.
pub fn query() -> impl Strategy<Value = Query> {
    let filters = btree_map(
        select(vec![Facet::Soort, Facet::Thema, Facet::Jaar]),
        vec(select(vec!["a", "b", "c", "nergens"]), 0..3),
        0..3,
    );
    (
        text(),
        filters,
        any::<bool>(),
        0..3_usize,
        0..8_usize,
        subsequence(vec![Facet::Soort, Facet::Thema, Facet::Jaar], 0..=3),
        any::<bool>(),
    )
        .prop_map(
            |(text, filters, newest, offset, limit, facets, explain)| Query {
                text,
                filters: filters
                    .into_iter()
                    .map(|(facet, values)| (facet, owned(&values)))
                    .collect(),
                sort: if newest {
                    Sort::Newest
                } else {
                    Sort::Relevance
                },
                offset,
                limit,
                facets,
                explain,
                readable: Keys::default(),
            },
        )
}

/// The words that the compounds of the tests are made of, and what stands for what.
pub fn language() -> Language {
    let words = "begeleiding\nbewind\nbewindvoerder\ngemeente\ngesprek\ngezin\nhouder\nhuis\nhulp\n\
                 hulpverlening\njeugd\nkeuken\nkeukentafel\nnood\nnoot\nraad\nschuld\nsignalering\ntafel\n\
                 team\nverlening\nvoerder\nvoogd\nwijk\nwoning\nwoonplaats\nzorg\n";
    let synonyms = [
        ("wmo", "wet maatschappelijke ondersteuning", false),
        ("pw", "participatiewet", false),
        ("wijkteam", "sociaal team", true),
        ("jongeren", "jeugd", true),
        ("krediethulp", "schuldhulpverlening", false),
    ];
    Language::new(
        Lexicon::new(words),
        Synonyms::new(synonyms.map(|(from, to, both_ways)| Synonym {
            from: from.to_owned(),
            to: to.to_owned(),
            both_ways,
        })),
    )
}

/// Applies batches one by one, so that there are several segments with replaced documents.
pub fn index_of(batches: &[Vec<Change>]) -> (TempDir, SearchIndex) {
    let root = tempfile::tempdir().expect("a directory");
    let index = SearchIndex::open(root.path(), language()).expect("opens");
    for (position, changes) in (1..).zip(batches) {
        index.apply(changes.clone(), position).expect("applies");
    }
    (root, index)
}

/// What is live after all batches, by id.
pub fn live(batches: &[Vec<Change>]) -> BTreeMap<String, Document> {
    let mut live = BTreeMap::new();
    for change in batches.iter().flatten() {
        match change {
            Change::Put(document) => live.insert(document.id.clone(), (**document).clone()),
            Change::Delete(id) => live.remove(id),
        };
    }
    live
}

pub fn batches() -> impl Strategy<Value = Vec<Vec<Change>>> {
    let change = prop_oneof![
        6 => document().prop_map(|document| Change::Put(Box::new(document))),
        1 => (0..24_u8).prop_map(|id| Change::Delete(format!("d{id}"))),
    ];
    vec(vec(change, 1..12), 1..6)
}

/// How many random cases to run: more when asked to take long.
pub fn config() -> ProptestConfig {
    let long = std::env::var("DWARSVERBAND_PROEF").is_ok_and(|value| value == "lang");
    ProptestConfig {
        cases: if long { 1_000 } else { 100 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

pub fn plain(id: &str, title: &str, body: &str) -> Document {
    Document {
        id: id.to_owned(),
        version: 1,
        keys: vec!["openbaar".to_owned()],
        title: title.to_owned(),
        summary: String::new(),
        body: body.to_owned(),
        around: String::new(),
        identifiers: Vec::new(),
        facets: BTreeMap::new(),
        changed_at: 0,
        weight: Weight::Normal,
        standing: Standing::default(),
    }
}

pub fn put(document: Document) -> Change {
    Change::Put(Box::new(document))
}

pub fn ask(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        readable: Keys::new(["openbaar"]),
        limit: 10,
        facets: Facet::ALL.to_vec(),
        ..Query::default()
    }
}

pub fn found(index: &SearchIndex, text: &str) -> Vec<String> {
    let results = index.search(&ask(text)).expect("searches");
    results.hits.into_iter().map(|hit| hit.id).collect()
}

/// Fails unless the text is escaped HTML with balanced, unnested `<mark>` and no other tags.
pub fn assert_well_formed(fragment: &str) {
    let mut open = false;
    let mut rest = fragment;
    while let Some(at) = rest.find(['<', '>', '&', '"', '\'']) {
        rest = &rest[at..];
        let (tag, expected) = if open {
            ("</mark>", false)
        } else {
            ("<mark>", true)
        };
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        if let Some(entity) = entities.into_iter().find(|entity| rest.starts_with(entity)) {
            rest = &rest[entity.len()..];
        } else {
            assert!(rest.starts_with(tag), "not well formed: {fragment}");
            open = expected;
            rest = &rest[tag.len()..];
        }
    }
    assert!(!open, "mark left open: {fragment}");
}
