//! The routes as the sources make them. A router does not tell what it has, so the text is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use dwarsverband::{http::openapi, stukken::model::Soort};

/// Methods by address.
pub type Routes = BTreeMap<String, BTreeSet<&'static str>>;

const METHODEN: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Other ways to add routes, which nothing here could read.
const ONLEESBAAR: [&str; 6] = [
    ".route_service(",
    ".nest_service(",
    "routing::any",
    "MethodRouter::",
    "MethodFilter",
    "routing::on(",
];

/// Every route of the product: the pages by the text of the sources, the API by its description.
pub fn routes() -> Routes {
    let mut alle = Routes::new();
    let mut genest = Vec::new();
    for (bestand, tekst) in bronnen() {
        for wijze in ONLEESBAAR {
            assert!(!tekst.contains(wijze), "{bestand} adds routes with {wijze}");
        }
        for (pad, methoden) in van_tekst(&tekst).unwrap_or_else(|fout| panic!("{bestand}: {fout}"))
        {
            alle.entry(pad).or_default().extend(methoden);
        }
        genest.extend(aanroepen(&tekst, ".nest(").map(|delen| delen.0.trim().to_owned()));
    }
    assert_eq!(genest, ["\"/v1\"", "\"/api\""], "only the API is nested");
    for (pad, plek) in &openapi().paths.paths {
        let aanwezig = [&plek.get, &plek.post, &plek.put, &plek.patch, &plek.delete];
        let aanwezig = METHODEN.iter().zip(aanwezig).filter(|(_, er)| er.is_some());
        let methoden = aanwezig.map(|(methode, _)| *methode);
        alle.entry(format!("/api/v1{pad}"))
            .or_default()
            .extend(methoden);
    }
    alle
}

/// The routes that a source adds.
fn van_tekst(tekst: &str) -> Result<Routes, String> {
    let mut alle = Routes::new();
    for (pad, rest) in aanroepen(tekst, ".route(") {
        let pad = pad.trim();
        let onder = pad.strip_prefix(ONDER).and_then(|p| p.strip_suffix("\")"));
        let pad = match pad.strip_prefix('"').and_then(|pad| pad.strip_suffix('"')) {
            Some(pad) => pad.to_owned(),
            None if onder.is_some() => String::new(),
            None => vaste(tekst, pad).ok_or(format!("the address {pad} can't be read"))?,
        };
        let van = |methode: &&&'static str| {
            rest.match_indices(&format!("{methode}("))
                .any(|(plek, _)| !rest[..plek].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        let methoden: BTreeSet<&str> = METHODEN.iter().filter(van).copied().collect();
        if methoden.is_empty() {
            return Err(format!("{pad} has no method that can be read: {rest}"));
        }
        match onder {
            Some(onder) => {
                for soort in geschreven() {
                    let pad = format!("/{}{onder}", soort.meervoud());
                    alle.entry(pad)
                        .or_default()
                        .extend(methoden.iter().copied());
                }
            }
            None => alle.entry(pad).or_default().extend(methoden),
        }
    }
    Ok(alle)
}

/// How a route of writing is added: under the list of every kind that is written.
const ONDER: &str = "&onder(\"";

/// The kinds for which the router has the routes of writing.
fn geschreven() -> BTreeSet<Soort> {
    let pad = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http/mod.rs");
    let tekst = std::fs::read_to_string(pad).unwrap();
    let met = |naam: &str| -> BTreeSet<Soort> {
        let delen = tekst.split(naam).skip(1);
        let namen = delen.filter_map(|deel| deel.split('>').next());
        let soort = |naam: &str| naam.to_lowercase().parse();
        namen.map(|naam| soort(naam).expect("a kind")).collect()
    };
    let soorten = met("schrijven::web::routes::<");
    assert_eq!(soorten, met("schrijven::web::grote_routes::<"));
    soorten
}

/// The first argument of every such call, and the others.
fn aanroepen<'a>(tekst: &'a str, naam: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    tekst.match_indices(naam).filter_map(move |(plek, _)| {
        let binnen = &tekst[plek + naam.len()..];
        let mut diep = 0_i32;
        let einde = binnen.find(|c: char| {
            diep += i32::from(c == '(') - i32::from(c == ')');
            diep < 0
        })?;
        binnen[..einde].split_once(',')
    })
}

/// The text of a constant of this source.
fn vaste(tekst: &str, naam: &str) -> Option<String> {
    let begin = format!("const {naam}: &str = \"");
    let rest = tekst.split(&begin).nth(1)?;
    Some(rest.split('"').next()?.to_owned())
}

fn bronnen() -> Vec<(String, String)> {
    let mut gevonden = Vec::new();
    let mut mappen = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(map) = mappen.pop() {
        for pad in std::fs::read_dir(map).unwrap().map(|e| e.unwrap().path()) {
            if pad.is_dir() {
                mappen.push(pad);
            } else if pad.extension().is_some_and(|soort| soort == "rs") {
                let tekst = std::fs::read_to_string(&pad).unwrap();
                gevonden.push((pad.display().to_string(), tekst));
            }
        }
    }
    gevonden.sort();
    gevonden
}

#[test]
fn the_reader_of_routes_reads_them_all() {
    let tekst = r#"
        const LIJST: &str = "/lijst";
        Router::new()
            .route("/a", get(a::tonen).post(a::doen))
            .route(
                LIJST,
                post(targets::f),
            )
            .route("/b/{naam}", get(async || omleiding(X)))
            .route(&onder("/{naam}/c"), get(c::<K>))
    "#;
    let gevonden = van_tekst(tekst).unwrap();
    let gevonden: Vec<_> = gevonden
        .iter()
        .map(|(pad, m)| (pad.as_str(), m.iter().copied().collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        gevonden,
        [
            ("/a", vec!["get", "post"]),
            ("/b/{naam}", vec!["get"]),
            ("/lijst", vec!["post"]),
            ("/praktijken/{naam}/c", vec!["get"]),
            ("/proefprojecten/{naam}/c", vec!["get"]),
        ]
    );
    for fout in [".route(ELDERS, get(f))", ".route(\"/x\", zelf(f))"] {
        assert!(van_tekst(fout).is_err(), "{fout}");
    }
}
