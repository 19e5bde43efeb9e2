//! The headers that internet.nl and the national guidelines ask for, on every kind of answer.

use axum::{
    body::Body,
    http::{Request, request::Builder},
};
use dwarsverband::actor::Actor;

use crate::support::{Antwoord, TestApp, op_beide};

const PAGINAS: [&str; 9] = [
    "/",
    "/zoeken?q=schulden",
    "/praktijken",
    "/over",
    "/begrippen",
    "/api",
    "/themas/schulden",
    "/regelingen/wmo-2015",
    "/privacy",
];

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    op_beide(async |app| {
        app.app.lees_content().await.unwrap();
        app.indexeer().await;
        for pad in PAGINAS {
            controleer(&app.get(pad).await.met_status(200), pad);
        }
        let vragen: [(Builder, u16); 20] = [
            (Request::get("/api/v1/zoeken"), 200),
            (Request::get("/api/v1/openapi.json"), 200),
            (Request::get("/gezondheid"), 200),
            (Request::get("/gereed"), 200),
            (Request::get("/metrics"), 200),
            (Request::get("/robots.txt"), 200),
            (Request::get("/sitemap.xml"), 200),
            (Request::get("/sitemap.xml?deel=1"), 200),
            (Request::get("/opensearch.xml"), 200),
            (Request::get("/.well-known/security.txt"), 200),
            (Request::head("/praktijken"), 200),
            (Request::options("/api/v1/zoeken"), 204),
            (Request::get("/zoeken?q=PRK-2026-0001"), 303),
            (Request::get("/id/PRK-2026-0001"), 308),
            (Request::get("/security.txt"), 308),
            (Request::get("/zoeken?pagina=-1"), 400),
            (Request::get("/api/v1/zoeken?x=1"), 400),
            (Request::get("/bestaat-niet"), 404),
            (Request::post("/praktijken"), 405),
            (
                Request::get("/api/v1/zoeken").header("accept", "text/css"),
                406,
            ),
        ];
        for (vraag, status) in vragen {
            let wat = format!("{:?}", vraag.uri_ref());
            controleer(
                &app.vraag(vraag, &Actor::Bezoeker).await.met_status(status),
                &wat,
            );
        }
        let groot = Request::post("/zoeken")
            .header("content-length", "1000000")
            .body(Body::from(vec![b'x'; 1_000_000]))
            .unwrap();
        controleer(&app.stuur(groot).await.met_status(413), "a large body");
        bestanden(&app).await;
    })
    .await;
}

/// Files of the look of the site may be kept for ever, and are safe in the same way.
async fn bestanden(app: &TestApp) {
    let start = app.get("/").await.tekst;
    let namen: Vec<&str> = start
        .split("/static/")
        .skip(1)
        .filter_map(|rest| rest.split(['"', '#']).next())
        .collect();
    assert!(namen.len() >= 3, "{namen:?}");
    for naam in namen {
        let antwoord = app.get(&format!("/static/{naam}")).await.met_status(200);
        assert!(
            antwoord.kop("cache-control").contains("immutable"),
            "{naam}"
        );
        veilig(&antwoord, naam);
    }
}

#[track_caller]
fn controleer(antwoord: &Antwoord, wat: &str) {
    veilig(antwoord, wat);
    assert_eq!(antwoord.kop("cache-control"), "no-store", "{wat}");
    if !antwoord.tekst.is_empty() {
        assert!(!antwoord.kop("content-type").is_empty(), "{wat}");
    }
}

#[track_caller]
fn veilig(antwoord: &Antwoord, wat: &str) {
    for (kop, waarde) in [
        (
            "strict-transport-security",
            "max-age=31536000; includeSubDomains",
        ),
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
    ] {
        assert_eq!(antwoord.kop(kop), waarde, "{kop} of {wat}");
    }
    for kop in ["content-encoding", "server", "set-cookie"] {
        assert_eq!(antwoord.kop(kop), "", "{kop} of {wat}");
    }
    assert!(!antwoord.kop("x-request-id").is_empty(), "{wat}");
    csp(antwoord.kop("content-security-policy"), wat);
}

/// The policy as internet.nl judges it.
#[track_caller]
fn csp(csp: &str, wat: &str) {
    let regels: Vec<Vec<&str>> = csp
        .split(';')
        .map(|r| r.split_whitespace().collect())
        .collect();
    let waarde = |naam: &str| regels.iter().find(|r| r.first() == Some(&naam));
    for naam in ["default-src", "base-uri", "frame-ancestors"] {
        assert_eq!(waarde(naam), Some(&vec![naam, "'none'"]), "{naam} of {wat}");
    }
    for naam in ["script-src", "style-src", "form-action"] {
        assert_eq!(waarde(naam), Some(&vec![naam, "'self'"]), "{naam} of {wat}");
    }
    for kwaad in ["unsafe", "http:", "https:", "*"] {
        assert!(
            !csp.contains(kwaad),
            "{kwaad} in the policy of {wat}: {csp}"
        );
    }
}
