//! Explanations say what the score is made of, and add up to it.

use proptest::collection::vec;
use proptest::prelude::*;
use search_index::{
    Adoption, Change, Document, Explanation, Factor, Hit, How, Lapse, Query, SearchIndex, Standing,
};

use crate::support::{ask, config, document, index_of, plain, put, text};

fn explained(index: &SearchIndex, text: &str) -> Vec<(Hit, Explanation)> {
    let query = Query {
        explain: true,
        ..ask(text)
    };
    let hits = index.search(&query).expect("searches").hits;
    let explanation = |hit: &Hit| hit.explanation.clone().expect("an explanation");
    hits.into_iter()
        .map(|hit| (hit.clone(), explanation(&hit)))
        .collect()
}

fn adds_up((hit, told): &(Hit, Explanation)) -> bool {
    told.score().to_bits() == hit.score.to_bits()
}

#[test]
fn tells_which_words_matched_and_how() {
    let (_root, index) = index_of(&[vec![
        put(plain("a", "Schulden", "Een gezin met schuldhulpverlening")),
        put(plain("b", "Het wijkteam", "")),
        put(plain("c", "Bewindvoerder gezocht", "")),
        put(plain("d", "Keukentafelgesprek", "")),
    ]]);
    for (text, id, how, typed, found) in [
        (
            "schulden",
            "a",
            How::Word,
            vec!["schulden"],
            vec!["schulden"],
        ),
        ("schulden", "a", How::Form, vec![], vec!["schulden"]),
        ("hulp", "a", How::Word, vec!["hulp"], vec!["hulp"]),
        (
            "sociaal team",
            "b",
            How::Synonym,
            vec!["sociaal", "team"],
            vec!["wijkteam"],
        ),
        (
            "bewindvoreder zoekt",
            "c",
            How::LookAlike,
            vec!["bewindvoreder"],
            vec!["bewindvoerder"],
        ),
        (
            "keukentafel gesprek",
            "d",
            How::Joined,
            vec!["keukentafel", "gesprek"],
            vec!["keukentafelgesprek"],
        ),
        (
            "gezinsgesprek",
            "a",
            How::Part,
            vec!["gezinsgesprek"],
            vec!["gezin"],
        ),
        (
            "keukent",
            "d",
            How::Completed,
            vec!["keukent"],
            vec!["keukentafelgesprek"],
        ),
        (
            "gezin met schuldhulpverlening",
            "a",
            How::Neighbours,
            vec![],
            vec!["gezin schuldhulpverlening"],
        ),
    ] {
        let all = explained(&index, text);
        assert!(all.iter().all(adds_up), "{text}: {all:?}");
        let (_, told) = all.iter().find(|(hit, _)| hit.id == id).expect(text);
        let same = |reason: &&search_index::Reason| {
            reason.how == how && reason.typed == typed && reason.found == found
        };
        assert!(
            told.reasons
                .iter()
                .find(same)
                .is_some_and(|one| one.points > 0.0),
            "{text}: {told:?}"
        );
    }
}

#[test]
fn tells_occurrences_inside_compounds_apart() {
    let (_root, index) = index_of(&[vec![put(plain("a", "", "zorg en jeugdzorg en de zorg"))]]);
    let (_, told) = explained(&index, "zorg").remove(0);
    let word = told.reasons.iter().find(|one| one.how == How::Word);
    // The lead counts twice.
    assert_eq!(word.map(|one| (one.times, one.inside)), Some((4, 2)));
}

#[test]
fn tells_factors_and_additions() {
    let mut with_number = plain("a", "Schulden in de wijk", "");
    with_number.identifiers = vec!["PRK-2026-0014".to_owned()];
    let (_root, index) = index_of(&[vec![put(with_number), put(plain("b", "Schulden", ""))]]);
    let named = explained(&index, "schulden wijk");
    assert!(named.iter().all(adds_up));
    let factor = |place: usize, of| {
        let factors = &named[place].1.factors;
        factors
            .iter()
            .find(|(factor, _)| *factor == of)
            .map(|one| one.1)
    };
    assert_eq!(factor(0, Factor::Coverage), Some(1.0));
    assert_eq!(factor(0, Factor::Named), Some(1.4));
    assert!(factor(1, Factor::Coverage).is_some_and(|covered| covered < 1.0));
    assert_eq!(factor(1, Factor::Named), None);

    let (hit, told) = explained(&index, "PRK-2026-0014").remove(0);
    assert_eq!(hit.id, "a");
    assert!(told.additions.contains(&(How::Identifier, 100.0)));
    assert!(adds_up(&(hit, told)));
}

#[test]
fn what_others_made_of_a_text_counts_gently() {
    let with = |id: &str, lapse, adoption| {
        let standing = Standing { lapse, adoption };
        put(Document {
            standing,
            ..plain(id, "Schulden", "Een gezin")
        })
    };
    let (_root, index) = index_of(&[vec![
        with("a-overdue", Lapse::Overdue, Adoption::None),
        with("b-overdue-many", Lapse::Overdue, Adoption::Many),
        with("c-nothing", Lapse::None, Adoption::None),
        with("d-few", Lapse::None, Adoption::Few),
        with("e-many", Lapse::None, Adoption::Many),
        with("g-withdrawn", Lapse::Withdrawn, Adoption::Many),
        // What fits better stays better.
        put(plain("f-both", "Schulden", "Een gezin met een coach")),
    ]]);
    let all = explained(&index, "schulden coach");
    assert!(all.iter().all(adds_up), "{all:?}");
    let order: Vec<&str> = all.iter().map(|(hit, _)| hit.id.as_str()).collect();
    let expected = [
        "f-both",
        "e-many",
        "d-few",
        "c-nothing",
        "b-overdue-many",
        "a-overdue",
        "g-withdrawn",
    ];
    assert_eq!(order, expected, "{all:?}");
    let factors = |id: &str| {
        let (_, told) = all.iter().find(|(hit, _)| hit.id == id).expect("a hit");
        let factors = told
            .factors
            .iter()
            .filter(|(of, _)| *of != Factor::Coverage);
        factors.copied().collect::<Vec<_>>()
    };
    assert_eq!(factors("c-nothing"), []);
    assert_eq!(factors("d-few"), [(Factor::Adopted, 1.05)]);
    assert_eq!(
        factors("b-overdue-many"),
        [(Factor::Overdue, 0.85), (Factor::Adopted, 1.1)]
    );
    assert_eq!(
        factors("g-withdrawn"),
        [(Factor::Withdrawn, 0.5), (Factor::Adopted, 1.1)]
    );
}

#[test]
fn nobody_is_told_who_does_not_ask() {
    let (_root, index) = index_of(&[vec![put(plain("a", "Schulden", ""))]]);
    let hits = index.search(&ask("schulden")).expect("searches").hits;
    assert_eq!(hits[0].explanation, None);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn explanations_add_up(
        documents in vec(document(), 1..20),
        text in text(),
    ) {
        let changes: Vec<Change> = documents.into_iter().map(put).collect();
        let (_root, index) = index_of(&[changes]);
        for one in explained_if_ranked(&index, &text) {
            prop_assert!(adds_up(&one), "{text}: {one:?}");
        }
    }
}

fn explained_if_ranked(index: &SearchIndex, text: &str) -> Vec<(Hit, Explanation)> {
    let query = Query {
        explain: true,
        ..ask(text)
    };
    let hits = index.search(&query).expect("searches").hits;
    hits.into_iter()
        .filter_map(|hit| hit.explanation.clone().map(|told| (hit, told)))
        .collect()
}
