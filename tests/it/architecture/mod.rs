//! The arrows of the house, kept true: who may name whom. README.md, "Rooms and arrows", has them
//! in words.
//!
//! The sources are read as text: tokens without comments and strings, from which the paths are
//! taken, `use` trees expanded and names resolved through the imports of the file.

mod source;

use std::collections::BTreeSet;
use std::path::Path;

use source::{ResolvedPath, is_word, paths, tokens};

/// What a feature may have in its folder, as `room.rs` or `room/…`.
const ROOMS: [&str; 6] = ["model", "policy", "store", "service", "web", "api"];
/// Folders that have rooms as well and are no feature: everyone may use them.
const SPINE: [&str; 4] = ["stukken", "db", "http", "jobs"];
/// Rooms of a feature that only the feature itself names.
const PRIVATE: [&str; 5] = ["store", "web", "api", "search", "post"];
/// Crates that are the business of one layer, and the rooms that must not name them.
const CRATES: [(&str, &[&str]); 4] = [
    ("axum", &["model", "policy", "store", "service", "post"]),
    ("askama", &["model", "policy", "store", "service"]),
    ("sea_orm", &["model", "policy", "post"]),
    ("tantivy", &["model", "policy"]),
];
/// Rooms of whatever feature that a room must not name, not even in its own folder.
const UPWARDS: [(&str, &[&str]); 4] = [
    (
        "model",
        &["store", "service", "web", "api", "search", "post"],
    ),
    (
        "policy",
        &["store", "service", "web", "api", "search", "post"],
    ),
    ("store", &["service", "web", "api", "post"]),
    ("service", &["web", "api", "post"]),
];
/// The only script element that a template may have: a data block, which no browser runs, with a
/// type that escapes what could end it.
const DATA_BLOCK: (&str, &str) = (
    "src/templates/layout/gegevens.html",
    "<script type=\"application/ld+json\">{{ g.json_ld }}</script>",
);
/// The only file that opens a transaction.
const BEGINS: &str = "src/db/write.rs";

#[test]
fn sources_keep_to_the_arrows() {
    let sources: Vec<_> = ["src", "search-index/src"]
        .iter()
        .flat_map(|dir| read_all(dir, "rs"))
        .collect();
    let features = features(&sources);
    for expected in [
        "praktijken",
        "proefprojecten",
        "publicaties",
        "regelingen",
        "organisaties",
        "themas",
        "zoeken",
    ] {
        assert!(
            features.contains(expected),
            "{expected} is a feature, found only {features:?}"
        );
    }
    assert_clean(&check_sources(&sources));
}

#[test]
fn templates_have_no_unescaped_or_inline_content() {
    let templates = read_all("src/templates", "html");
    assert!(!templates.is_empty(), "src/templates has templates");
    assert_clean(
        &templates
            .iter()
            .flat_map(check_template)
            .collect::<Vec<_>>(),
    );
}

fn assert_clean(violations: &[String]) {
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// A text file: its path from the root of the project, with `/`, and what is in it.
type Source = (String, String);

fn read_all(dir: &str, extension: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(dir)];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{} is not a folder: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = std::fs::read_to_string(&path)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let name = path.strip_prefix(root).expect("it lies under the root");
                found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

//------------------------------------------------------------------------------------------------
// The rules

/// Folders under `src` with a `mod.rs` and at least one room.
fn features(sources: &[Source]) -> BTreeSet<&str> {
    let mut with_mod = BTreeSet::new();
    let mut with_room = BTreeSet::new();
    for (file, _) in sources {
        let module = module_of(file);
        let Some((folder, room)) = file
            .strip_prefix("src/")
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        if room == "mod.rs" {
            with_mod.insert(folder);
        } else if module.get(1).is_some_and(|room| is_room(room)) {
            with_room.insert(folder);
        }
    }
    with_mod.retain(|folder| with_room.contains(folder) && !SPINE.contains(folder));
    with_mod
}

fn is_room(name: &str) -> bool {
    ROOMS.contains(&name) || name == "search"
}

/// Path of the module in a file, from the crate's root: `src/praktijken/store/mod.rs` is
/// `[praktijken, store]`.
fn module_of(file: &str) -> Vec<&str> {
    let path = file.split_once("src/").map_or(file, |(_, path)| path);
    let mut module: Vec<_> = path.trim_end_matches(".rs").split('/').collect();
    if matches!(module.last(), Some(&"mod" | &"lib" | &"main")) {
        module.pop();
    }
    module
}

fn check_sources(sources: &[Source]) -> Vec<String> {
    let features = features(sources);
    let mut violations = Vec::new();
    for (file, text) in sources {
        let tokens = tokens(text);
        let mut report = |line: usize, rule: String| {
            let violation = format!("{file}:{line}: {rule}");
            if violations.last() != Some(&violation) {
                violations.push(violation);
            }
        };
        if file.starts_with("search-index/") {
            for (word, line) in &tokens {
                if ["sea_orm", "axum", "dwarsverband"].contains(word) {
                    report(*line, format!("search-index knows no {word}"));
                }
            }
            continue;
        }
        for (path, line) in paths(&tokens, &module_of(file), &features) {
            if let Some(rule) = broken_rule(file, &path, &features) {
                report(line, rule);
            }
        }
        if file != BEGINS {
            for call in tokens.windows(3) {
                if call[0].0 == "." && call[1].0.starts_with("begin") && call[2].0 == "(" {
                    let method = call[1].0;
                    if method == "begin" || method == "begin_with_options" {
                        report(call[1].1, format!("only {BEGINS} calls .{method}("));
                    }
                }
            }
        }
    }
    violations
}

/// The rule that naming this path in this file breaks.
fn broken_rule(file: &str, path: &ResolvedPath, features: &BTreeSet<&str>) -> Option<String> {
    let module = module_of(file);
    let folder = module.first().copied().unwrap_or_default();
    let room = module.get(1).copied().unwrap_or_default();
    let (target, target_room) = (path.at(0), path.at(1));

    if !path.in_crate {
        let (name, rooms) = CRATES.iter().find(|(name, _)| *name == target)?;
        let forbidden =
            rooms.contains(&room) && (features.contains(folder) || SPINE.contains(&folder));
        return forbidden.then(|| format!("{room} names no {name}"));
    }
    if target == "http" && UPWARDS.iter().any(|(lower, _)| *lower == room) && folder != "http" {
        return Some(format!("{room} does not use http"));
    }
    if !features.contains(target) {
        return None;
    }
    if matches!(folder, "db" | "stukken") {
        return Some(format!("{folder} knows no feature, here {target}"));
    }
    if folder == target {
        let (_, rooms) = UPWARDS.iter().find(|(lower, _)| *lower == room)?;
        return rooms
            .contains(&target_room)
            .then(|| format!("{room} does not use {target_room}, which lies above it"));
    }
    if target_room == "*" {
        return Some(format!("name what you use of {target}, no glob"));
    }
    let assembles = folder == "http" || ["src/app.rs", "src/soorten.rs"].contains(&file);
    if PRIVATE.contains(&target_room) && !(assembles && target_room != "store") {
        return Some(format!(
            "{target}::{target_room} is its own; use its model, policy or service"
        ));
    }
    if ["model", "policy"].contains(&room) && target_room == "service" {
        return Some(format!(
            "{room} does not use a service, here that of {target}"
        ));
    }
    None
}

fn check_template((file, text): &Source) -> Vec<String> {
    let mut violations = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let lower = line.to_ascii_lowercase();
        let mut report = |found: bool, rule: &str| {
            if found {
                violations.push(format!("{file}:{}: {rule}", number + 1));
            }
        };
        let filters: Vec<_> = lower.split('|').skip(1).map(str::trim_start).collect();
        report(
            filters.iter().any(|filter| first_word(filter) == "safe"),
            "no |safe: only SafeHtml is printed as it is",
        );
        report(
            has_attribute(&lower, |name| name == "style"),
            "no style attribute: the policy refuses it",
        );
        // A file of our own, bundled; what stands in a page itself is refused by the policy.
        let bundled = "<script type=\"module\" src=\"{{ kader.asset(";
        let is_data = (file.as_str(), line) == DATA_BLOCK;
        report(
            lower.replacen(bundled, "", 1).contains("<script") && !is_data,
            "no script element but a bundled module",
        );
        report(
            has_attribute(&lower, |name| {
                name.len() > 2
                    && name.starts_with("on")
                    && name.bytes().all(|b| b.is_ascii_lowercase())
            }),
            "no event handler attribute: the policy refuses it",
        );
    }
    violations
}

/// Whether a word directly before `=`, at the start of the line or after a space, is such a name.
fn has_attribute(line: &str, is_such: impl Fn(&str) -> bool) -> bool {
    line.match_indices('=')
        .filter_map(|(end, _)| line[..end].rsplit(char::is_whitespace).next())
        .any(is_such)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !is_word(c)).next().unwrap_or_default()
}

//------------------------------------------------------------------------------------------------
// The check itself can fail

/// What is found in one file of a small house.
fn found_in(file: &str, text: &str) -> Vec<String> {
    let others = [
        "praktijken/mod",
        "praktijken/store",
        "publicaties/mod",
        "publicaties/store/mod",
    ];
    let mut sources: Vec<Source> = others
        .iter()
        .map(|other| (format!("src/{other}.rs"), String::new()))
        .collect();
    sources.retain(|(other, _)| other != file);
    sources.push((file.to_owned(), text.to_owned()));
    check_sources(&sources)
}

#[test]
fn forbidden_arrows_are_caught() {
    #[rustfmt::skip]
    let cases = [
        ("src/praktijken/service.rs", "use crate::publicaties::store;", "publicaties::store"),
        ("src/praktijken/service.rs", "use crate::publicaties::{self, store::f};", "publicaties::store"),
        ("src/praktijken/service.rs", "use crate::{\nctx,\npublicaties::{model, api},\n};", ":3: publicaties::api"),
        ("src/praktijken/service.rs", "fn f() {\ncrate::publicaties::web::f();\n}", ":2: publicaties::web"),
        ("src/praktijken/service/a.rs", "use super::super::super::publicaties::store;", "publicaties::store"),
        ("src/praktijken/web.rs", "use crate::publicaties as p;\nfn f() { p::store::f() }", ":2: "),
        ("src/praktijken/web.rs", "const Q: char = '\"'; use crate::publicaties::web;", "publicaties::web"),
        ("src/praktijken/web.rs", "use crate::publicaties::*;", "no glob"),
        ("src/praktijken/search.rs", "use crate::publicaties::search;", "publicaties::search"),
        ("src/http/router.rs", "use crate::praktijken::store;", "praktijken::store"),
        ("src/app.rs", "use crate::praktijken::store;", "praktijken::store"),
        ("src/praktijken/service.rs", "use super::post;", "service does not use post"),
        ("src/praktijken/service.rs", "use crate::publicaties::post;", "publicaties::post"),
        ("src/praktijken/post.rs", "use axum::Router;", "post names no axum"),
        ("src/main.rs", "use dwarsverband::praktijken::web;", "praktijken::web"),
        ("src/praktijken/model.rs", "use sea_orm::ActiveEnum;", "model names no sea_orm"),
        ("src/praktijken/model/a.rs", "fn f() -> axum::Router { }", "model names no axum"),
        ("src/praktijken/model.rs", "#[derive(askama::Template)] struct X;", "model names no askama"),
        ("src/praktijken/policy.rs", "use tantivy::Term;", "policy names no tantivy"),
        ("src/praktijken/policy/mod.rs", "use tantivy::Term;", "policy names no tantivy"),
        ("src/praktijken/model.rs", "use super::store::f;", "model does not use store"),
        ("src/praktijken/policy.rs", "use crate::publicaties::service;", "policy does not use a service"),
        ("src/praktijken/store.rs", "use axum::http::StatusCode;", "store names no axum"),
        ("src/praktijken/service.rs", "use askama::Template;", "service names no askama"),
        ("src/praktijken/service.rs", "use crate::http::Page;", "service does not use http"),
        ("src/praktijken/service.rs", "use super::web::Form;", "service does not use web"),
        ("src/stukken/store.rs", "use axum::Router;", "store names no axum"),
        ("src/stukken/mod.rs", "use crate::praktijken::model::Fase;", "stukken knows no feature"),
        ("src/db/mod.rs", "use crate::praktijken::model::Fase;", "db knows no feature"),
        ("search-index/src/lib.rs", "use sea_orm::Value;", "knows no sea_orm"),
        ("search-index/src/lib.rs", "use dwarsverband::ids;", "knows no dwarsverband"),
        ("src/praktijken/store.rs", "fn f() { db\n.begin() }", ":2: only src/db/write.rs"),
        ("src/db/mod.rs", "fn f() { db.begin_with_options(o) }", "only src/db/write.rs"),
    ];
    for (file, text, expected) in cases {
        let found = found_in(file, text);
        assert!(
            found.iter().any(|violation| violation.contains(expected)),
            "{file} with {text:?} should break {expected:?}, found {found:?}"
        );
    }
}

#[test]
fn allowed_arrows_are_not_caught() {
    #[rustfmt::skip]
    let cases = [
        ("src/praktijken/service.rs", "use crate::publicaties::{model::P, policy, service};"),
        ("src/praktijken/service.rs", "use crate::{ctx::Ctx, db::Db, stukken::store}; use super::store;"),
        ("src/praktijken/service.rs", "use sea_orm::DbErr; use search_index::Hit;"),
        ("src/praktijken/mod.rs", "pub mod store; pub use model::Praktijk; pub use store::f;"),
        ("src/praktijken/web.rs", "use axum::Router; use crate::http::Page; use super::{service, api};"),
        ("src/praktijken/model.rs", "// axum::A\n/* sea_orm::A /* b */ askama::B */ const A: &str = \"axum::A\";"),
        ("src/praktijken/model.rs", "const A: &str = r#\"axum::\"A\"#; fn f<'a>() { ['\"', '\\''] }"),
        ("src/praktijken/model.rs", "fn f() -> impl Iterator + use<'_> { std::iter::empty() }"),
        ("src/http/router.rs", "use crate::praktijken::{api, web};"),
        ("src/soorten.rs", "use crate::praktijken::search;"),
        ("src/app.rs", "use crate::praktijken::post;"),
        ("src/praktijken/post.rs", "use super::service; use crate::{jobs::service, post::Brief};"),
        ("src/db/write.rs", "fn f() { db.begin_with_options(o) }"),
        ("src/praktijken/store.rs", "fn f() { spans.begins_with('a'); begin(1) }"),
        ("search-index/src/lib.rs", "use tantivy::Index; use crate::model::Axum;"),
    ];
    for (file, text) in cases {
        let found = found_in(file, text);
        assert!(
            found.is_empty(),
            "{file} with {text:?} is allowed, found {found:?}"
        );
    }
}

#[test]
fn forbidden_template_content_is_caught() {
    let found_in = |line: &str| check_template(&("x.html".to_owned(), format!("<p>\n{line}\n")));
    for line in [
        "{{ tekst|safe }}",
        "{{ tekst | safe }}",
        r#"<p style="color:red">"#,
        r#"<script src="/x.js"></script>"#,
        "<script>f()</script>",
        DATA_BLOCK.1,
        r##"<a href="#" onclick="f()">"##,
        "onload=f()",
    ] {
        let found = found_in(line);
        assert!(
            found.len() == 1 && found[0].starts_with("x.html:2: "),
            "{line}: {found:?}"
        );
    }
    for line in [
        "{{ tekst|safe_url }}",
        r#"<link rel="stylesheet" href="/app.css">"#,
        r#"<script type="module" src="{{ kader.asset("x.js") }}"></script>"#,
        r#"<details open class="dv-stijl"><p data-on="1">on = een</p>"#,
        "{% if style == 1 %}",
    ] {
        assert!(found_in(line).is_empty(), "{line} is allowed");
    }
    let in_its_file = |line: &str| check_template(&(DATA_BLOCK.0.to_owned(), line.to_owned()));
    assert!(
        in_its_file(DATA_BLOCK.1).is_empty(),
        "the data block is allowed"
    );
    assert_eq!(in_its_file("<script>{{ g.json_ld }}</script>").len(), 1);
    assert_eq!(in_its_file(&format!("{0}{0}", DATA_BLOCK.1)).len(), 1);
}
