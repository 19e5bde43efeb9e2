//! Whatever people type: never a 500, never a panic.

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::actor::Rol;
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::json;

use crate::{
    bijlagen::maken::Formulier,
    praktijken::veld,
    support::{
        Antwoord, TestApp, lang,
        login::{log_in, van_ons},
        op_beide,
    },
};

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

const FORMULIER: &str = "application/x-www-form-urlencoded";

/// The answer to so many bytes, of which the request says how many come, or does not.
async fn stuur_veel(
    app: &TestApp,
    (methode, pad, soort): (&str, &str, &str),
    (aantal, zegt_hoeveel): (usize, bool),
) -> Antwoord {
    let mut verzoek = van_ons(Request::builder().method(methode).uri(pad), "")
        .header(header::CONTENT_TYPE, soort);
    if zegt_hoeveel {
        verzoek = verzoek.header(header::CONTENT_LENGTH, aantal);
    }
    let verzoek = verzoek.body(Body::from(vec![b'a'; aantal]));
    app.stuur(verzoek.expect("a request")).await
}

#[tokio::test]
async fn what_is_too_large_is_named_with_the_limit_and_the_remedy() {
    op_beide(async |app| {
        // Who says how much comes hears it at once; of who does not, it is found out while it comes in.
        for (waar, aantal, hoe, woorden) in [
            (
                ("POST", "/inloggen", FORMULIER),
                70_000,
                &[true, false][..],
                [
                    "Het formulier is te groot.",
                    "Stuur hoogstens 64 kB.",
                    "Maak de tekst korter",
                ],
            ),
            (
                ("POST", "/praktijken/een/schrijven", FORMULIER),
                1_100_000,
                &[true, false],
                [
                    "Het formulier is te groot.",
                    "Stuur hoogstens 1 MB.",
                    "Maak de tekst korter",
                ],
            ),
            // What reads takes no more than what writes.
            (
                ("GET", "/zoeken", FORMULIER),
                70_000,
                &[true],
                [
                    "Het formulier is te groot.",
                    "Stuur hoogstens 64 kB.",
                    "Maak de tekst korter",
                ],
            ),
            (
                ("POST", "/api/v1/praktijken", "application/json"),
                1_100_000,
                &[true],
                [
                    "De inhoud van de vraag is te groot.",
                    "Stuur hoogstens 1 MB.",
                    "Maak de teksten korter",
                ],
            ),
        ] {
            for zegt_hoeveel in hoe {
                let antwoord = stuur_veel(&app, waar, (aantal, *zegt_hoeveel)).await;
                let antwoord = antwoord.met_status(413);
                for woord in woorden {
                    assert!(
                        antwoord.tekst.contains(woord),
                        "{waar:?}: {}",
                        antwoord.tekst
                    );
                }
                let soort = if waar.1.starts_with("/api/") {
                    "application/problem+json"
                } else {
                    "text/html; charset=utf-8"
                };
                assert_eq!(antwoord.kop("content-type"), soort, "{waar:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_with_a_file_holds_what_can_be_seen_as_any_other() {
    op_beide(async |app| {
        let app = app.met_bestanden(200_000, None);
        app.lees(&[json!({
            "externId": "a", "soort": "praktijk", "slug": "coach", "titel": "Coach", "tekst": "x",
        })])
        .await;
        let koek = log_in(&app, Rol::Redactie, "Els Voorbeeld", "els@bureau.example").await;
        let json = app
            .get("/api/v1/praktijken/coach")
            .await
            .met_status(200)
            .json();
        let id = json["id"].as_str().expect("a number");
        let verzoek = Formulier {
            titel: "Ver\u{200b}slag\u{202e}",
            omschrijving: "ge\u{feff}heim",
            lezers: "niemand",
            ..Formulier::bij(id)
        };
        let pagina = verzoek.stuur(&app, &koek).await.met_status(400);
        assert_eq!(veld(&pagina, "titel"), "Verslag");
        assert_eq!(veld(&pagina, "omschrijving"), "geheim");
        let te_veel = "t".repeat(20_000);
        let verzoek = Formulier {
            titel: &te_veel,
            ..Formulier::bij(id)
        };
        let pagina = verzoek.stuur(&app, &koek).await.met_status(413).tekst;
        for woord in ["het veld “titel”", "Stuur hoogstens 16 kB."] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }
    })
    .await;
}
