//! Reminders: when, to whom, and once.

use chrono::NaiveDate;
use dwarsverband::{
    acties::service::herinner,
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::tables::{actie, actieherinnering, stuk},
};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _};
use uuid::Uuid;

use super::{DAG, account, geen_post, maak, rij, velden};
use crate::{
    anderen::bezorg,
    support::{
        TestApp,
        mensen::{doe, in_, mail, post, verliest},
        op_beide,
        smtp::Mailserver,
    },
    werkruimte::toneel,
};

const VOOR: &str = "2026-11-30";

fn vandaag(app: &TestApp) -> (Ctx, NaiveDate) {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let dag = ctx.vandaag();
    (ctx, dag)
}

/// Reminds and brings the mail: who got what, as far as the subject tells.
async fn na_de_nacht(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    let (ctx, dag) = vandaag(app);
    let herinnerd = herinner(&app.app.db, &ctx, dag).await;
    herinnerd.expect("the database works");
    bezorg(app, server).await;
    let kort = |brief: crate::support::smtp::Mail| (brief.aan.concat(), brief.kop("Subject"));
    let mut alle: Vec<_> = server.haal().into_iter().map(kort).collect();
    alle.sort();
    alle
}

fn brief(aan: &str, onderwerp: &str) -> (String, String) {
    (mail(aan), onderwerp.to_owned())
}

async fn regels(app: &TestApp) -> u64 {
    let alle = actieherinnering::Entity::find().count(app.app.db.read());
    alle.await.expect("the database works")
}

#[tokio::test]
async fn who_has_to_do_it_is_reminded_three_days_before_and_the_day_after_once_each() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        geen_post(&app).await;
        app.later(5 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, [], "four days before");
        app.later(DAG);
        for keer in 0..2 {
            let verwacht = [brief("Nora", "Actie klaar op 30 november 2026: Bellen")];
            let gekregen = na_de_nacht(&app, &server).await;
            assert_eq!(gekregen, &verwacht[keer..], "{keer}");
        }
        app.later(3 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, [], "the day itself");
        app.later(DAG);
        for keer in 0..2 {
            let verwacht = [brief("Nora", "Actie te laat: Bellen")];
            let gekregen = na_de_nacht(&app, &server).await;
            assert_eq!(gekregen, &verwacht[keer..], "{keer}");
        }
        app.later(100 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(regels(&app).await, 2);
    })
    .await;
}

/// Puts so many more of an actie in the tables.
async fn vermenigvuldig(app: &TestApp, pad: &str, aantal: u128) {
    let (kop, eigen) = rij(app, pad).await;
    let nummers = || (1..=aantal).map(Uuid::from_u128);
    let koppen = nummers().map(|id| {
        let kopie = stuk::Model {
            id,
            slug: format!("kopie-{id}"),
            kenmerk: None,
            extern_id: None,
            ..kop.clone()
        };
        kopie.into_active_model().reset_all()
    });
    let eigen = nummers().map(|stuk_id| {
        let kopie = actie::Model {
            stuk_id,
            ..eigen.clone()
        };
        kopie.into_active_model().reset_all()
    });
    let conn = app.app.db.read();
    let koppen = stuk::Entity::insert_many(koppen).exec_without_returning(conn);
    koppen.await.expect("more of them");
    let eigen = actie::Entity::insert_many(eigen).exec_without_returning(conn);
    eigen.await.expect("more of them");
}

#[tokio::test]
async fn who_has_very_many_to_do_gets_one_message() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        vermenigvuldig(&app, &pad, 450).await;
        geen_post(&app).await;
        app.later(7 * DAG);
        let (ctx, dag) = vandaag(&app);
        for _ in 0..2 {
            let herinnerd = herinner(&app.app.db, &ctx, dag).await;
            herinnerd.expect("the database works");
        }
        let alle = post(&app).await.into_iter();
        let nacht: Vec<_> = alle.filter(|lading| lading["wat"] == "nacht").collect();
        assert_eq!(nacht.len(), 1, "{nacht:?}");
        let acties = nacht[0]["acties"].as_array().expect("acties");
        assert_eq!(acties.len(), 451);
        assert_eq!(regels(&app).await, 451);
    })
    .await;
}

#[tokio::test]
async fn two_processes_remind_once_and_a_clock_that_jumps_says_nothing_twice() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        geen_post(&app).await;
        app.later(7 * DAG);
        let (ctx, dag) = vandaag(&app);
        let db = &app.app.db;
        let (een, twee) = tokio::join!(herinner(db, &ctx, dag), herinner(db, &ctx, dag));
        assert!(een.is_ok() && twee.is_ok(), "{een:?} {twee:?}");
        assert_eq!(na_de_nacht(&app, &server).await.len(), 1);
        // The clock goes far ahead, and back to before the last day.
        app.later(400 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await.len(), 1, "late");
        app.later(-400 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(regels(&app).await, 2);
    })
    .await;
}

#[tokio::test]
async fn who_gets_it_later_is_reminded_too_and_who_left_or_did_it_is_not() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let van_nora = maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        let gedaan = maak(&app, &toneel.rijk, ("Mailen", "Nora"), (VOOR, "besloten")).await;
        maak(
            &app,
            &toneel.rijk,
            ("Schrijven", "Noud"),
            (VOOR, "besloten"),
        )
        .await;
        let versie = rij(&app, &gedaan).await.0.versie.to_string();
        let stap = format!("{gedaan}/stappen/afronden");
        let velden_stap = [("reden", ""), ("versie", &*versie)];
        doe(&app, &toneel.rijk, &stap, &velden_stap)
            .await
            .met_status(303);
        let noud = account(&app, "Noud").await;
        let bereik = Bereik::Thema(toneel.thema);
        let rol = Rol::Netwerklid;
        verliest(&app, noud, Toekenning { rol, bereik }).await;
        geen_post(&app).await;
        app.later(7 * DAG);
        let verwacht = [brief("Nora", "Actie klaar op 30 november 2026: Bellen")];
        assert_eq!(na_de_nacht(&app, &server).await, verwacht);

        // Another has it now, for the same day.
        let gerda = account(&app, "Gerda").await;
        let koek = in_(&app, gerda, true).await;
        let (versie, houder) = (
            rij(&app, &van_nora).await.0.versie.to_string(),
            gerda.to_string(),
        );
        let mut velden = velden("Bellen", &houder, VOOR, "besloten").to_vec();
        velden.push(("versie", versie.as_str()));
        doe(&app, &koek, &format!("{van_nora}/wijzigen"), &velden)
            .await
            .met_status(303);
        let verwacht = [brief("Gerda", "Actie klaar op 30 november 2026: Bellen")];
        assert_eq!(na_de_nacht(&app, &server).await, verwacht);
    })
    .await;
}

#[tokio::test]
async fn a_mail_does_not_name_what_is_between_the_duo() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let titel = "Onze twijfel";
        maak(
            &app,
            &toneel.rijk,
            (titel, "Gerda"),
            (VOOR, "vertrouwelijk"),
        )
        .await;
        bezorg(&app, &server).await;
        app.later(7 * DAG);
        let (ctx, dag) = vandaag(&app);
        let herinnerd = herinner(&app.app.db, &ctx, dag).await;
        herinnerd.expect("the database works");
        bezorg(&app, &server).await;
        let mails = server.haal();
        assert_eq!(mails.len(), 2, "given, and reminded");
        for brief in mails {
            let tekst = brief.deel("text/plain");
            assert!(tekst.contains("vertrouwelijke actie"), "{tekst}");
            for geheim in ["twijfel", "onze-twijfel"] {
                assert!(!tekst.contains(geheim), "{tekst}");
                assert!(!brief.kop("Subject").contains(geheim));
            }
        }
    })
    .await;
}
