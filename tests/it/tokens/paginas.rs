//! The pages of tokens, and what a token is to a page.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use axum::{
    body::Body,
    http::{Request, header},
};
use chrono::{DateTime, Utc};
use dwarsverband::{
    actor::Rol,
    db::tables::{geschiedenis, sessie, taak},
    gebruikers::model::token::Token,
};
use sea_orm::{EntityTrait as _, sea_query::Expr};

use super::{acties, maak_token, met_token, rijen, stuur, vraag, werkt_niet};
use crate::{
    logboek::met_rol,
    support::{
        TestApp,
        inlog::{
            MAIL, WACHTWOORD, formulier, koek, log_in, maak, met_koek, stel_tweede_stap_in, teksten,
        },
        op_beide,
    },
};

const PAD: &str = "/api/v1/praktijken";

#[tokio::test]
async fn a_token_is_shown_once_and_its_hash_is_kept() {
    op_beide(async |app| {
        app.get("/account/tokens").await.met_status(303);
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let account = met_koek(&app, "/account", &koek).await.met_status(200);
        assert!(account.tekst.contains("href=\"/account/tokens\""));
        let leeg = met_koek(&app, "/account/tokens", &koek)
            .await
            .met_status(200);
        assert!(leeg.tekst.contains("U hebt nog geen tokens"));

        let velden = [" ons   dashboard ", "lezen", "365"];
        let gemaakt = stuur(&app, &koek, velden).await.met_status(200);
        assert_eq!(gemaakt.kop("cache-control"), "no-store");
        let blokken = teksten(&gemaakt, ".dv-codeblok");
        let token = blokken.first().expect("the token").as_str();
        assert!(token.starts_with("dwv_") && token.len() == 55, "{token}");
        assert!(blokken[1].contains("curl -H \"Authorization: Bearer $DWARSVERBAND_TOKEN\""));
        assert!(gemaakt.tekst.contains("21 november 2027"));
        assert!(!gemaakt.kop("location").contains("dwv_"));

        let rij = rijen(&app).await.remove(0);
        assert_eq!(
            (rij.naam.as_str(), rij.scopes.as_str()),
            ("ons dashboard", "lezen")
        );
        let gelezen: Token = token.parse().expect("a token with its check");
        assert_eq!(rij.hash, gelezen.hash());
        let conn = app.app.db.read();
        let regels = geschiedenis::Entity::find().all(conn).await.unwrap();
        let werk = taak::Entity::find().all(conn).await.unwrap();
        let bewaard = format!("{rij:?}{regels:?}{werk:?}");
        assert!(!bewaard.contains(&token[4..47]), "{bewaard}");
        for pad in ["/account/tokens", "/account", "/account/logboek"] {
            let pagina = met_koek(&app, pad, &koek).await.met_status(200);
            assert!(!pagina.tekst.contains(&token[4..47]), "{pad}");
        }
        let lijst = met_koek(&app, "/account/tokens", &koek).await.tekst;
        for woorden in [
            "ons dashboard",
            "Lezen wat u zelf mag lezen",
            "Nog niet gebruikt",
        ] {
            assert!(lijst.contains(woorden), "{woorden}");
        }
        let logboek = met_koek(&app, "/account/logboek", &koek).await.tekst;
        assert!(logboek.contains("API-token gemaakt"));
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let fout = stuur(&app, &koek, [" ", "alles", "999"])
            .await
            .met_status(400);
        for melding in [
            "Vul in waarvoor",
            "Kies wat het token mag.",
            "Kies hoe lang",
        ] {
            assert!(fout.tekst.contains(melding), "{melding}");
        }
        let lang = "a".repeat(101);
        let fout = stuur(&app, &koek, [&lang, "lezen", "30"])
            .await
            .met_status(400);
        assert!(fout.tekst.contains("hoogstens 100 tekens"));
        assert!(fout.tekst.contains(&lang), "what was typed stays");
        for n in 0..10 {
            maak_token(&app, &koek, &format!("token {n}"), "lezen").await;
            let dubbel = format!("token {n}");
            let weer = stuur(&app, &koek, [&dubbel, "lezen", "30"]).await;
            assert_eq!(weer.status.as_u16(), 400, "{n}");
        }
        let vol = met_koek(&app, "/account/tokens", &koek)
            .await
            .met_status(200);
        assert!(vol.tekst.contains("Trek eerst een token in"));
        let te_veel = stuur(&app, &koek, ["nog een", "lezen", "30"])
            .await
            .met_status(400);
        assert!(te_veel.tekst.contains("U hebt al 10 tokens"));
        // Of several at the same time as well.
        let id = rijen(&app).await[0].id.to_string();
        let velden = [("token", id.as_str())];
        app.stuur(formulier("/account/tokens/intrekken", &koek, &velden))
            .await
            .met_status(303);
        let (een, twee) = tokio::join!(
            stuur(&app, &koek, ["een", "lezen", "30"]),
            stuur(&app, &koek, ["twee", "lezen", "30"])
        );
        let mut statussen = [een.status.as_u16(), twee.status.as_u16()];
        statussen.sort_unstable();
        assert_eq!(statussen, [200, 400]);
    })
    .await;
}

#[tokio::test]
async fn who_has_a_second_factor_shows_it_first() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let (koek, _, _) = stel_tweede_stap_in(&app, &koek).await;
        let token = maak_token(&app, &koek, "sterk", "lezen").await;
        sessie::Entity::update_many()
            .col_expr(sessie::Column::Sterk, Expr::value(None::<DateTime<Utc>>))
            .exec(app.app.db.read())
            .await
            .unwrap();
        let zwak = stuur(&app, &koek, ["zwak", "lezen", "30"])
            .await
            .met_status(303);
        assert!(zwak.kop("location").starts_with("/account/bevestigen?"));
        let pagina = met_koek(&app, "/account/tokens", &koek)
            .await
            .met_status(200);
        assert!(
            pagina
                .tekst
                .contains("/account/bevestigen?naar=/account/tokens")
        );
        assert!(!pagina.tekst.contains("name=\"looptijd\""));
        // To end one no more is asked.
        let id = rijen(&app).await[0].id.to_string();
        let velden = [("token", id.as_str())];
        app.stuur(formulier("/account/tokens/intrekken", &koek, &velden))
            .await
            .met_status(303);
        werkt_niet(&met_token(&app, PAD, &token).await, "revoked");
    })
    .await;
}

#[tokio::test]
async fn a_token_opens_no_page() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let token = maak_token(&app, &koek, "een", "lezen").await;
        for pad in [
            "/",
            "/account",
            "/account/tokens",
            "/redactie",
            "/zoeken?q=x",
            "/api",
        ] {
            let pagina = met_token(&app, pad, &token).await;
            assert_eq!(pagina.status.as_u16(), 403, "{pad}");
            assert!(
                pagina
                    .tekst
                    .contains("werkt alleen op adressen die met /api/ beginnen")
            );
            assert!(!pagina.tekst.contains("Els Voorbeeld"), "{pad}");
            let met_beide = vraag(pad, &token).header(header::COOKIE, &koek);
            let met_beide = met_beide.body(Body::empty()).expect("a request");
            app.stuur(met_beide).await.met_status(403);
        }
        let maken = Request::post("/account/tokens")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("naam=x&scope=lezen&looptijd=30"))
            .expect("a request");
        app.stuur(maken).await.met_status(403);
        assert_eq!(rijen(&app).await.len(), 1);
        // What something in front of the platform sends along is not ours to judge.
        let ander = vraag("/account", "eyJhbGciOiJSUzI1NiJ9").header(header::COOKIE, &koek);
        let ander = ander.body(Body::empty()).expect("a request");
        app.stuur(ander).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn a_beheerder_sees_and_revokes_tokens() {
    op_beide(async |app| {
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let jan = "jan@gemeente.example";
        let jan_id = maak(&app, Rol::Redactie, jan).await.expect("an account");
        let els_koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let koek = koek(&log_in(&app, "", jan, WACHTWOORD).await);
        let token = maak_token(&app, &els_koek, "dashboard", "lezen").await;
        let rij = rijen(&app).await.remove(0);
        let pad = format!("/beheer/mensen/{els}");
        let nummer = rij.id.to_string();
        let velden = [("actie", "token-intrekken"), ("token", nummer.as_str())];
        app.stuur(formulier(&pad, &koek, &velden))
            .await
            .met_status(404);
        met_rol(&app, jan_id, Rol::Beheerder, true).await;
        let pagina = met_koek(&app, &pad, &koek).await.met_status(200).tekst;
        for woorden in [
            "dashboard",
            "Nog niet gebruikt.",
            "Verloopt op 21 december 2026",
        ] {
            assert!(pagina.contains(woorden), "{woorden}");
        }
        assert!(!pagina.contains(&token) && !pagina.contains(&rij.hash));
        // Not as one of somebody else.
        let ander = format!("/beheer/mensen/{jan_id}");
        app.stuur(formulier(&ander, &koek, &velden))
            .await
            .met_status(404);
        met_token(&app, PAD, &token).await.met_status(200);
        app.stuur(formulier(&pad, &koek, &velden))
            .await
            .met_status(303);
        werkt_niet(&met_token(&app, PAD, &token).await, "revoked");
        let gebeurd = acties(&app, els).await;
        let laatste = gebeurd.last().expect("a row");
        let verwacht = ("token-intrekken".to_owned(), format!("account:{jan_id}"));
        assert_eq!(*laatste, verwacht);
    })
    .await;
}

/// What is logged while a test looks.
#[derive(Clone, Default)]
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
async fn a_token_is_in_no_log() {
    let logboek = Logboek::default();
    let schrijver = logboek.clone();
    let log = tracing_subscriber::fmt()
        .with_env_filter("trace,tantivy=off")
        .with_ansi(false)
        .with_writer(move || schrijver.clone())
        .finish();
    let bewaakt = tracing::subscriber::set_default(log);
    let app = TestApp::sqlite().await;
    maak(&app, Rol::Redactie, MAIL).await.expect("an account");
    let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
    let token = maak_token(&app, &koek, "een", "lezen").await;
    met_token(&app, PAD, &token).await.met_status(200);
    met_token(&app, "/account", &token).await.met_status(403);
    let fout = format!("{}x", &token[..54]);
    met_token(&app, PAD, &fout).await.met_status(401);
    app.get(&format!("{PAD}?token={token}"))
        .await
        .met_status(400);
    drop(bewaakt);
    let log = logboek.0.lock().expect("no test panicked").clone();
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains(PAD), "requests are logged");
    assert!(!log.contains(&token[4..47]), "the token is in the log");
}
