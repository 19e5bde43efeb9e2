//! What the log says of requests and actions, and what it never says.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, header},
};
use dwarsverband::actor::Rol;
use serde_json::json;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::{
    bijlagen::maken::Formulier,
    support::{
        TestApp,
        login::{WACHTWOORD, formulier, log_in, vraag},
    },
};

/// What the product logs when nothing is set, and that with all of ours.
const FILTERS: [&str; 2] = [
    "warn,dwarsverband=info,search_index=info",
    "warn,dwarsverband=debug,search_index=debug",
];
const NAAM: &str = "Els van den Voorbeeld";
const MAIL: &str = "els.voorbeeld@bureau.example";
const ADRES: &str = "198.51.100.9";

/// Keeps what is logged.
#[derive(Debug, Clone, Default)]
struct Opname(Arc<Mutex<Vec<u8>>>);

impl Opname {
    fn tekst(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("nobody failed")).into_owned()
    }
}

impl io::Write for Opname {
    fn write(&mut self, stukje: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody failed").extend(stukje);
        Ok(stukje.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Opname {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn lines_say_who_did_what_and_nothing_that_somebody_typed() {
    for filter in FILTERS {
        let opname = Opname::default();
        let abonnee = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(filter))
            .with_writer(opname.clone())
            .with_ansi(false)
            .finish();
        let _zolang = tracing::subscriber::set_default(abonnee);
        let geheim = doe_alles().await;
        let log = opname.tekst();
        for (wat, geheim) in &geheim {
            assert!(
                !log.contains(geheim.as_str()),
                "{filter}: {wat} stands in\n{log}"
            );
        }
        let regel = |delen: &[&str]| log.lines().any(|r| delen.iter().all(|d| r.contains(d)));
        for delen in [
            // A page, read by who is not logged in and by who is; the API; something that is not there.
            &[
                "actie=\"GET /praktijken/{naam}\"",
                "object=\"/praktijken/budgetcoach\"",
                "resultaat=200",
                "herkomst=\"machine\"",
                "actor=\"bezoeker\"",
                " INFO ",
            ][..],
            &[
                "actie=\"GET /account\"",
                "resultaat=200",
                "actor=\"account:",
            ],
            &[
                "actie=\"GET /api/v1/zoeken\"",
                "resultaat=200",
                "herkomst=\"direct\"",
            ],
            &[
                "actie=\"GET /praktijken/{naam}\"",
                "object=\"-\"",
                "resultaat=404",
            ],
            &[
                "actie=\"GET onbekend adres\"",
                "object=\"-\"",
                "resultaat=404",
            ],
            &[
                "actie=\"GET /bijlagen/{id}/{naam}\"",
                "object=\"-\"",
                "resultaat=200",
            ],
            // What was done, beside how it was asked.
            &[
                "actie=\"inloggen\"",
                "resultaat=\"gelukt\"",
                "actor=\"account:",
            ],
            &[
                "actie=\"inloggen\"",
                "resultaat=\"mislukt\"",
                "actor=\"account:",
            ],
            &[
                "actie=\"inloggen\"",
                "resultaat=\"mislukt\"",
                "actor=\"onbekend\"",
            ],
            &["actie=\"POST /inloggen\"", "resultaat=400"],
            &[
                "actie=\"bijlage-toevoegen\"",
                "object=\"praktijk:",
                "resultaat=\"gelukt\"",
                "herkomst=\"",
                "actor=\"account:",
            ],
        ] {
            assert!(regel(delen), "{filter}: no line with {delen:?} in\n{log}");
        }
        let begint_met_tijd = |r: &str| r.starts_with("20") && r.as_bytes().get(10) == Some(&b'T');
        assert!(log.lines().all(begint_met_tijd), "{log}");
    }
}

/// Asks for all kinds of things; what must not be in the log, with its name.
async fn doe_alles() -> Vec<(&'static str, String)> {
    let app = TestApp::sqlite().await.met_bestanden(200_000, None);
    app.lees(&[
        json!({"externId": "a", "soort": "praktijk", "slug": "budgetcoach", "titel": "Een budgetcoach", "tekst": "x"}),
    ])
    .await;
    let koek = log_in(&app, Rol::Redactie, NAAM, MAIL).await;
    for (mail, wachtwoord) in [
        (MAIL, "fout-wachtwoord"),
        ("onbekend@elders.example", "raadsel-1"),
    ] {
        let velden = [("mail", mail), ("wachtwoord", wachtwoord)];
        app.stuur(formulier("/inloggen", "", &velden))
            .await
            .met_status(400);
    }
    app.get("/praktijken/budgetcoach").await.met_status(200);
    app.get("/praktijken/verslaafde-buurman")
        .await
        .met_status(404);
    app.get("/zoeken?q=zwavelstokje&thema=stokpaard")
        .await
        .met_status(200);
    let verzoek = Request::get("/api/v1/zoeken?q=zwavelstokje")
        .extension(ConnectInfo(SocketAddr::new(
            ADRES.parse().expect("an address"),
            1,
        )))
        .header(header::USER_AGENT, "Telefoonvanels/1.0");
    app.stuur(verzoek.body(Body::empty()).expect("a request"))
        .await
        .met_status(200);
    app.get("/zoeken?pagina=zwavelstokje").await.met_status(400);
    app.get("/piet@gemeente.example").await.met_status(404);
    vraag(&app, &koek, "/account").await.met_status(200);
    let velden = [
        ("huidig", "oud-geheim"),
        ("wachtwoord", "nieuw-geheim"),
        ("nogmaals", "x"),
    ];
    app.stuur(formulier("/account/wachtwoord", &koek, &velden))
        .await
        .met_status(400);

    let json = app.get("/api/v1/praktijken/budgetcoach").await.json();
    let id = json["id"].as_str().expect("a number").to_owned();
    let verzoek = Formulier {
        titel: "Ziekmelding titel",
        omschrijving: "Ziekmelding omschrijving",
        naam: "Ziekmelding Jan Jansen.pdf",
        ..Formulier::bij(&id)
    };
    verzoek.stuur(&app, &koek).await.met_status(303);
    let fout = Formulier {
        naam: "Ziekmelding.exe",
        ..verzoek.clone()
    };
    fout.stuur(&app, &koek).await.met_status(400);
    let json = app.get("/api/v1/praktijken/budgetcoach").await.json();
    let url = json["bijlagen"][0]["url"].as_str().expect("a bijlage");
    let pad = url.trim_start_matches("https://dwarsverband.example");
    vraag(&app, &koek, pad).await.met_status(200);
    app.stuur(formulier("/uitloggen", &koek, &[]))
        .await
        .met_status(303);

    let code = koek.split_once('=').expect("a cookie").1.to_owned();
    [
        ("the mail address", "els.voorbeeld"),
        ("the name", NAAM),
        ("a part of the name", "Voorbeeld"),
        ("the password", WACHTWOORD),
        ("a part of the password", "tafelkleed"),
        ("a wrong password", "fout-wachtwoord"),
        ("an address that was tried", "onbekend@"),
        ("a password that was tried", "raadsel"),
        ("a question", "zwavelstokje"),
        ("a filter", "stokpaard"),
        ("what somebody typed as an address", "piet"),
        ("what somebody typed as a name", "verslaafde"),
        ("a password that was to be changed", "geheim"),
        (
            "a title, a description or the name of a file",
            "Ziekmelding",
        ),
        ("the name of a file in an address", "Jansen"),
        ("the address of who asked", ADRES),
        ("the browser of who asked", "Telefoonvanels"),
    ]
    .map(|(wat, geheim)| (wat, geheim.to_owned()))
    .into_iter()
    .chain([("the code of a login", code)])
    .collect()
}
