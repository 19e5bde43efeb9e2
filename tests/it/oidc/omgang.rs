//! Getting along with a provider: what it says of itself, what we say of ourselves, and logging out.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use dwarsverband::{app::App, gebruikers::service::oidc::Aanbieders};
use serde_json::json;

use super::{
    Browser, INLOGKOEK, KOEK, MAIL, WACHTWOORD,
    aanbieder::{Knoei, NAAM, Persoon, els},
    aantallen, adres_op, met_aanbieder,
};
use crate::support::{TestApp, op_beide};

#[tokio::test]
async fn a_provider_that_is_not_there_is_no_fault_of_ours() {
    op_beide(async |app| {
        let (app, mut aanbieder) = met_aanbieder(app, "").await;
        // A port on which nobody listens.
        "http://127.0.0.1:1".clone_into(&mut aanbieder.issuer);
        let aanbieders = aanbieder.als_instelling("");
        let app = app.met(|app| App { aanbieders, ..app });
        let mut browser = Browser::default();
        for _ in 0..2 {
            let antwoord = browser.post(&app, &format!("/inloggen/{NAAM}"), &[]).await;
            let antwoord = antwoord.met_status(503);
            assert!(
                antwoord.tekst.contains("lukt nu niet"),
                "{}",
                antwoord.tekst
            );
            assert_eq!(browser.houdt(INLOGKOEK), None);
        }
        browser
            .post(&app, "/inloggen/onbekend", &[])
            .await
            .met_status(404);
        browser
            .get(&app, "/inloggen/terug/onbekend")
            .await
            .met_status(404);
        browser
            .get(&app, &format!("/inloggen/{NAAM}"))
            .await
            .met_status(405);
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_says_odd_things_of_itself_is_left_alone() {
    op_beide(async |app| {
        let (mut app, aanbieder) = met_aanbieder(app, "").await;
        let gevallen: [(&str, u16, Knoei); 5] = [
            ("another issuer", 503, |t| {
                t["issuer"] = "https://elders.example".into();
            }),
            ("logging in in the open", 503, |t| {
                t["authorization_endpoint"] = "http://elders.example/inloggen".into();
            }),
            ("tokens in the open", 503, |t| {
                t["token_endpoint"] = "http://elders.example/token".into();
            }),
            ("no tokens", 503, |t| {
                t.as_object_mut().map(|t| t.remove("token_endpoint"));
            }),
            ("no way out", 200, |t| {
                t.as_object_mut().map(|t| t.remove("end_session_endpoint"));
            }),
        ];
        for (naam, status, knoei) in gevallen {
            aanbieder.zet(|stand| stand.knoei_zelf = knoei);
            // One that has not been asked yet.
            let aanbieders = aanbieder.als_instelling("");
            app = app.met(|app| App { aanbieders, ..app });
            let begin = Browser::default()
                .post(&app, &format!("/inloggen/{NAAM}"), &[])
                .await;
            assert_eq!(begin.status.as_u16(), status, "{naam}");
        }
        let mut browser = Browser::default();
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        let uit = browser.post(&app, "/uitloggen", &[]).await.met_status(303);
        assert_eq!(uit.kop("location"), "/");
    })
    .await;
}

#[tokio::test]
async fn who_logs_out_goes_to_log_out_at_their_organisation() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        let adres = adres_op(&browser.post(&app, "/uitloggen", &[]).await.met_status(200));
        let (waar, vraag) = adres.split_once('?').expect("a question");
        assert_eq!(waar, format!("{}/uitloggen", aanbieder.issuer));
        let mut vraag: Vec<_> = form_urlencoded::parse(vraag.as_bytes())
            .into_owned()
            .collect();
        vraag.sort();
        let verwacht = [
            ("client_id", "dwarsverband-proef"),
            ("post_logout_redirect_uri", "https://dwarsverband.example/"),
        ];
        assert_eq!(vraag, verwacht.map(|(n, w)| (n.to_owned(), w.to_owned())));
        assert_eq!(browser.houdt(KOEK), None);
        assert_eq!(aantallen(&app).await.0, 0);

        // Who logged in with a password goes nowhere.
        let velden = [("mail", MAIL), ("wachtwoord", WACHTWOORD)];
        browser
            .post(&app, "/inloggen", &velden)
            .await
            .met_status(303);
        let uit = browser.post(&app, "/uitloggen", &[]).await.met_status(303);
        assert_eq!(uit.kop("location"), "/");
        // Nor who came from a provider that we no longer know.
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        let app = app.met(|app| App {
            aanbieders: Aanbieders::default(),
            ..app
        });
        let uit = browser.post(&app, "/uitloggen", &[]).await.met_status(303);
        assert_eq!(uit.kop("location"), "/");
    })
    .await;
}

#[tokio::test]
async fn our_public_keys_are_there_for_the_providers() {
    op_beide(async |app| {
        let leeg = app.get("/.well-known/jwks.json").await.met_status(200);
        assert_eq!(leeg.json(), json!({ "keys": [] }));
        let (app, _) = met_aanbieder(app, "").await;
        let pagina = app.get("/.well-known/jwks.json").await.met_status(200);
        assert_eq!(pagina.kop("content-type"), "application/jwk-set+json");
        assert_eq!(pagina.kop("cache-control"), "public, max-age=3600");
        let sleutels = pagina.json()["keys"].clone();
        let namen: Vec<_> = sleutels[0]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(n, _)| n)
            .collect();
        assert_eq!(
            namen,
            ["kty", "use", "alg", "kid", "n", "e"],
            "nothing private"
        );
    })
    .await;
}

/// What the log was told.
#[derive(Debug, Clone, Default)]
struct Logboek(Arc<Mutex<Vec<u8>>>);

impl Write for Logboek {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut log = self.0.lock().expect("no test panicked");
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_tells_what_happened_and_nothing_of_whom() {
    let logboek = Logboek::default();
    let schrijver = logboek.clone();
    let log = tracing_subscriber::fmt()
        .with_env_filter("debug,sqlx=off,tantivy=off")
        .with_ansi(false)
        .with_writer(move || schrijver.clone())
        .finish();
    let bewaakt = tracing::subscriber::set_default(log);
    let (app, aanbieder) = met_aanbieder(TestApp::sqlite().await, "").await;
    let mut browser = Browser::default();
    let adres = browser.vertrek(&app, &[]).await;
    let terug = aanbieder.log_in(&adres, &els());
    let inlogkoek = browser.houdt(INLOGKOEK).map(ToOwned::to_owned);
    browser.get(&app, &terug).await.met_status(303);
    let koek = browser.houdt(KOEK).map(ToOwned::to_owned);
    browser.get(&app, &terug).await.met_status(400);
    let vreemde = Persoon {
        sub: "een-vreemde",
        gegevens: json!({ "email": "vreemd@gemeente.example", "email_verified": true }),
    };
    Browser::default()
        .log_in(&app, &aanbieder, &vreemde)
        .await
        .met_status(403);
    aanbieder.zet(|stand| stand.knoei = |t| t["aud"] = "een-ander".into());
    Browser::default()
        .log_in(&app, &aanbieder, &els())
        .await
        .met_status(400);
    drop(bewaakt);

    let log = logboek.0.lock().expect("no test panicked").clone();
    let log = String::from_utf8_lossy(&log).to_lowercase();
    for gezegd in [
        "resultaat=\"gelukt\" aanbieder=\"gemeente\" niveau=\"laag\"",
        "reden=\"andere-browser\"",
        "reden=\"geen-account\"",
        "reden=\"token-voor-ander\"",
    ] {
        assert!(log.contains(gezegd), "{gezegd}: {log}");
    }
    let state = terug
        .split("state=")
        .nth(1)
        .and_then(|rest| rest.split('&').next());
    let geheim = [inlogkoek.as_deref(), koek.as_deref(), state];
    let geheim = geheim.map(|g| g.expect("it was there").to_lowercase());
    for nooit in ["els-bij", "els@", "vreemd", "code-", "toegang-van", "eyj"]
        .into_iter()
        .chain(geheim.iter().map(String::as_str))
    {
        assert!(!log.contains(nooit), "{nooit}: {log}");
    }
}
