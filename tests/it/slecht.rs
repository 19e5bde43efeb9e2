//! Whatever people type: never a 500, never a panic.

use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::json;

use crate::support::{TestApp, lang};

const NAMEN: [&str; 18] = [
    "q",
    "soort",
    "thema",
    "leefdomein",
    "doelgroep",
    "gemeente",
    "provincie",
    "gemeentegrootte",
    "regeling",
    "fase",
    "onderbouwing",
    "kosten",
    "jaar",
    "sorteer",
    "facetten",
    "pagina",
    "perPagina",
    "onzin",
];

fn waarde() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z\"'*+:()-]{0,30}",
        "(schuld|hulp|wijkteam|wmo| |\"|-|\\*|art\\. ){0,12}",
        "-?[0-9]{1,20}",
        Just("praktijk".to_owned()),
        Just("é".repeat(999)),
        Just("x".repeat(1_001)),
    ]
}

fn vraag() -> impl Strategy<Value = String> {
    let paar = (prop::sample::select(&NAMEN[..]), waarde());
    prop::collection::vec(paar, 0..6).prop_map(|paren| {
        let mut url = form_urlencoded::Serializer::new(String::new());
        url.extend_pairs(paren);
        url.finish()
    })
}

/// Any bytes that can stand in a path.
fn pad() -> impl Strategy<Value = String> {
    let deel = prop_oneof![
        "[a-z0-9-]{0,20}",
        "(%[0-9a-f]{2}){1,6}",
        "[!$&'()*+,;=:@~._]{1,8}"
    ];
    let kop = prop::sample::select(
        &[
            "/praktijken/",
            "/id/",
            "/themas/",
            "/api/v1/praktijken/",
            "/static/",
            "/",
        ][..],
    );
    (kop, deel).prop_map(|(kop, deel)| format!("{kop}{deel}"))
}

fn proef<S: Strategy>(invoer: S, test: impl Fn(S::Value)) {
    let cases = if lang() { 3_000 } else { 300 };
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let gelukt = TestRunner::new(config).run(&invoer, |waarde| {
        test(waarde);
        Ok(())
    });
    gelukt.unwrap_or_else(|fout| panic!("{fout}"));
}

async fn beide() -> [TestApp; 2] {
    [TestApp::sqlite().await, TestApp::postgres().await]
}

#[test]
fn no_question_gives_a_500() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for app in runtime.block_on(beide()) {
        vragen(&runtime, &app);
    }
}

fn vragen(runtime: &tokio::runtime::Runtime, app: &TestApp) {
    runtime.block_on(async {
        app.lees(&[
            json!({"externId": "p", "soort": "praktijk", "titel": "Hulp bij schulden", "tekst": "Het wijkteam helpt."}),
            json!({"externId": "t", "soort": "thema", "titel": "Schulden", "tekst": "Over geld."}),
        ])
        .await;
    });
    proef(vraag(), |vraag| {
        for pad in [
            "/zoeken",
            "/api/v1/zoeken",
            "/api/v1/zoeken/suggesties",
            "/api/v1/praktijken",
            "/praktijken",
        ] {
            let url = format!("{pad}?{vraag}");
            let status = runtime.block_on(app.get(&url)).status.as_u16();
            assert!(matches!(status, 200 | 303 | 400), "{status}: {url}");
        }
    });
    proef(pad(), |pad| {
        let status = runtime.block_on(app.get(&pad)).status.as_u16();
        assert!(matches!(status, 200 | 308 | 404), "{status}: {pad}");
    });
}

/// Any bytes as a file: told, or taken in, and never more than what was told.
#[test]
fn no_file_breaks_the_import() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for app in runtime.block_on(beide()) {
        bestanden(&runtime, &app);
    }
}

fn bestanden(runtime: &tokio::runtime::Runtime, app: &TestApp) {
    let regels = prop::collection::vec(any::<u8>(), 0..400);
    let bijna = "\\{\"soort\": ?\"(thema|praktijk|x)\", ?\"titel\": ?(\"[a-z]{0,5}\"|[0-9]|null|\\[\\]), ?\"(tekst|secties|bron|verbanden|regelingen)\": ?(\"x\"|\\{\\}|\\[1\\]|\\[\\{\\}\\])\\}";
    let invoer = prop_oneof![regels, bijna.prop_map(String::into_bytes)];
    proef(
        (invoer, prop::sample::select(&["x.md", "x.jsonl"][..])),
        |(bytes, naam)| {
            let verslag = runtime.block_on(app.lees_tekst(naam, &bytes));
            for weigering in &verslag.geweigerd {
                assert!(!weigering.fouten.is_empty(), "a refusal says why");
            }
        },
    );
}
