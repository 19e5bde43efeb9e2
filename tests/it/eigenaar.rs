//! Whoever finds an open browser does not get the account: what would hand it over asks who sits there.

use dwarsverband::{
    actor::Rol,
    app::App,
    db::tables::{gebruiker, toegangscode},
    gebruikers::service::inloggen::POGINGEN,
    instantiesleutel::Instantiesleutel,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    inlog::{MAIL, WACHTWOORD, code, koek, log_in, maak, met_koek, stel_tweede_stap_in},
    mensen::{account, bij, doe, in_, mens, plek, post, verteld},
    op_beide,
};

const MAILADRES: &str = "/account/mailadres";
const BEGIN: &str = "/account/tweede-stap/begin";
const NIEUW: &str = "els@elders.example";

/// A browser that is logged in with a password alone.
async fn open_browser(app: &TestApp) -> (Uuid, String) {
    let id = maak(app, Rol::Redactie, MAIL).await.expect("an account");
    (id, koek(&log_in(app, "", MAIL, WACHTWOORD).await))
}

#[track_caller]
fn vraagt_meer(antwoord: Antwoord) {
    let naar = antwoord.met_status(303).kop("location").to_owned();
    assert!(naar.starts_with("/account/bevestigen"), "{naar}");
}

#[tokio::test]
async fn an_address_changes_for_who_knows_the_password() {
    op_beide(async |app| {
        let (id, koek) = open_browser(&app).await;
        let pagina = met_koek(&app, "/account/gegevens", &koek).await;
        assert!(pagina.met_status(200).tekst.contains("Uw wachtwoord<"));
        for velden in [
            &[("mail", NIEUW)][..],
            &[("mail", NIEUW), ("wachtwoord", "iets heel anders")],
        ] {
            let fout = doe(&app, &koek, MAILADRES, velden).await.met_status(400);
            assert!(fout.tekst.contains("niet het wachtwoord waarmee u inlogt"));
            assert!(fout.tekst.contains(NIEUW), "what was typed stays");
        }
        // All that is wrong at once.
        let fout = doe(&app, &koek, MAILADRES, &[("mail", "els")]).await;
        let fout = fout.met_status(400).tekst;
        assert!(fout.contains("Vul een mailadres in") && fout.contains("niet het wachtwoord"));
        let codes = toegangscode::Entity::find().count(app.app.db.read()).await;
        assert_eq!(codes.expect("codes"), 0);
        assert!(post(&app).await.is_empty());
        let goed = [("mail", NIEUW), ("wachtwoord", WACHTWOORD)];
        doe(&app, &koek, MAILADRES, &goed).await.met_status(303);
        assert_eq!(post(&app).await.len(), 2);
        assert!(verteld(&app, id).await.contains(&"mailadres-vragen".into()));
    })
    .await;
}

#[tokio::test]
async fn a_password_is_not_guessed_in_an_open_browser() {
    op_beide(async |app| {
        let (_, koek) = open_browser(&app).await;
        for poging in 0..POGINGEN {
            let pad = if poging % 2 == 0 { MAILADRES } else { BEGIN };
            let velden = [("mail", NIEUW), ("wachtwoord", "geraden en nog eens")];
            doe(&app, &koek, pad, &velden).await.met_status(400);
        }
        for pad in [MAILADRES, BEGIN] {
            let velden = [("mail", NIEUW), ("wachtwoord", WACHTWOORD)];
            doe(&app, &koek, pad, &velden).await.met_status(429);
        }
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_set_up_by_who_knows_the_password() {
    op_beide(async |app| {
        let (id, koek) = open_browser(&app).await;
        let pagina = met_koek(&app, BEGIN, &koek).await.met_status(200);
        assert!(pagina.tekst.contains("name=\"wachtwoord\""));
        let fout = doe(&app, &koek, BEGIN, &[]).await.met_status(400);
        assert!(fout.tekst.contains("niet het wachtwoord waarmee u inlogt"));
        assert_eq!(account(&app, id).await.totp_nieuw, None);

        // What the owner began is not finished in another browser.
        doe(&app, &koek, BEGIN, &[("wachtwoord", WACHTWOORD)])
            .await
            .met_status(303);
        met_koek(&app, "/account/tweede-stap", &koek)
            .await
            .met_status(200);
        let ander = in_(&app, id, false).await;
        let pagina = met_koek(&app, "/account/tweede-stap", &ander).await;
        assert_eq!(
            pagina.met_status(303).kop("location"),
            "/account#tweede-stap"
        );
        doe(&app, &ander, "/account/tweede-stap", &[("code", "000000")])
            .await
            .met_status(409);
        met_koek(&app, "/account", &ander).await.met_status(200);

        // With a second factor that is what is asked, for a new one and for the address.
        stel_tweede_stap_in(&app, &koek).await;
        let zwak = in_(&app, id, false).await;
        vraagt_meer(met_koek(&app, BEGIN, &zwak).await);
        vraagt_meer(doe(&app, &zwak, BEGIN, &[("wachtwoord", WACHTWOORD)]).await);
        let velden = [("mail", NIEUW), ("wachtwoord", WACHTWOORD)];
        vraagt_meer(doe(&app, &zwak, MAILADRES, &velden).await);
        let sterk = in_(&app, id, true).await;
        doe(&app, &sterk, BEGIN, &[]).await.met_status(303);
        doe(&app, &sterk, MAILADRES, &[("mail", NIEUW)])
            .await
            .met_status(303);
    })
    .await;
}

/// Who logs in at an organisation has nothing else to show than a login of just now.
#[tokio::test]
async fn without_a_password_a_fresh_login_is_asked() {
    op_beide(async |app| {
        let stad = plek(&app).await.stad;
        let id = mens(&app, "Els", &[bij(Rol::Lid, stad)]).await;
        let oud = in_(&app, id, false).await;
        let pagina = met_koek(&app, "/account", &oud).await.met_status(200);
        assert!(pagina.tekst.contains("U hebt hier geen wachtwoord"));
        vraagt_meer(
            doe(
                &app,
                &oud,
                MAILADRES,
                &[("mail", "e@voorbeeldstad.example")],
            )
            .await,
        );
        app.later(10 * 60);
        let dicht = met_koek(&app, BEGIN, &oud).await.met_status(409);
        assert!(dicht.tekst.contains("Log eerst uit en weer in"));
        doe(&app, &oud, BEGIN, &[]).await.met_status(409);
        let vers = in_(&app, id, false).await;
        met_koek(&app, BEGIN, &vers).await.met_status(200);
        doe(&app, &vers, BEGIN, &[]).await.met_status(303);
    })
    .await;
}

/// A key that was lost takes the second factors along: that is told, and can be put right.
#[tokio::test]
async fn with_another_key_it_is_told_what_to_do() {
    op_beide(async |app| {
        let (id, eerst) = open_browser(&app).await;
        let (_, geheim, codes) = stel_tweede_stap_in(&app, &eerst).await;
        let anders = "A".repeat(43);
        let map = tempfile::tempdir().expect("a folder");
        let anders = Instantiesleutel::open(Some(&anders), map.path()).expect("a key");
        let app = app.met(|app| App {
            sleutel: anders,
            ..app
        });
        let half = koek(&log_in(&app, "", MAIL, WACHTWOORD).await.met_status(303));
        for code in [code(&app, &geheim), codes[0].clone()] {
            let velden = [("code", code.as_str())];
            let dicht = doe(&app, &half, "/inloggen/code", &velden).await;
            let tekst = dicht.met_status(409).tekst;
            assert!(tekst.contains("beheerder van het platform om uw tweede stap te wissen"));
        }
        // A secret that waits for its first code breaks no page either.
        gebruiker::Entity::update_many()
            .col_expr(gebruiker::Column::TotpNieuw, Expr::value("x"))
            .filter(gebruiker::Column::Id.eq(id))
            .exec(app.app.db.read())
            .await
            .expect("a secret");
        let zwak = in_(&app, id, false).await;
        for pad in ["/account", "/account/bevestigen"] {
            met_koek(&app, pad, &zwak).await.met_status(200);
        }
    })
    .await;
}
