//! To one's organisation and back.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::TimeDelta;
use dwarsverband::{
    actor::Rol,
    app::App,
    ctx::Clock,
    db::tables::{gebruiker, geschiedenis},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;

use super::{
    Browser, INLOGKOEK, KOEK, MAIL,
    aanbieder::{LABEL, NAAM, Persoon, Proefaanbieder, els},
    aantallen, maak, met_aanbieder,
};
use crate::support::op_beide;

#[tokio::test]
async fn who_comes_back_is_in_and_is_known_from_then_on() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        let pagina = browser.get(&app, "/inloggen?naar=/account").await;
        assert!(pagina.tekst.contains(&format!("Inloggen met {LABEL}")));

        let adres = browser.vertrek(&app, &[("naar", "/account")]).await;
        assert!(
            adres.starts_with(&format!("{}/inloggen?", aanbieder.issuer)),
            "{adres}"
        );
        assert!(browser.houdt(INLOGKOEK).is_some());
        let binnen = browser.get(&app, &aanbieder.log_in(&adres, &els())).await;
        assert_eq!(binnen.status.as_u16(), 303, "{}", binnen.tekst);
        assert_eq!(binnen.kop("location"), "/account");
        assert_eq!(browser.houdt(INLOGKOEK), None, "it is of no use any more");
        let account = browser.get(&app, "/account").await.met_status(200);
        assert!(
            account.tekst.contains(&format!("{LABEL}, sinds ")),
            "{}",
            account.tekst
        );

        // Known by what the provider calls them, whatever their address is by now.
        let eerst = browser.houdt(KOEK).map(ToOwned::to_owned);
        let els_nu = Persoon {
            gegevens: json!({ "email": "e.jansen@elders.example", "email_verified": true }),
            ..els()
        };
        browser
            .log_in(&app, &aanbieder, &els_nu)
            .await
            .met_status(303);
        assert_ne!(browser.houdt(KOEK).map(ToOwned::to_owned), eerst);
        assert_eq!(
            aantallen(&app).await,
            (1, 1),
            "the login from before has ended"
        );
        let gekoppeld = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::Actie.eq("organisatie-koppelen"))
            .all(app.app.db.read())
            .await
            .expect("the database works");
        assert_eq!(gekoppeld.len(), 1);
        assert!(
            gekoppeld[0]
                .actor
                .contains(&gekoppeld[0].stuk_id.to_string())
        );
    })
    .await;
}

#[tokio::test]
async fn only_who_has_an_account_gets_in() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        maak(&app, Rol::Redactie, "jan@elders.example").await;
        let geblokkeerd = maak(&app, Rol::Beheerder, "weg@gemeente.example").await;
        gebruiker::Entity::update_many()
            .col_expr(gebruiker::Column::Status, Expr::value("vertrokken"))
            .filter(gebruiker::Column::Id.eq(geblokkeerd))
            .exec(app.app.db.read())
            .await
            .expect("the database works");
        let bevestigd = |mail: &str| json!({ "email": mail, "email_verified": true });
        for (naam, gegevens) in [
            ("no account", bevestigd("wie@gemeente.example")),
            ("another domain", bevestigd("jan@elders.example")),
            ("a domain below it", bevestigd("jan@x.gemeente.example")),
            ("left", bevestigd("weg@gemeente.example")),
            (
                "not verified",
                json!({ "email": MAIL, "email_verified": false }),
            ),
            ("nothing said of it", json!({ "email": MAIL })),
            ("no address", json!({})),
            ("no real address", bevestigd("els")),
        ] {
            let wie = Persoon {
                sub: "iemand",
                gegevens,
            };
            let mut browser = Browser::default();
            let antwoord = browser.log_in(&app, &aanbieder, &wie).await;
            assert_eq!(antwoord.status.as_u16(), 403, "{naam}");
            assert!(antwoord.tekst.contains("U hebt nog geen account"), "{naam}");
            assert_eq!(browser.houdt(KOEK), None, "{naam}");
            assert_eq!(aantallen(&app).await, (0, 0), "{naam}");
        }
        Browser::default()
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        // The account is hers there: nobody takes it over with her address.
        let ander = Persoon {
            sub: "iemand",
            ..els()
        };
        Browser::default()
            .log_in(&app, &aanbieder, &ander)
            .await
            .met_status(403);
        // Nor does she get in when she has left.
        gebruiker::Entity::update_many()
            .col_expr(gebruiker::Column::Status, Expr::value("geblokkeerd"))
            .exec(app.app.db.read())
            .await
            .expect("the database works");
        Browser::default()
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(403);
        assert_eq!(aantallen(&app).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn an_attempt_is_good_once_in_one_browser_and_not_for_long() {
    op_beide(async |app| {
        let later = Arc::new(AtomicI64::new(0));
        let (klok, verschil) = (app.app.clock.clone(), Arc::clone(&later));
        let clock = Clock::from_fn(move || {
            klok.now() + TimeDelta::minutes(verschil.load(Ordering::Relaxed))
        });
        let app = app.met(|app| App { clock, ..app });
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let verlopen = async |browser: &mut Browser, terug: &str| {
            let antwoord = browser.get(&app, terug).await;
            assert_eq!(antwoord.status.as_u16(), 400, "{terug}");
            assert!(
                antwoord.tekst.contains("Dit inloggen is verlopen"),
                "{terug}"
            );
        };

        let mut browser = Browser::default();
        let adres = browser.vertrek(&app, &[]).await;
        let terug = aanbieder.log_in(&adres, &els());
        // Another browser gets nothing, and takes nothing away.
        verlopen(&mut Browser::default(), &terug).await;
        let mut ander = Browser::default();
        ander.vertrek(&app, &[]).await;
        verlopen(&mut ander, &terug).await;
        let zelfde = browser.clone();
        browser.get(&app, &terug).await.met_status(303);
        verlopen(&mut browser, &terug).await;
        verlopen(&mut zelfde.clone(), &terug).await;
        for terug in ["", "?state=", "?state=x&code=y"] {
            verlopen(&mut browser, &format!("/inloggen/terug/{NAAM}{terug}")).await;
        }

        for (minuten, status) in [(9, 303), (10, 400)] {
            let mut browser = Browser::default();
            let adres = browser.vertrek(&app, &[]).await;
            later.fetch_add(minuten, Ordering::Relaxed);
            let terug = aanbieder.log_in(&adres, &els());
            let antwoord = browser.get(&app, &terug).await;
            assert_eq!(antwoord.status.as_u16(), status, "after {minuten} minutes");
        }
    })
    .await;
}

#[tokio::test]
async fn what_goes_wrong_there_is_told_here() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        for (fout, status, titel) in [
            ("access_denied", 403, "U bent niet ingelogd"),
            ("login_required", 403, "U bent niet ingelogd"),
            ("server_error", 503, "lukt nu niet"),
            ("temporarily_unavailable", 503, "lukt nu niet"),
            (
                "unmet_authentication_requirements",
                403,
                "moet zekerder weten wie u bent",
            ),
            ("<script>alert(1)</script>", 400, "Dit inloggen klopt niet"),
        ] {
            let mut browser = Browser::default();
            let adres = browser.vertrek(&app, &[]).await;
            let (_, vraag) = adres.split_once('?').expect("a question");
            let state = form_urlencoded::parse(vraag.as_bytes()).find(|(n, _)| n == "state");
            let (_, state) = state.expect("our own word");
            let terug = Proefaanbieder::terug(
                &format!("https://dwarsverband.example/inloggen/terug/{NAAM}"),
                &[
                    ("error", fout),
                    ("error_description", "<b>wie weet</b>"),
                    ("state", &state),
                    ("iss", &aanbieder.issuer),
                ],
            );
            let antwoord = browser.get(&app, &terug).await;
            assert_eq!(antwoord.status.as_u16(), status, "{fout}");
            assert!(antwoord.tekst.contains(titel), "{fout}: {}", antwoord.tekst);
            assert!(!antwoord.tekst.contains("wie weet"), "{fout}");
            assert!(!antwoord.tekst.contains("alert"), "{fout}");
            assert_eq!(browser.houdt(KOEK), None, "{fout}");
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_who_come_back_at_once_one_gets_in() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        let adres = browser.vertrek(&app, &[]).await;
        let terug = aanbieder.log_in(&adres, &els());
        let mut zelfde = browser.clone();
        let (een, twee) = tokio::join!(browser.get(&app, &terug), zelfde.get(&app, &terug));
        let mut statussen = [een.status.as_u16(), twee.status.as_u16()];
        statussen.sort_unstable();
        assert_eq!(statussen, [303, 400]);
        assert_eq!(aantallen(&app).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_elsewhere_after_logging_in() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        for naar in [
            "https://elders.example/",
            "//elders.example",
            "/\\elders.example",
        ] {
            let mut browser = Browser::default();
            let adres = browser.vertrek(&app, &[("naar", naar)]).await;
            let binnen = browser.get(&app, &aanbieder.log_in(&adres, &els())).await;
            assert_eq!(binnen.kop("location"), "/", "{naar}");
        }
    })
    .await;
}
