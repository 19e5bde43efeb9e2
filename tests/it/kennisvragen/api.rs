//! Kennisvragen for programs: reading, and taking one from state to state.

use serde_json::{Value, json};

use super::{rij, volg, vraag};
use crate::{
    anderen::{PRAKTIJK, praktijk},
    support::{
        Antwoord, TestApp, op_beide,
        programma::{fouten, stuur},
    },
    tokens::maak_token,
    werkruimte::toneel,
};

async fn stap(app: &TestApp, pad: &str, token: &str, wat: &Value) -> Antwoord {
    let adres = format!("/api/v1{pad}/overgangen");
    stuur(app, "POST", &adres, token, wat).await
}

#[tokio::test]
async fn a_program_reads_and_answers_as_who_it_works_for() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        assert_eq!(app.lees(&[praktijk("geldcoach")]).await.geweigerd, []);
        let pad = vraag(&app, &toneel.rijk, "Wanneer mag delen?", "openbaar").await;
        volg(&app, &toneel.lid, &pad).await;
        let duo = maak_token(&app, &toneel.rijk, "zaaksysteem", "schrijven").await;
        let leest = maak_token(&app, &toneel.rijk, "cijfers", "lezen").await;
        let lid = maak_token(&app, &toneel.lid, "zaaksysteem", "schrijven").await;
        let v = rij(&app, &pad).await.versie;
        let goed = json!({"actie": "onderzoeken", "reden": "Wij vragen het na.", "versie": v});
        for (token, status) in [("", 401), (&*leest, 403), (&*lid, 403)] {
            stap(&app, &pad, token, &goed).await.met_status(status);
        }
        for (wat, veld) in [
            (json!({"reden": "x", "versie": v}), "actie"),
            (
                json!({"actie": "opeten", "reden": "x", "versie": v}),
                "actie",
            ),
            (json!({"actie": "onderzoeken", "reden": "x"}), "versie"),
            (json!({"actie": "onderzoeken", "versie": v}), "reden"),
        ] {
            let fout = stap(&app, &pad, &duo, &wat).await.met_status(400);
            let velden: Vec<String> = fouten(&fout).into_iter().map(|f| f.0).collect();
            assert_eq!(velden, [veld], "{wat}");
        }
        let gezet = stap(&app, &pad, &duo, &goed).await.met_status(200).json();
        assert_eq!(gezet["status"], "in-onderzoek");
        // Who saw an older version hears which there is.
        let oud = stap(&app, &pad, &duo, &goed).await;
        oud.met_status(409);
        let v = rij(&app, &pad).await.versie;
        let klaar = json!({
            "actie": "beantwoorden", "antwoord": "Het mag.", "stukken": [PRAKTIJK], "versie": v,
        });
        stap(&app, &pad, &duo, &klaar).await.met_status(200);
        let json = app.get(&format!("/api/v1{pad}")).await;
        let json = json.met_status(200).json();
        assert_eq!(json["status"], "beantwoord");
        assert_eq!(json["antwoord"], "Het mag.");
        assert_eq!(json["niveau"], "openbaar");
        assert_eq!(json["thema"], "wonen");
        assert_eq!(json["volgers"], 1);
        let link = json["antwoorden"][0]["url"].as_str();
        assert!(link.is_some_and(|link| link.ends_with(PRAKTIJK)), "{json}");
        app.indexeer().await;
        let lijst = app.get("/api/v1/kennisvragen").await;
        assert_eq!(lijst.met_status(200).json()["totaal"], 1);
        let kenmerk = json["kenmerk"].as_str().expect("a kenmerk");
        assert!(kenmerk.starts_with("KVR-"), "{kenmerk}");
        app.get(&format!("/api/v1/kennisvragen/{kenmerk}"))
            .await
            .met_status(200);
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_read_is_not_there() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Tussen ons?", "vertrouwelijk").await;
        let lid = maak_token(&app, &toneel.lid, "zaaksysteem", "schrijven").await;
        let stap_ = json!({"actie": "onderzoeken", "reden": "x", "versie": 1});
        stap(&app, &pad, &lid, &stap_).await.met_status(404);
        stap(&app, &pad, &lid, &json!({})).await.met_status(404);
        let lijst = app.get("/api/v1/kennisvragen").await;
        assert_eq!(lijst.met_status(200).json()["totaal"], 0);
    })
    .await;
}
