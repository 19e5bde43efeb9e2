//! Applying, reopening, rebuilding, and what happens to broken directories.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use search_index::{Change, Error, SearchIndex};

use crate::support::{ask, found, index_of, language, plain, put};

fn directories(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).expect("lists");
    entries.map(|entry| entry.expect("reads").path()).collect()
}

#[test]
fn changes_replace_and_remove() {
    let (_root, index) = index_of(&[
        vec![put(plain("a", "schuld", "")), put(plain("b", "gezin", ""))],
        vec![put(plain("a", "wonen", "")), Change::Delete("b".to_owned())],
        vec![
            put(plain("c", "zorg", "")),
            Change::Delete("c".to_owned()),
            put(plain("c", "hulp", "")),
        ],
        vec![],
    ]);
    assert_eq!(index.position(), 4);
    assert_eq!(index.len(), 2);
    assert_eq!(
        index.ids().expect("lists"),
        [("a".to_owned(), 1), ("c".to_owned(), 1)]
    );
    assert_eq!(found(&index, "schuld"), [""; 0]);
    assert_eq!(found(&index, "wonen"), ["a"]);
    assert_eq!(found(&index, "hulp"), ["c"]);
}

#[test]
fn the_position_goes_with_the_index() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    index.apply(vec![], 7).expect("applies");
    index.apply(vec![], 7).expect("applies again");
    let back = index.apply(vec![put(plain("b", "schuld", ""))], 6);
    assert!(matches!(
        back,
        Err(Error::PositionBack {
            applied: 7,
            given: 6
        })
    ));
    drop(index);
    let index = SearchIndex::open(root.path(), language()).expect("opens");
    assert_eq!((index.position(), index.len()), (7, 1));
    assert_eq!(found(&index, "schulden"), ["a"]);
}

#[test]
fn one_process_at_a_time() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    assert!(matches!(
        SearchIndex::open(root.path(), language()),
        Err(Error::Locked { .. })
    ));
    assert_eq!(found(&index, "schuld"), ["a"]);
}

#[test]
fn a_rebuild_swaps_under_running_searches() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let hits = found(&index, "schuld");
                assert!(hits == ["a"] || hits == ["x", "y"], "{hits:?}");
            }
        });
        for _ in 0..3 {
            let mut rebuild = index.rebuild().expect("starts");
            assert!(matches!(index.rebuild(), Err(Error::RebuildRunning)));
            rebuild.add(vec![plain("x", "schuld", "")]).expect("adds");
            rebuild
                .add(vec![plain("x", "schuld", ""), plain("y", "schuld", "")])
                .expect("adds");
            rebuild.finish(5).expect("swaps");
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(directories(root.path()).len(), 1);
    assert_eq!((index.position(), index.len()), (5, 2));
    index
        .apply(vec![put(plain("z", "wonen", ""))], 6)
        .expect("applies to the new index");
    drop(index);
    let index = SearchIndex::open(root.path(), language()).expect("opens");
    assert_eq!((index.position(), index.len()), (6, 3));
}

#[test]
fn an_unfinished_rebuild_leaves_nothing() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    let mut rebuild = index.rebuild().expect("starts");
    rebuild.add(vec![plain("x", "schuld", "")]).expect("adds");
    assert_eq!(directories(root.path()).len(), 2);
    drop(rebuild);
    assert_eq!(directories(root.path()).len(), 1);
    assert_eq!(found(&index, "schuld"), ["a"]);
}

#[test]
fn a_killed_rebuild_is_cleared_away() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    let mut rebuild = index.rebuild().expect("starts");
    rebuild.add(vec![plain("x", "schuld", "")]).expect("adds");
    let half_built = tempfile::tempdir().expect("a directory");
    for directory in directories(root.path()) {
        let copy = half_built
            .path()
            .join(directory.file_name().expect("a name"));
        fs::create_dir(&copy).expect("makes");
        for file in directories(&directory) {
            fs::copy(&file, copy.join(file.file_name().expect("a name"))).expect("copies");
        }
    }
    fs::create_dir(half_built.path().join("0123456789abcdef-7")).expect("makes");
    fs::create_dir(half_built.path().join("niet-van-ons")).expect("makes");
    let index = SearchIndex::open(half_built.path(), language()).expect("opens");
    assert_eq!((index.position(), index.len()), (1, 1));
    let mut left = directories(half_built.path());
    left.retain(|path| !path.ends_with("niet-van-ons"));
    assert_eq!(left.len(), 1);
}

#[test]
fn a_damaged_index_starts_afresh() {
    let breaks: [fn(&Path); 3] = [
        |file| fs::write(file, b"").expect("empties"),
        |file| fs::write(file, b"{\"x\": 1} something else altogether").expect("overwrites"),
        |file| fs::remove_file(file).expect("removes"),
    ];
    let kinds = [
        "meta.json",
        ".managed.json",
        ".term",
        ".idx",
        ".store",
        ".fast",
        ".fieldnorm",
    ];
    for kind in kinds {
        for (way, damage) in breaks.iter().enumerate() {
            let (root, index) = index_of(&[
                vec![put(plain("a", "schuld", "tekst"))],
                vec![put(plain("b", "schuld", "tekst"))],
            ]);
            drop(index);
            let files = directories(&directories(root.path())[0]);
            let file = files
                .iter()
                .find(|file| file.to_string_lossy().ends_with(kind));
            damage(file.expect("a file of each kind"));
            let index = SearchIndex::open(root.path(), language())
                .unwrap_or_else(|error| panic!("{kind} {way}: {error:?}"));
            assert!([0, 2].contains(&index.position()), "{kind} {way}");
            assert_eq!(
                index.len(),
                if index.position() == 0 { 0 } else { 2 },
                "{kind} {way}"
            );
            index
                .apply(vec![put(plain("c", "wonen", ""))], 3)
                .expect("works again");
            assert_eq!(index.search(&ask("wonen")).expect("searches").total, 1);
            assert_eq!(directories(root.path()).len(), 1);
        }
    }
}

#[test]
fn a_rebuild_follows_and_keeps_the_number_of_its_order() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    assert_eq!(index.order(), 0);
    let mut rebuild = index.rebuild().expect("starts");
    rebuild.set_order(7);
    rebuild
        .add(vec![plain("a", "schuld", ""), plain("b", "schuld", "")])
        .expect("adds");
    rebuild.save().expect("saves");
    rebuild
        .follow(vec![
            put(plain("a", "schulden en wonen", "")),
            Change::Delete("b".to_owned()),
            put(plain("c", "schuld", "")),
        ])
        .expect("follows");
    assert_eq!((index.order(), index.len()), (0, 1), "not swapped yet");
    rebuild.finish(9).expect("swaps");
    assert_eq!((index.order(), index.position()), (7, 9));
    assert_eq!(found(&index, "wonen"), ["a"]);
    index
        .apply(vec![put(plain("d", "schuld", ""))], 10)
        .expect("applies");
    drop(index);
    let index = SearchIndex::open(root.path(), language()).expect("opens");
    assert_eq!((index.order(), index.position(), index.len()), (7, 10, 3));
    index
        .rebuild()
        .and_then(|rebuild| rebuild.finish(11))
        .expect("swaps");
    assert_eq!(index.order(), 7, "a build without an order answers none");
}

#[test]
fn a_closed_index_answers_nobody_until_it_is_built() {
    let (_root, index) = index_of(&[]);
    index.close_until_built();
    let keys = &ask("x").readable;
    assert!(matches!(index.search(&ask("x")), Err(Error::NotBuilt)));
    assert!(matches!(index.suggest("x", keys, 5), Err(Error::NotBuilt)));
    assert!(matches!(index.similar("x", keys, 5), Err(Error::NotBuilt)));
    let mut rebuild = index.rebuild().expect("starts");
    rebuild.add(vec![plain("a", "schuld", "")]).expect("adds");
    assert!(!index.is_open());
    rebuild.finish(1).expect("swaps");
    assert!(index.is_open());
    assert_eq!(found(&index, "schuld"), ["a"]);
}
