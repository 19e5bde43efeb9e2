//! Signalen by programs: the same rules as on the pages.

use serde_json::{Value, json};

use super::{Wereld, hoeveel, knelpunt, laatste, stuur as stuur_op_pagina, wereld};
use crate::{
    support::{
        Antwoord, TestApp,
        inlog::met_koek,
        op_beide,
        programma::{fouten, stuur},
    },
    tokens::{maak_token, met_token},
};

const ADRES: &str = "/api/v1/signalen";

/// One that is right.
fn goed() -> Value {
    json!({
        "titel": "Wie vrijkomt, wacht maanden op een huis",
        "tekst": "Na detentie is er geen woning.",
        "voorWie": "Mensen die uit detentie komen.",
        "regel": "Wet op het wonen",
        "geprobeerd": "Nog niets.",
        "gemeenten": ["Voorbeeldstad"],
        "namens": "GM9999",
        "thema": "wonen",
    })
}

/// The same with other values for some fields.
fn met(anders: Value) -> Value {
    let (Value::Object(mut velden), Value::Object(anders)) = (goed(), anders) else {
        panic!("groups of fields");
    };
    velden.extend(anders);
    Value::Object(velden)
}

/// What programs of who signals and who treats it log in with.
struct Tokens {
    els: String,
    duo: String,
    redactie: String,
    jan: String,
}

async fn tokens(app: &TestApp, wereld: &Wereld) -> Tokens {
    let maak = async |koek: &str| maak_token(app, koek, "zaaksysteem", "schrijven").await;
    Tokens {
        els: maak(&wereld.els.1).await,
        duo: maak(&wereld.duo.1).await,
        redactie: maak(&wereld.redactie.1).await,
        jan: maak(&wereld.jan.1).await,
    }
}

async fn stap(app: &TestApp, slug: &str, token: &str, wat: Value) -> Antwoord {
    stuur(
        app,
        "POST",
        &format!("{ADRES}/{slug}/overgangen"),
        token,
        &wat,
    )
    .await
}

#[tokio::test]
async fn a_signaal_is_sent_and_followed() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let tokens = tokens(&app, &wereld).await;
        stuur(&app, "POST", ADRES, "", &goed())
            .await
            .met_status(401);
        let lezen = maak_token(&app, &wereld.els.1, "dashboard", "lezen").await;
        stuur(&app, "POST", ADRES, &lezen, &goed())
            .await
            .met_status(403);
        assert_eq!(hoeveel(&app).await, 0);

        let gestuurd = stuur(&app, "POST", ADRES, &tokens.els, &goed()).await;
        let gestuurd = gestuurd.met_status(201);
        let signaal = laatste(&app).await;
        let plek = format!("https://dwarsverband.example{ADRES}/{}", signaal.slug);
        assert_eq!(gestuurd.kop("location"), plek);
        let json = gestuurd.json();
        for (veld, waarde) in [
            ("status", json!("ingediend")),
            ("vanMij", json!(true)),
            ("vertrouwelijk", json!(false)),
            ("namens", json!("Voorbeeldstad")),
            ("thema", json!("wonen")),
            ("gemeenten", json!(["GM9999"])),
            ("voorWie", json!("Mensen die uit detentie komen.")),
            ("knelpunt", json!(null)),
        ] {
            assert_eq!(json[veld], waarde, "{veld}: {json}");
        }
        assert!(!json.to_string().contains(&wereld.els.0.to_string()));

        let pad = format!("{ADRES}/{}", signaal.slug);
        for (token, mag) in [
            (&tokens.els, 200),
            (&tokens.duo, 200),
            (&tokens.redactie, 200),
            (&lezen, 200),
            (&tokens.jan, 404),
        ] {
            let gelezen = met_token(&app, &pad, token).await.met_status(mag);
            if mag == 200 {
                let van_mij = token == &tokens.els || token == &lezen;
                assert_eq!(gelezen.json()["vanMij"], json!(van_mij));
            }
            app.indexeer().await;
            let lijst = met_token(&app, ADRES, token).await.met_status(200).json();
            assert_eq!(lijst["totaal"], json!(u8::from(mag == 200)), "{lijst}");
        }
        app.get(&pad).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let token = tokens(&app, &wereld).await.els;
        let leeg = stuur(&app, "POST", ADRES, &token, &json!({"kleur": "rood"})).await;
        let velden = fouten(&leeg.met_status(400));
        for (veld, code) in [
            ("kleur", "onbekend-veld"),
            ("titel", "verplicht"),
            ("tekst", "verplicht"),
            ("voorWie", "verplicht"),
            ("geprobeerd", "verplicht"),
            ("gemeenten", "verplicht"),
        ] {
            let er = velden.iter().any(|(v, c)| v == veld && c == code);
            assert!(er, "{veld} {code}: {velden:?}");
        }
        let krom = met(json!({
            "tekst": "Bel 06-12345678.", "gemeenten": ["Nergenshuizen"], "namens": "ministerie",
            "thema": "bestaat-niet", "vertrouwelijk": "misschien",
        }));
        let krom = stuur(&app, "POST", ADRES, &token, &krom)
            .await
            .met_status(400);
        let velden = fouten(&krom);
        for (veld, code) in [
            ("tekst", "persoonsgegevens"),
            ("gemeenten", "onbekend"),
            ("namens", "onbekende-waarde"),
            ("thema", "onbekende-waarde"),
        ] {
            let er = velden.iter().any(|(v, c)| v == veld && c == code);
            assert!(er, "{veld} {code}: {velden:?}");
        }
        assert!(velden.iter().any(|(veld, _)| veld == "vertrouwelijk"));
        assert!(
            !krom.tekst.contains("vink onderaan"),
            "a program has no box"
        );
        assert_eq!(hoeveel(&app).await, 0);
        let bewust = met(json!({"tekst": "Bel 06-12345678.", "akkoord": true}));
        let bewust = stuur(&app, "POST", ADRES, &token, &bewust).await;
        bewust.met_status(201);
    })
    .await;
}

#[tokio::test]
async fn steps_are_those_of_the_pages() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let tokens = tokens(&app, &wereld).await;
        knelpunt(&app).await;
        let begin = async |titel: &str| {
            let velden = met(json!({ "titel": titel }));
            let gestuurd = stuur(&app, "POST", ADRES, &tokens.els, &velden).await;
            let slug = gestuurd.met_status(201).json()["slug"].clone();
            slug.as_str().expect("a slug").to_owned()
        };
        let slug = begin("Een").await;
        for (wat, veld) in [
            (json!({"versie": 1}), "actie"),
            (json!({"actie": "", "versie": 1}), "actie"),
            (json!({"actie": "opeten", "versie": 1}), "actie"),
            (json!({"actie": "intrekken"}), "versie"),
            (
                json!({"actie": "intrekken", "versie": 1, "haast": true}),
                "haast",
            ),
        ] {
            let fout = stap(&app, &slug, &tokens.els, wat.clone()).await;
            assert_eq!(fouten(&fout.met_status(400))[0].0, veld, "{wat}");
        }
        let leeg = json!({"actie": "doorverwijzen", "versie": 1});
        let leeg = stap(&app, &slug, &tokens.duo, leeg).await.met_status(400);
        let velden: Vec<String> = fouten(&leeg).into_iter().map(|fout| fout.0).collect();
        assert_eq!(velden, ["naar", "reden"]);

        let intrekken = json!({"actie": "intrekken", "versie": 1, "reden": "Al opgelost."});
        let naar = json!({
            "actie": "doorverwijzen", "versie": 1, "naar": "de gemeente", "reden": "Eén inwoner.",
        });
        let koppelen = json!({
            "actie": "koppelen", "versie": 1, "naar": "huis-na-detentie", "reden": "Hetzelfde.",
        });
        for (token, wat, verwacht) in [
            ("", &intrekken, 401),
            (&*tokens.jan, &intrekken, 404),
            (&*tokens.duo, &intrekken, 403),
            (&*tokens.els, &naar, 403),
            (&*tokens.redactie, &naar, 403),
            (&*tokens.redactie, &koppelen, 403),
            (&*tokens.els, &intrekken, 200),
            (&*tokens.els, &intrekken, 409),
            (&*tokens.duo, &koppelen, 409),
        ] {
            let antwoord = stap(&app, &slug, token, wat.clone()).await;
            antwoord.met_status(verwacht);
        }
        let slug = begin("Twee").await;
        let oud = json!({"actie": "doorverwijzen", "versie": 7, "naar": "x", "reden": "x"});
        let oud = stap(&app, &slug, &tokens.duo, oud).await.met_status(409);
        assert_eq!(oud.json()["versie"], 1, "it says which there is");
        let oud =
            json!({"actie": "koppelen", "versie": 7, "naar": "huis-na-detentie", "reden": "x"});
        let oud = stap(&app, &slug, &tokens.duo, oud).await.met_status(409);
        assert_eq!(oud.json()["versie"], 1, "it says which there is");
        let gedaan = stap(&app, &slug, &tokens.duo, naar).await.met_status(200);
        assert_eq!(gedaan.json()["status"], "doorverwezen");
        let slug = begin("Drie").await;
        let gedaan = stap(&app, &slug, &tokens.duo, koppelen).await;
        let json = gedaan.met_status(200).json();
        assert_eq!(json["status"], "gekoppeld");
        let knelpunt = "https://dwarsverband.example/knelpunten/huis-na-detentie";
        assert_eq!(json["knelpunt"], knelpunt);
    })
    .await;
}

#[tokio::test]
async fn one_in_confidence_is_for_programs_of_who_sent_it() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let tokens = tokens(&app, &wereld).await;
        let dicht = met(json!({"vertrouwelijk": true, "gemeenten": []}));
        let gestuurd = stuur(&app, "POST", ADRES, &tokens.els, &dicht).await;
        assert_eq!(gestuurd.met_status(201).json()["vertrouwelijk"], true);
        let slug = laatste(&app).await.slug;
        let pad = format!("{ADRES}/{slug}");
        let zelf = met_token(&app, &pad, &tokens.els).await.met_status(200);
        assert!(zelf.tekst.contains("wacht maanden op een huis"));
        let van_dwarskijker =
            maak_token(&app, &wereld.dwarskijker.1, "dashboard", "schrijven").await;
        let intrekken = json!({"actie": "intrekken", "versie": 1});
        for token in [&tokens.jan, &tokens.duo, &tokens.redactie, &van_dwarskijker] {
            met_token(&app, &pad, token).await.met_status(404);
            let poging = stap(&app, &slug, token, intrekken.clone()).await;
            poging.met_status(404);
        }
        // Also in the browser of the dwarskijker: reading it is noted, and that is what its page is for.
        let koek = &wereld.dwarskijker.1;
        met_koek(&app, &pad, koek).await.met_status(404);
        let gedaan = stap(&app, &slug, &tokens.els, intrekken).await;
        assert_eq!(gedaan.met_status(200).json()["status"], "ingetrokken");

        // What was sent by a page is the same to a program.
        let ander = stuur_op_pagina(&app, &wereld.els.1, &[("vertrouwelijk", "ja")]).await;
        let ander = met_token(&app, &format!("{ADRES}/{}", ander.slug), &tokens.els).await;
        assert_eq!(ander.met_status(200).json()["vanMij"], true);
    })
    .await;
}
