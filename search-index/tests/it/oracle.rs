//! The promise of the crate: what a reader gets equals what an index of only the readable
//! documents would give. Order, scores to the last bit, totals, facets, spelling, suggestions,
//! similar documents.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use search_index::{Change, Keys, Query, SearchIndex};

use crate::support::{KEYS, assert_well_formed, batches, config, index_of, live, put, query, text};

fn oracle(batches: &[Vec<Change>], keys: &Keys) -> (tempfile::TempDir, SearchIndex) {
    let readable = live(batches)
        .into_values()
        .filter(|document| keys.may_read(&document.keys));
    index_of(&[readable.map(put).collect()])
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_reader_sees_an_index_of_readable_documents(
        batches in batches(),
        keys in subsequence(KEYS.to_vec(), 0..=KEYS.len()),
        queries in vec(query(), 1..12),
        typed in vec(text(), 1..6),
    ) {
        let keys = Keys::new(keys);
        let (_root, index) = index_of(&batches);
        let (_other, oracle) = oracle(&batches, &keys);
        for query in queries {
            let query = Query { readable: keys.clone(), ..query };
            let results = index.search(&query)?;
            results.hits.iter().for_each(|hit| assert_well_formed(&hit.fragment));
            prop_assert_eq!(&results, &oracle.search(&query)?, "{:?}", query);
        }
        for text in typed {
            // Typed letter by letter, as a search box does.
            for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
                let (seen, expected) =
                    (index.suggest(&text[..end], &keys, 4)?, oracle.suggest(&text[..end], &keys, 4)?);
                prop_assert_eq!(seen, expected, "{}", &text[..end]);
            }
        }
        for id in live(&batches).keys() {
            let expected = oracle.similar(id, &keys, 3)?;
            prop_assert_eq!(index.similar(id, &keys, 3)?, expected, "{}", id);
        }
    }
}

#[test]
fn a_secret_word_changes_nothing() {
    use crate::support::{ask, plain};

    let mut secret = plain(
        "s",
        "Woningnoot kwestie",
        "qwertuiop schuldhulpverleninh schuld",
    );
    secret.keys = vec!["geheim".to_owned()];
    let open = |id: &str, text: &str| put(plain(id, text, text));
    let (_root, index) = index_of(&[
        vec![open("a", "schuldhulpverlening in de gemeente"), put(secret)],
        vec![open("b", "schuld en woningnood")],
    ]);
    for (text, meant) in [
        ("qwertuiop", None),
        ("schuldhulpverleninh", Some("schuldhulpverlening")),
        ("woningnoot", Some("woningnood")),
    ] {
        let results = index.search(&ask(text)).expect("searches");
        assert_eq!(results.did_you_mean.as_deref(), meant, "{text}");
    }
    let keys = Keys::new(["openbaar"]);
    assert!(
        index
            .suggest("qwer", &keys, 5)
            .expect("suggests")
            .is_empty()
    );
    assert!(index.similar("s", &keys, 5).expect("compares").is_empty());
}
