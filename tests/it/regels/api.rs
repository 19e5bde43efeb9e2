//! What of the NL API Design Rules can only be seen from a running server.

use axum::{
    body::Body,
    http::{Method, Request},
};
use dwarsverband::{actor::Actor, http::api::API_VERSION};
use serde_json::{Value, json};

use crate::support::{Antwoord, TestApp, op_beide};

async fn vul(app: &TestApp) {
    app.lees(&[
        json!({"externId": "t", "soort": "thema", "slug": "schulden", "titel": "Schulden", "tekst": "Over geld."}),
        json!({
            "externId": "p", "soort": "praktijk", "slug": "een-plan", "titel": "Een plan", "tekst": "Hulp.",
            "themas": ["schulden"], "datum": "2020-03-11",
        }),
    ])
    .await;
}

/// Every address of the API that answers with something, and what it answers with.
const ADRESSEN: [&str; 6] = [
    "/api/v1/zoeken?q=plan",
    "/api/v1/zoeken/suggesties?q=pl",
    "/api/v1/praktijken",
    "/api/v1/praktijken/een-plan",
    "/api/v1/themas/schulden",
    "/api/v1/openapi.json",
];

#[track_caller]
fn is_antwoord_van_de_api(antwoord: &Antwoord, wat: &str) {
    for (kop, waarde) in [
        ("api-version", API_VERSION),
        ("cache-control", "no-store"),
        ("access-control-allow-origin", "*"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(antwoord.kop(kop), waarde, "{kop} of {wat}");
    }
    let csp = antwoord.kop("content-security-policy");
    assert!(csp.contains("frame-ancestors 'none'"), "{wat}: {csp}");
    assert!(
        !antwoord.kop("strict-transport-security").is_empty(),
        "{wat}"
    );
}

#[track_caller]
fn is_probleem(antwoord: &Antwoord, wat: &str) {
    is_antwoord_van_de_api(antwoord, wat);
    assert_eq!(
        antwoord.kop("content-type"),
        "application/problem+json",
        "{wat}"
    );
    let json = antwoord.json();
    assert_eq!(json["status"], antwoord.status.as_u16(), "{wat}");
    for veld in ["type", "title", "detail"] {
        assert!(
            json[veld].as_str().is_some_and(|t| !t.is_empty()),
            "{wat}: {veld}"
        );
    }
}

#[tokio::test]
async fn what_goes_well_has_all_headers_also_without_a_body() {
    op_beide(async |app| {
        vul(&app).await;
        for pad in ADRESSEN {
            let get = app.get(pad).await.met_status(200);
            is_antwoord_van_de_api(&get, pad);
            assert_eq!(get.kop("content-type"), "application/json", "{pad}");
            let head = app
                .vraag(Request::head(pad), &Actor::Bezoeker)
                .await
                .met_status(200);
            is_antwoord_van_de_api(&head, pad);
            assert_eq!(head.tekst, "", "{pad}");
            let vooraf = Request::options(pad)
                .header("origin", "https://elders.example")
                .header("access-control-request-method", "GET");
            let vooraf = app.vraag(vooraf, &Actor::Bezoeker).await.met_status(204);
            is_antwoord_van_de_api(&vooraf, pad);
            assert!(
                vooraf.kop("access-control-allow-methods").contains("GET"),
                "{pad}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_goes_wrong_is_a_problem_with_all_headers() {
    op_beide(async |app| {
        vul(&app).await;
        for pad in [
            "/api/v1/niets",
            "/api/v1",
            "/api/v9/zoeken",
            "/api/v1/praktijken/niets",
            "/api/v1/praktijken/een-plan/meer",
            "/api/v1/praktijken/%00",
        ] {
            is_probleem(&app.get(pad).await.met_status(404), pad);
        }
        for methode in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            for pad in ADRESSEN {
                let vraag = Request::builder().method(methode.clone()).uri(pad);
                let antwoord = app.vraag(vraag, &Actor::Bezoeker).await;
                // What takes this method wants JSON, of whoever.
                if antwoord.status == 415 {
                    is_probleem(&antwoord, pad);
                    continue;
                }
                let antwoord = antwoord.met_status(405);
                is_probleem(&antwoord, pad);
                assert!(
                    antwoord.kop("allow").contains("GET"),
                    "{pad}: {}",
                    antwoord.kop("allow")
                );
            }
        }
        let tekst = Request::post("/api/v1/praktijken").header("content-type", "text/csv");
        is_probleem(
            &app.vraag(tekst, &Actor::Bezoeker).await.met_status(415),
            "a body of another kind",
        );
        for accept in ["text/html", "application/xml", "application/json;q=0"] {
            let vraag = Request::get("/api/v1/zoeken").header("accept", accept);
            is_probleem(
                &app.vraag(vraag, &Actor::Bezoeker).await.met_status(406),
                accept,
            );
        }
        let groot = Request::post("/api/v1/zoeken")
            .header("content-length", "2000000")
            .body(Body::from(vec![b'x'; 2_000_000]))
            .unwrap();
        is_probleem(&app.stuur(groot).await.met_status(413), "a large body");
    })
    .await;
}

#[tokio::test]
async fn a_slash_at_the_end_is_another_address_that_is_not_there() {
    op_beide(async |app| {
        vul(&app).await;
        for pad in ADRESSEN {
            let pad = format!("{}/", pad.split('?').next().unwrap());
            let antwoord = app.get(&pad).await.met_status(404);
            is_probleem(&antwoord, &pad);
            assert_eq!(antwoord.kop("location"), "", "{pad}: no redirect");
        }
    })
    .await;
}

#[tokio::test]
async fn wrong_input_is_400_with_everything_that_is_wrong() {
    op_beide(async |app| {
        let zoek = "/api/v1/zoeken?pagina=0&perPagina=veel&kleur=rood&sorteer=mooi&facetten=soms";
        for (pad, velden) in [
            (
                zoek,
                &["pagina", "perPagina", "kleur", "sorteer", "facetten"][..],
            ),
            (
                "/api/v1/themas?sorteer=mooi&perPagina=101&x=1",
                &["sorteer", "perPagina", "x"],
            ),
            ("/api/v1/praktijken/een-plan?x=1&y=2", &["x", "y"]),
        ] {
            let antwoord = app.get(pad).await.met_status(400);
            is_probleem(&antwoord, pad);
            let mut gevonden: Vec<String> = antwoord.fouten().into_iter().map(|f| f.0).collect();
            let mut velden: Vec<&str> = velden.to_vec();
            gevonden.sort();
            velden.sort_unstable();
            assert_eq!(gevonden, velden, "{pad}");
        }
    })
    .await;
}

/// Moments in UTC with `Z`, dates without a time: whatever the field.
#[tokio::test]
async fn moments_are_in_utc_and_dates_have_no_time() {
    fn controleer(json: &Value, moet: &mut (usize, usize)) {
        match json {
            Value::Object(velden) => {
                for (naam, waarde) in velden {
                    let tekst = waarde.as_str().unwrap_or_default();
                    if naam.ends_with("Op") {
                        assert!(tekst.ends_with('Z'), "{naam}: {tekst}");
                        assert!(
                            chrono::DateTime::parse_from_rfc3339(tekst).is_ok(),
                            "{naam}: {tekst}"
                        );
                        moet.0 += 1;
                    } else if naam == "datum" && !waarde.is_null() {
                        assert!(
                            chrono::NaiveDate::parse_from_str(tekst, "%Y-%m-%d").is_ok(),
                            "{tekst}"
                        );
                        moet.1 += 1;
                    }
                    controleer(waarde, moet);
                }
            }
            Value::Array(lijst) => lijst.iter().for_each(|w| controleer(w, moet)),
            _ => {}
        }
    }
    op_beide(async |app| {
        vul(&app).await;
        let mut gezien = (0, 0);
        for pad in &ADRESSEN[..5] {
            controleer(&app.get(pad).await.met_status(200).json(), &mut gezien);
        }
        assert!(gezien.0 >= 4 && gezien.1 >= 1, "{gezien:?}");
    })
    .await;
}
