//! How sure it is who somebody is, and confirming it.

use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    db::tables::sessie,
    gebruikers::service::{
        oidc::{self, Aanbieders},
        sessies::{self, Wie},
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    Browser, KOEK, MAIL, WACHTWOORD,
    aanbieder::{Knoei, LAAG, NAAM, Persoon, SUBSTANTIEEL, els},
    aantallen, maak, met_aanbieder,
};
use crate::support::{TestApp, op_beide};

/// How many logins there are that are sure enough for everything.
async fn sterke(app: &TestApp) -> u64 {
    let sterk = sessie::Entity::find().filter(sessie::Column::Sterk.is_not_null());
    sterk
        .count(app.app.db.read())
        .await
        .expect("the database works")
}

#[tokio::test]
async fn a_login_is_as_strong_as_the_provider_is_sure() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        for (knoei, sterk) in [
            ((|t| t["acr"] = LAAG.into()) as Knoei, 0),
            (|t| t["acr"] = SUBSTANTIEEL.into(), 1),
            (|t| t["acr"] = "http://eidas.europa.eu/LoA/high".into(), 1),
            (|t| t["acr"] = LAAG.into(), 0),
        ] {
            aanbieder.zet(|stand| stand.knoei = knoei);
            browser
                .log_in(&app, &aanbieder, &els())
                .await
                .met_status(303);
            assert_eq!(sterke(&app).await, sterk);
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_logged_in_confirms_it_as_the_same_person_just_now() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        maak(&app, Rol::Beheerder, "jan@gemeente.example").await;
        let jan = Persoon {
            sub: "jan",
            gegevens: json!({ "email": "jan@gemeente.example", "email_verified": true }),
        };
        let doel = [("doel", "bevestigen"), ("naar", "/themas")];
        let begin = format!("/inloggen/{NAAM}");
        let bezoeker = Browser::default().post(&app, &begin, &doel).await;
        assert_eq!(
            bezoeker.met_status(303).kop("location"),
            "/inloggen?naar=%2F"
        );

        // With a password, and not linked yet.
        let mut browser = Browser::default();
        let velden = [("mail", MAIL), ("wachtwoord", WACHTWOORD)];
        browser
            .post(&app, "/inloggen", &velden)
            .await
            .met_status(303);
        browser.post(&app, &begin, &doel).await.met_status(409);
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        Browser::default()
            .log_in(&app, &aanbieder, &jan)
            .await
            .met_status(303);
        assert_eq!((sterke(&app).await, aantallen(&app).await), (0, (2, 2)));

        let bevestig = async |browser: &mut Browser, wie: &Persoon| {
            let adres = browser.vertrek(&app, &doel).await;
            for deel in ["prompt=login", "max_age=300", "LoA%2Fsubstantial"] {
                assert!(adres.contains(deel), "{deel}: {adres}");
            }
            assert!(!adres.contains("LoA%2Flow"), "{adres}");
            browser.get(&app, &aanbieder.log_in(&adres, wie)).await
        };
        for (naam, status, titel, knoei) in [
            (
                "too low",
                403,
                "moet zekerder weten",
                (|t| t["acr"] = LAAG.into()) as Knoei,
            ),
            ("no time", 400, "klopt niet", |t| {
                t.as_object_mut().map(|t| t.remove("auth_time"));
            }),
            ("of this morning", 400, "klopt niet", |t| {
                let toen = t["auth_time"].as_i64().unwrap_or_default() - 3600;
                t["auth_time"] = toen.into();
            }),
        ] {
            aanbieder.zet(|stand| stand.knoei = knoei);
            let antwoord = bevestig(&mut browser, &els()).await;
            assert_eq!(antwoord.status.as_u16(), status, "{naam}");
            assert!(antwoord.tekst.contains(titel), "{naam}: {}", antwoord.tekst);
            assert!(antwoord.tekst.contains("\"/account/bevestigen\""), "{naam}");
            assert_eq!(sterke(&app).await, 0, "{naam}");
        }
        aanbieder.zet(|stand| stand.knoei = |_| {});
        for wie in [
            &jan,
            &Persoon {
                sub: "wie",
                ..els()
            },
        ] {
            let antwoord = bevestig(&mut browser, wie).await.met_status(403);
            assert!(
                antwoord.tekst.contains("ander account"),
                "{}",
                antwoord.tekst
            );
        }
        // Who logged out meanwhile confirms nothing.
        let mut weg = Browser::default();
        weg.log_in(&app, &aanbieder, &els()).await.met_status(303);
        let adres = weg.vertrek(&app, &doel).await;
        weg.post(&app, "/uitloggen", &[]).await;
        let terug = aanbieder.log_in(&adres, &els());
        weg.get(&app, &terug).await.met_status(403);
        assert_eq!(sterke(&app).await, 0);

        let eerst = browser.houdt(KOEK).map(ToOwned::to_owned);
        let antwoord = bevestig(&mut browser, &els()).await.met_status(303);
        assert_eq!(antwoord.kop("location"), "/themas");
        assert_ne!(
            browser.houdt(KOEK).map(ToOwned::to_owned),
            eerst,
            "another code"
        );
        assert_eq!((sterke(&app).await, aantallen(&app).await), (1, (2, 2)));
    })
    .await;
}

#[tokio::test]
async fn the_page_that_asks_to_confirm_finds_the_providers_of_an_account() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        let code = browser.houdt(KOEK).and_then(sessies::Sessiecode::lees);
        let wie = sessies::wie(&app.app.db, &app.app.clock, &code.expect("a code")).await;
        let Wie::Ingelogd(wie) = wie.expect("the database works") else {
            panic!("a login");
        };
        let (actor, aanmelding) = *wie;
        let ctx = Ctx {
            actor,
            aanmelding: Some(aanmelding),
            ..Ctx::systeem("test", &app.app.clock)
        };
        let namen = async |aanbieders: &Aanbieders| -> Vec<String> {
            let knoppen = oidc::aanbieders_van(&app.app.db, aanbieders, &ctx).await;
            let knoppen = knoppen.expect("the database works");
            knoppen.into_iter().map(|knop| knop.naam).collect()
        };
        assert_eq!(namen(&app.app.aanbieders).await, [NAAM]);
        let nooit_zeker = aanbieder.als_instelling("  acr: {laag: [laag]}\n");
        assert!(namen(&nooit_zeker).await.is_empty());
        assert!(namen(&Aanbieders::default()).await.is_empty());
    })
    .await;
}
