//! The second factor: setting it up, giving it, and what it opens.

use dwarsverband::{
    actor::Rol,
    db::tables::{gebruiker, herstelcode, sessie},
    gebruikers::service::inloggen::POGINGEN,
};
use sea_orm::EntityTrait as _;

use crate::support::{
    Antwoord, TestApp,
    inlog::{MAIL, WACHTWOORD, code, formulier, koek, log_in, maak, met_koek, stel_tweede_stap_in},
    op_beide,
};

/// A browser of a beheerder, logged in with a password alone.
async fn beheerder(app: &TestApp) -> String {
    maak(app, Rol::Beheerder, MAIL).await.expect("an account");
    koek(&log_in(app, "", MAIL, WACHTWOORD).await)
}

async fn geef(app: &TestApp, pad: &str, koek: &str, code: &str) -> Antwoord {
    let velden = [("code", code), ("naar", "/themas")];
    app.stuur(formulier(pad, koek, &velden)).await
}

#[tokio::test]
async fn with_a_second_factor_a_password_alone_opens_nothing() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (ingesteld, geheim, codes) = stel_tweede_stap_in(&app, &eerst).await;
        assert_eq!(codes.len(), 10);
        assert_ne!(
            ingesteld, eerst,
            "a login that became stronger has a new code"
        );
        met_koek(&app, "/account", &eerst).await.met_status(303);
        met_koek(&app, "/account", &ingesteld).await.met_status(200);

        let half = log_in(&app, "", MAIL, WACHTWOORD).await.met_status(303);
        assert_eq!(half.kop("location"), "/inloggen/code?naar=%2Faccount");
        let half = koek(&half);
        let account = met_koek(&app, "/account", &half).await.met_status(303);
        assert_eq!(account.kop("location"), "/inloggen?naar=%2Faccount");
        for pad in ["/account/tweede-stap/begin", "/account/tweede-stap/weg"] {
            let antwoord = app.stuur(formulier(pad, &half, &[])).await.met_status(303);
            assert!(antwoord.kop("location").starts_with("/inloggen"), "{pad}");
        }
        let pagina = met_koek(&app, "/inloggen/code?naar=/themas", &half).await;
        assert!(pagina.met_status(200).tekst.contains("Nog één stap"));

        let heel = geef(&app, "/inloggen/code", &half, &code(&app, &geheim)).await;
        assert_eq!(heel.status.as_u16(), 303, "{}", heel.tekst);
        assert_eq!(heel.kop("location"), "/themas");
        let heel = koek(&heel);
        assert_ne!(heel, half);
        met_koek(&app, "/account", &heel).await.met_status(200);
        met_koek(&app, "/inloggen/code", &half)
            .await
            .met_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_code_works_once_and_a_wrong_one_never() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (_, geheim, _) = stel_tweede_stap_in(&app, &eerst).await;
        let goed = code(&app, &geheim);
        let half = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let fout = geef(&app, "/inloggen/code", &half, "000 000").await;
        assert!(fout.met_status(400).tekst.contains("Deze code klopt niet"));
        geef(&app, "/inloggen/code", &half, &goed)
            .await
            .met_status(303);
        let ander = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let weer = geef(&app, "/inloggen/code", &ander, &goed).await;
        assert!(weer.met_status(400).tekst.contains("al gebruikt"));
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_guessed() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (_, geheim, _) = stel_tweede_stap_in(&app, &eerst).await;
        let half = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        for _ in 0..POGINGEN {
            geef(&app, "/inloggen/code", &half, "000000")
                .await
                .met_status(400);
        }
        let goed = code(&app, &geheim);
        geef(&app, "/inloggen/code", &half, &goed)
            .await
            .met_status(429);
        // Nor by beginning again.
        let ander = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        geef(&app, "/inloggen/code", &ander, &goed)
            .await
            .met_status(429);
    })
    .await;
}

#[tokio::test]
async fn who_lost_the_phone_gets_in_with_paper() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (_, _, codes) = stel_tweede_stap_in(&app, &eerst).await;
        let half = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let in_ = geef(&app, "/inloggen/code", &half, &codes[3].to_uppercase()).await;
        let in_ = koek(&in_.met_status(303));
        let account = met_koek(&app, "/account", &in_).await.met_status(200);
        assert!(
            account.tekst.contains("nog 9 herstelcodes"),
            "{}",
            account.tekst
        );
        let half = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        geef(&app, "/inloggen/code", &half, &codes[3])
            .await
            .met_status(400);
        // New ones make the old ones worthless.
        let nieuw = app
            .stuur(formulier("/account/tweede-stap/codes", &in_, &[]))
            .await;
        nieuw.met_status(200);
        geef(&app, "/inloggen/code", &half, &codes[4])
            .await
            .met_status(400);
    })
    .await;
}

#[tokio::test]
async fn a_strong_login_becomes_an_ordinary_one_and_strong_again() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (sterk, geheim, _) = stel_tweede_stap_in(&app, &eerst).await;
        app.later(16 * 60);
        // Changing the factor needs a strong login; this one was idle too long.
        let begin = app
            .stuur(formulier("/account/tweede-stap/begin", &sterk, &[]))
            .await;
        assert_eq!(begin.kop("location"), "/account/bevestigen?naar=%2F");
        met_koek(&app, "/account", &sterk).await.met_status(200);
        let weer = geef(&app, "/account/bevestigen", &sterk, &code(&app, &geheim)).await;
        let weer = koek(&weer.met_status(303));
        met_koek(&app, "/account", &sterk).await.met_status(303);
        let weg = app
            .stuur(formulier("/account/tweede-stap/weg", &weer, &[]))
            .await;
        assert_eq!(
            weg.met_status(303).kop("location"),
            "/account?gelukt=tweede-stap-weg"
        );
        let in_ = log_in(&app, "", MAIL, WACHTWOORD).await.met_status(303);
        assert_eq!(in_.kop("location"), "/account");
    })
    .await;
}

#[tokio::test]
async fn a_login_does_not_wait_for_its_code_for_ever() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (_, geheim, _) = stel_tweede_stap_in(&app, &eerst).await;
        let half = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        app.later(10 * 60);
        let laat = geef(&app, "/inloggen/code", &half, &code(&app, &geheim)).await;
        assert!(
            laat.met_status(303)
                .kop("location")
                .starts_with("/inloggen?")
        );
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_the_tables_tells_no_secret() {
    op_beide(async |app| {
        let eerst = beheerder(&app).await;
        let (sterk, geheim, codes) = stel_tweede_stap_in(&app, &eerst).await;
        let conn = app.app.db.read();
        let accounts = gebruiker::Entity::find().all(conn).await.expect("accounts");
        let hashes = herstelcode::Entity::find().all(conn).await.expect("codes");
        let sessies = sessie::Entity::find().all(conn).await.expect("logins");
        let alles = format!("{accounts:?} {hashes:?} {sessies:?}");
        let kaal = |code: &String| code.replace('-', "");
        let geheimen = codes
            .iter()
            .map(kaal)
            .chain([geheim.base32(), WACHTWOORD.into()]);
        for geheim in geheimen.chain(sterk.split('=').skip(1).map(ToOwned::to_owned)) {
            assert!(!alles.contains(&geheim), "{geheim}");
        }
    })
    .await;
}

#[tokio::test]
async fn logins_that_ended_leave_no_rows() {
    op_beide(async |app| {
        let _ = beheerder(&app).await;
        app.later(13 * 60 * 60);
        koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let sessies = sessie::Entity::find().all(app.app.db.read()).await;
        assert_eq!(sessies.expect("logins").len(), 1, "the one of now");
    })
    .await;
}
