//! No text breaks the index.

use proptest::prelude::*;
use search_index::Keys;

use crate::support::{ask, assert_well_formed, config, index_of, plain, put};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_can_be_indexed_and_asked(
        texts in proptest::collection::vec("\\PC{0,60}|[a-z<>&'\"\u{301} -]{0,300}|.{0,40}", 1..6),
        more in ".{0,80}",
    ) {
        let documents = (0..).zip(&texts).map(|(id, text): (u8, _)| {
            let mut document = plain(&id.to_string(), text, text);
            document.summary.clone_from(text);
            put(document)
        });
        let (_root, index) = index_of(&[documents.collect()]);
        let keys = Keys::new(["openbaar"]);
        for text in texts.iter().chain([&more]) {
            let results = index.search(&ask(text))?;
            results.hits.iter().for_each(|hit| assert_well_formed(&hit.fragment));
            index.suggest(text, &keys, 5)?;
        }
    }
}

#[test]
fn long_queries_are_bounded() {
    let (_root, index) = index_of(&[vec![put(plain("a", "schuld", "schuld en gezin"))]]);
    for text in [
        "schuld ".repeat(2_000),
        "x".repeat(10_000),
        "schuldd gezinn ".repeat(700),
        "a-b".repeat(4_000),
        "é".repeat(10_001),
        "1.2".repeat(3_000),
        "\u{301}".repeat(9_000),
    ] {
        let results = index.search(&ask(&text)).expect("searches");
        results
            .hits
            .iter()
            .for_each(|hit| assert_well_formed(&hit.fragment));
        index
            .suggest(&text, &Keys::new(["openbaar"]), 5)
            .expect("suggests");
    }
}
