//! Whatever has happened to the files: an index opens whole or empty, or says what is wrong.

use std::fs;
use std::path::{Path, PathBuf};

use search_index::{Change, Error, SearchIndex, Trouble};
use tempfile::TempDir;

use crate::support::{ask, found, index_of, language, plain, put};

fn entries(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("lists");
    entries.map(|entry| entry.expect("reads").path()).collect()
}

/// Two segments, one with a document that was removed again.
fn closed() -> TempDir {
    let (root, index) = index_of(&[
        vec![
            put(plain("a", "schuld", "tekst")),
            put(plain("c", "schuld", "tekst")),
        ],
        vec![
            put(plain("b", "schuld", "tekst")),
            Change::Delete("c".to_owned()),
        ],
    ]);
    drop(index);
    root
}

/// The same in a place of its own: in memory where there is such a place, because these tests sync
/// thousands of files.
fn copy_of(original: &TempDir) -> TempDir {
    let memory = Path::new("/dev/shm");
    let root = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    let root = root.expect("a directory");
    let directory = &entries(original.path())[0];
    let copy = root.path().join(directory.file_name().expect("a name"));
    fs::create_dir(&copy).expect("makes");
    for file in entries(directory) {
        fs::copy(&file, copy.join(file.file_name().expect("a name"))).expect("copies");
    }
    root
}

/// The files of an index, one of each kind.
fn kinds(root: &Path) -> Vec<PathBuf> {
    let mut files = entries(&entries(root)[0]);
    files.retain(|file| !file.to_string_lossy().ends_with(".lock"));
    files.sort();
    files.dedup_by_key(|file| kind(file));
    let kinds: Vec<_> = files.iter().map(|file| kind(file)).collect();
    for expected in [
        "json",
        "term",
        "idx",
        "pos",
        "store",
        "fast",
        "fieldnorm",
        "del",
    ] {
        assert!(
            kinds.iter().any(|kind| kind == expected),
            "{expected} in {kinds:?}"
        );
    }
    files
}

fn kind(file: &Path) -> String {
    let name = file.extension().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Opens, demands all or nothing, and demands that the index works from then on.
#[track_caller]
fn heals(root: &Path, what: &str) {
    let index = match SearchIndex::open(root, language()) {
        Ok(index) => index,
        Err(error) => panic!("{what}: {error:?}"),
    };
    let whole = index.position() == 2;
    let expected: &[&str] = if whole { &["a", "b"] } else { &[] };
    assert!(
        whole || index.position() == 0,
        "{what}: at {}",
        index.position()
    );
    let ids: Vec<_> = index
        .ids()
        .expect("lists")
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(ids, expected, "{what}");
    let mut hits = found(&index, "schuld");
    hits.sort();
    assert_eq!(hits, expected, "{what}");
    index
        .check(true)
        .unwrap_or_else(|error| panic!("{what}: {error:?}"));
    index
        .apply(vec![put(plain("d", "wonen", ""))], 3)
        .unwrap_or_else(|error| panic!("{what}: {error:?}"));
    assert_eq!(
        index.search(&ask("wonen")).expect("searches").total,
        1,
        "{what}"
    );
    drop(index);
    let index = SearchIndex::open(root, language()).expect("opens again");
    assert_eq!(index.len(), expected.len() as u64 + 1, "{what}");
}

#[test]
fn a_file_of_any_kind_that_is_cut_off_heals() {
    let original = closed();
    let kinds = kinds(original.path()).len();
    for at in 0..kinds {
        for part in [0, 1, 2, 3] {
            let root = copy_of(&original);
            let file = &self::kinds(root.path())[at];
            let bytes = fs::read(file).expect("reads");
            fs::write(file, &bytes[..bytes.len() * part / 4]).expect("cuts");
            heals(root.path(), &format!("{} cut to {part}/4", kind(file)));
        }
    }
}

#[test]
fn a_flipped_bit_in_a_file_of_any_kind_heals() {
    let original = closed();
    let kinds = kinds(original.path()).len();
    for at in 0..kinds {
        for place in 0..5 {
            let root = copy_of(&original);
            let file = &self::kinds(root.path())[at];
            let mut bytes = fs::read(file).expect("reads");
            let place = (bytes.len() - 1) * place / 4;
            bytes[place] ^= 1;
            fs::write(file, bytes).expect("flips");
            heals(root.path(), &format!("{} flipped at {place}", kind(file)));
        }
    }
}

/// The list of segments has no checksum of its own, so every byte of it is tried. One thing the
/// index can't see by itself: that the list no longer tells what was removed, because the name under
/// which it does has changed, or how many they are. Then `ids` has what is too much, and whoever
/// compares with the tables finds it.
#[test]
fn a_flipped_bit_anywhere_in_the_list_of_segments_heals() {
    let long = std::env::var("DWARSVERBAND_PROEF").is_ok_and(|value| value == "lang");
    let original = closed();
    let directory = entries(original.path())[0].clone();
    let list = fs::read(directory.join("meta.json")).expect("reads");
    // The description of the fields comes last, and is compared with our own as a whole.
    let text = String::from_utf8_lossy(&list);
    let schema = text.find("\"schema\"").expect("it has a schema");
    let after = text.find("\"opstamp\"").expect("it has a stamp");
    let places = (0..schema).chain(after..list.len());
    // `"deletes": {"num_deleted_docs": 1, …`: the name, and how many they are.
    let names = text.match_indices("deletes");
    let told: Vec<_> = names
        .map(|(at, _)| at..at + text[at..].find(',').expect("more follows"))
        .collect();
    for place in places.step_by(if long { 1 } else { 10 }) {
        let root = copy_of(&original);
        let copy = entries(root.path())[0].clone();
        let mut bytes = list.clone();
        bytes[place] ^= 1;
        fs::write(copy.join("meta.json"), &bytes).expect("flips");
        let from = place.saturating_sub(10);
        let around = String::from_utf8_lossy(&bytes[from..(place + 10).min(bytes.len())]);
        let what = format!("flipped at {place}: {around}");
        let index = SearchIndex::open(root.path(), language());
        let index = index.unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let ids = index.ids().expect("lists");
        drop(index);
        if ids.len() == 3 {
            assert!(told.iter().any(|of| of.contains(&place)), "{what}");
            assert_eq!(ids[2], ("c".to_owned(), 1), "{what}");
        } else {
            heals(root.path(), &what);
        }
    }
}

type Damage = fn(&Path);

#[test]
fn whatever_is_found_at_the_start_heals() {
    let table: [(&str, Damage); 9] = [
        ("nothing", |_| {}),
        ("the folder is gone", |root| {
            fs::remove_dir_all(root).expect("removes");
        }),
        ("the folder is empty", |root| {
            fs::remove_dir_all(&entries(root)[0]).expect("removes");
        }),
        ("the build is empty", |root| {
            let build = entries(root)[0].clone();
            fs::remove_dir_all(&build).expect("removes");
            fs::create_dir(build).expect("makes");
        }),
        ("meta.json is garbage", |root| {
            fs::write(entries(root)[0].join("meta.json"), "{\"segments\": 3}").expect("writes");
        }),
        ("a lock was left behind", |root| {
            let lock = entries(root)[0].join(".tantivy-writer.lock");
            fs::write(lock, "").expect("writes");
        }),
        ("an older layout and a half build", |root| {
            fs::create_dir(root.join("0123456789abcdef-1")).expect("makes");
            let own = entries(root)[0].clone();
            let own = own.file_name().expect("a name").to_string_lossy();
            let next = own.replace("-1", "-2");
            fs::create_dir(root.join(&next)).expect("makes");
            fs::write(root.join(next).join("x.term"), "half").expect("writes");
        }),
        ("a file stands where a build would come", |root| {
            fs::write(root.join("0123456789abcdef-3"), "x").expect("writes");
        }),
        ("the trial of a disk was left behind", |root| {
            fs::write(root.join("probeer.tmp"), "x").expect("writes");
        }),
    ];
    let original = closed();
    for (what, damage) in table {
        let root = copy_of(&original);
        damage(root.path());
        heals(root.path(), what);
    }
}

#[test]
fn what_is_not_ours_stays() {
    let root = closed();
    fs::create_dir(root.path().join("niet-van-ons")).expect("makes");
    fs::write(root.path().join("lees-mij.txt"), "x").expect("writes");
    heals(root.path(), "foreign files");
    assert!(root.path().join("niet-van-ons").is_dir());
    assert!(root.path().join("lees-mij.txt").is_file());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told() {
    let root = tempfile::tempdir().expect("a directory");
    let path = root.path().join("zoekindex");
    fs::write(&path, "x").expect("writes");
    let error = SearchIndex::open(&path, language()).expect_err("it is no folder");
    assert!(
        matches!(error, Error::Io { path: ref told, .. } if *told == path),
        "{error:?}"
    );
}

#[test]
fn damage_while_in_use_is_seen_and_a_rebuild_is_the_remedy() {
    for (what, damage) in [
        (
            "the folder",
            (|root| fs::remove_dir_all(root).expect("removes")) as Damage,
        ),
        ("the build", |root| {
            fs::remove_dir_all(&entries(root)[0]).expect("removes");
        }),
        ("the list", |root| {
            fs::remove_file(entries(root)[0].join("meta.json")).expect("removes");
        }),
        ("the words", |root| {
            let files = entries(&entries(root)[0]);
            let words = files.iter().find(|file| kind(file) == "term");
            fs::remove_file(words.expect("words")).expect("removes");
        }),
    ] {
        let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
        index.check(false).expect("sound");
        damage(root.path());
        let error = index.check(false).expect_err(what);
        assert_eq!(error.trouble(), Trouble::Damaged, "{what}");
        assert_eq!(found(&index, "schuld"), ["a"], "{what}: searches go on");
        let mut rebuild = index.rebuild().expect("starts");
        rebuild.add(vec![plain("a", "schuld", "")]).expect("adds");
        rebuild.finish(1).expect("swaps");
        index.check(true).expect("sound again");
        index
            .apply(vec![put(plain("b", "schuld", ""))], 2)
            .expect("applies");
        assert_eq!(found(&index, "schuld").len(), 2, "{what}");
    }
}

#[test]
fn a_flipped_byte_in_use_is_seen_when_every_byte_is_read() {
    let (root, index) = index_of(&[vec![put(plain("a", "schuld", ""))]]);
    let files = entries(&entries(root.path())[0]);
    let store = files
        .iter()
        .find(|file| kind(file) == "store")
        .expect("texts");
    let mut bytes = fs::read(store).expect("reads");
    bytes[0] ^= 1;
    // In its place, not as a new file: the one that is in use changes.
    fs::write(store, bytes).expect("flips");
    index.check(false).expect("the file is there");
    let error = index.check(true).expect_err("it is not as it was written");
    assert_eq!(error.trouble(), Trouble::Damaged);
}
