//! Reading an index beside its owner, and other synonyms on the same documents.

use std::path::Path;

use search_index::{Keys, Language, Lexicon, Query, SearchIndex, Snapshot, Synonym, Synonyms};

use crate::support::{found, index_of, language, plain, put};

fn synonyms(from: &str, to: &str) -> Synonyms {
    Synonyms::new([Synonym {
        from: from.to_owned(),
        to: to.to_owned(),
        both_ways: false,
    }])
}

fn seen(snapshot: &Snapshot, text: &str) -> Vec<String> {
    let query = Query {
        text: text.to_owned(),
        readable: Keys::new(["openbaar"]),
        limit: 10,
        ..Query::default()
    };
    let found = snapshot.find(&query).expect("finds");
    let hits = snapshot.search(&query).expect("searches").hits;
    assert!(found.ids().eq(hits.iter().map(|hit| hit.id.as_str())));
    found.ids().map(str::to_owned).collect()
}

#[test]
fn reads_what_the_owner_has_committed() {
    let (root, index) = index_of(&[vec![put(plain("a", "bijstand", ""))]]);
    let open = || Snapshot::open(root.path(), &language()).expect("opens");
    let first = open().expect("an index");
    index
        .apply(vec![put(plain("b", "bijstand", ""))], 9)
        .expect("applies");
    assert_eq!(seen(&first, "bijstand"), ["a"], "as it was when opened");
    let second = open().expect("an index");
    assert_eq!(second.position(), 9);
    assert_eq!(seen(&second, "bijstand").len(), 2);
}

#[test]
fn no_index_is_none() {
    let root = tempfile::tempdir().expect("a folder");
    let open = |root: &Path| Snapshot::open(root, &language()).expect("looks");
    assert!(open(&root.path().join("nowhere")).is_none());
    assert!(open(root.path()).is_none());
    drop(SearchIndex::open(root.path(), language()).expect("opens"));
    assert!(open(root.path()).is_some());
    let other = Language::new(Lexicon::new("zorg"), Synonyms::default());
    assert!(
        Snapshot::open(root.path(), &other)
            .expect("looks")
            .is_none()
    );
}

#[test]
fn other_synonyms_answer_without_a_rebuild() {
    let (root, index) = index_of(&[vec![put(plain("a", "bijstand", ""))]]);
    assert_eq!(found(&index, "uitkering"), [""; 0]);
    index.set_synonyms(synonyms("uitkering", "bijstand"));
    assert_eq!(found(&index, "uitkering"), ["a"]);
    index.set_synonyms(Synonyms::default());
    assert_eq!(found(&index, "uitkering"), [""; 0]);

    let snapshot = Snapshot::open(root.path(), &language())
        .expect("opens")
        .expect("an index");
    let lexicon = || Lexicon::new("");
    let other = Language::new(lexicon(), synonyms("toelage", "bijstand"));
    let other = snapshot.with_language(other);
    assert_eq!(seen(&other, "toelage"), ["a"]);
    assert_eq!(seen(&snapshot, "toelage"), [""; 0]);
}
