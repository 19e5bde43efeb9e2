//! A pilot by programs: it begins, and two people decide how it ends; and what a program hears that saw an older
//! version.

use serde_json::{Value, json};

use super::{
    begin,
    besluiten::{stand, zetel},
    gepubliceerd,
};
use crate::{
    praktijken::spelers,
    support::{
        Antwoord, TestApp,
        mensen::sterk,
        op_beide,
        programma::{fouten, stuur},
    },
    tokens::{maak_token, met_token},
};

async fn token(app: &TestApp, koek: &str) -> String {
    maak_token(app, koek, "zaaksysteem", "schrijven").await
}

async fn stap(app: &TestApp, pad: &str, token: &str, wat: &Value) -> Antwoord {
    let adres = format!("/api/v1{pad}/overgangen");
    stuur(app, "POST", &adres, token, wat).await
}

async fn versie(app: &TestApp, pad: &str, token: &str) -> Value {
    let stuk = met_token(app, &format!("/api/v1{pad}"), token).await;
    stuk.met_status(200).json()["versie"].clone()
}

#[tokio::test]
async fn a_pilot_is_started_and_decided_on_by_programs_of_two_people() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (els, jan) = (token(&app, &wie.els.1).await, token(&app, &wie.jan.1).await);
        let (_, ank) = sterk(&app, "Ank", &[]).await;
        let ank = token(&app, &ank).await;
        let pad = gepubliceerd(&app, &wie, "Geldcheck", &[]).await;
        let v = versie(&app, &pad, &els).await;
        let starten = json!({"actie": "starten", "versie": v});
        stap(&app, &pad, "", &starten).await.met_status(401);
        stap(&app, &pad, &ank, &starten).await.met_status(403);
        // Who saw an older version hears which there is.
        let oud = json!({"actie": "starten", "versie": 1});
        let oud = stap(&app, &pad, &els, &oud).await.met_status(409).json();
        assert_eq!(oud["versie"], v, "{oud}");
        let gestart = stap(&app, &pad, &els, &starten).await.met_status(200);
        let v = gestart.json()["versie"].clone();
        assert_eq!(stand(&app, &pad).await, "loopt");
        let weer = json!({"actie": "starten", "versie": v});
        let weer = stap(&app, &pad, &els, &weer).await.met_status(409).json();
        assert!(weer["versie"].is_null(), "it is not the version: {weer}");

        for (wat, veld, code) in [
            (
                json!({"actie": "besluiten", "keuze": "ooit"}),
                "keuze",
                "onbekende-waarde",
            ),
            (
                json!({"actie": "besluiten", "keuze": "stoppen"}),
                "les",
                "verplicht",
            ),
            (
                json!({"actie": "besluiten", "reden": "Daarom."}),
                "reden",
                "niet-gevraagd",
            ),
            (
                json!({"actie": "besluiten", "kleur": "rood"}),
                "kleur",
                "onbekend-veld",
            ),
            (
                json!({"actie": "besluit-instemmen"}),
                "besluit",
                "verplicht",
            ),
            (json!({"actie": "opeten"}), "actie", "onbekende-waarde"),
            (
                json!({"actie": "besluiten", "keuze": "stoppen", "les": "Bel 06-12345678."}),
                "les",
                "persoonsgegevens",
            ),
        ] {
            let mut met_versie = wat.clone();
            met_versie["versie"] = v.clone();
            let fout = stap(&app, &pad, &els, &met_versie).await.met_status(400);
            let verwacht = (veld.to_owned(), code.to_owned());
            assert!(fouten(&fout).contains(&verwacht), "{wat}: {}", fout.tekst);
        }
        let onbekend = json!({"actie": "opeten", "versie": v});
        let onbekend = stap(&app, &pad, &els, &onbekend).await.tekst;
        for actie in ["publiceren", "starten", "besluit-instemmen"] {
            assert!(onbekend.contains(actie), "{onbekend}");
        }

        let besluiten = json!({
            "actie": "besluiten", "versie": v, "keuze": "stoppen", "les": "Begin bij de werkgever.",
        });
        let voorgesteld = stap(&app, &pad, &els, &besluiten).await.met_status(200);
        let besluit = voorgesteld.json()["besluit"].clone();
        stap(&app, &pad, &jan, &besluiten).await.met_status(409);
        // Never by one person alone, and never what nobody proposed.
        let instemmen = json!({"actie": "besluit-instemmen", "versie": v, "besluit": besluit});
        stap(&app, &pad, &els, &instemmen).await.met_status(403);
        stap(&app, &pad, &ank, &instemmen).await.met_status(404);
        for ander in ["x", "01900000-0000-7000-8000-000000000000"] {
            let ander = json!({"actie": "besluit-instemmen", "versie": v, "besluit": ander});
            stap(&app, &pad, &jan, &ander).await.met_status(404);
        }
        let oud = json!({"actie": "besluit-instemmen", "versie": 1, "besluit": besluit});
        let oud = stap(&app, &pad, &jan, &oud).await.met_status(409).json();
        assert_eq!(oud["versie"], v, "{oud}");
        assert_eq!(stand(&app, &pad).await, "loopt");
        let klaar = stap(&app, &pad, &jan, &instemmen).await.met_status(200);
        assert_eq!(stand(&app, &pad).await, "gestopt");
        let laat = stap(&app, &pad, &jan, &instemmen).await.met_status(409);
        assert_eq!(laat.json()["versie"], klaar.json()["versie"]);
    })
    .await;
}

#[tokio::test]
async fn both_sides_of_a_duo_agree_by_their_programs() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let rijk = zetel(&app, "Rina", "rijk").await;
        let gemeente = zetel(&app, "Gijs", "gemeente").await;
        let (els, rijk) = (token(&app, &wie.els.1).await, token(&app, &rijk).await);
        let gemeente = token(&app, &gemeente).await;
        let pad = gepubliceerd(&app, &wie, "Geldcheck", &[("themas", "wonen")]).await;
        let v = versie(&app, &pad, &els).await;
        let starten = json!({"actie": "starten", "versie": v});
        let gestart = stap(&app, &pad, &els, &starten).await.met_status(200);
        let v = gestart.json()["versie"].clone();
        let stel_voor = async || {
            let besluiten = json!({
                "actie": "besluiten", "versie": v, "keuze": "opschalen", "nogTeSchrijven": true,
            });
            let voorgesteld = stap(&app, &pad, &els, &besluiten).await.met_status(200);
            voorgesteld.json()["besluit"].clone()
        };
        let met =
            |actie: &str, besluit: &Value| json!({"actie": actie, "versie": v, "besluit": besluit});
        let besluit = stel_voor().await;
        stap(&app, &pad, &els, &met("besluit-terugnemen", &besluit))
            .await
            .met_status(200);
        let besluit = stel_voor().await;
        let nee = met("besluit-afwijzen", &besluit);
        let zonder = stap(&app, &pad, &rijk, &nee).await.met_status(400);
        assert_eq!(
            fouten(&zonder),
            [("reden".to_owned(), "verplicht".to_owned())]
        );
        let mut nee = nee;
        nee["reden"] = "Wij telden nog niet.".into();
        stap(&app, &pad, &rijk, &nee).await.met_status(200);
        let besluit = stel_voor().await;
        let ja = met("besluit-instemmen", &besluit);
        stap(&app, &pad, &rijk, &ja).await.met_status(200);
        stap(&app, &pad, &rijk, &ja).await.met_status(403);
        assert_eq!(stand(&app, &pad).await, "loopt");
        stap(&app, &pad, &gemeente, &ja).await.met_status(200);
        assert_eq!(stand(&app, &pad).await, "opgeschaald");
    })
    .await;
}

/// What somebody writes by a program.
fn heel(aanpak: &str, versie: &Value) -> Value {
    json!({
        "titel": "Geldcheck", "samenvatting": "Wij proberen het uit in één wijk.", "versie": versie,
        "secties": [
            {"naam": "Doel", "tekst": "Minder achterstanden."},
            {"naam": "Vraag", "tekst": "Helpt een gesprek van een uur?"},
            {"naam": "Aanpak", "tekst": aanpak},
            {"naam": "Hoe gemeten", "tekst": "Wij tellen de achterstanden."},
        ],
    })
}

#[tokio::test]
async fn a_program_that_saw_an_older_version_hears_which_there_is() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let els = token(&app, &wie.els.1).await;
        // A draft, and a step with it.
        let pad = begin(&app, &wie.els.1, wie.stad, "Geldcheck").await;
        let adres = format!("/api/v1{pad}");
        let v = versie(&app, &pad, &els).await;
        let bewaard = stuur(&app, "PUT", &adres, &els, &heel("Wij gaan langs.", &v)).await;
        let nu = bewaard.met_status(200).json()["versie"].clone();
        assert_ne!(nu, v);
        let oud = stuur(&app, "PUT", &adres, &els, &heel("Wij bellen.", &v)).await;
        assert_eq!(oud.met_status(409).json()["versie"], nu);
        let aanbieden = json!({"actie": "aanbieden", "versie": v});
        let oud = stap(&app, &pad, &els, &aanbieden).await.met_status(409);
        assert_eq!(oud.json()["versie"], nu);
        let roos = token(&app, &wie.redactie[0].1).await;
        let onleesbaar = stap(&app, &pad, &roos, &aanbieden).await.met_status(404);
        assert!(onleesbaar.json()["versie"].is_null());

        // A voorstel for what is published, and a step with that.
        let pad = gepubliceerd(&app, &wie, "Geldcheck", &[]).await;
        let v = versie(&app, &pad, &els).await;
        let adres = format!("/api/v1{pad}/voorstellen");
        let anders = heel("Wij bellen.", &json!(1));
        let oud = stuur(&app, "POST", &adres, &els, &anders).await;
        assert_eq!(oud.met_status(409).json()["versie"], v);
        let begonnen = stuur(&app, "POST", &adres, &els, &heel("Wij bellen.", &v)).await;
        let voorstel = begonnen.met_status(201).json();
        let id = voorstel["id"].as_str().expect("a number");
        let van_voorstel = format!("{pad}/voorstellen/{id}");
        let nooit = json!({"actie": "voorstel-aanbieden", "versie": 99});
        let oud = stap(&app, &van_voorstel, &els, &nooit)
            .await
            .met_status(409);
        assert_eq!(oud.json()["versie"], voorstel["versie"]);
        let oud = heel("Wij appen.", &json!(99));
        let oud = stuur(&app, "PUT", &format!("{adres}/{id}"), &els, &oud).await;
        assert_eq!(oud.met_status(409).json()["versie"], voorstel["versie"]);
    })
    .await;
}
