//! How long things are kept: what goes, what stays, and what the register says of it.

use chrono::{Duration, NaiveDate};
use dwarsverband::{
    actor::Rol,
    bewaren::{
        model::Gegeven,
        service::{tel, voer_uit},
    },
    ctx::Ctx,
    db::tables::{
        gebruiker, geschiedenis, inlogpoging, sessie, toekenning, vernietiging, zoekvraag,
    },
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use uuid::Uuid;

use crate::{
    logboek::met_rol,
    support::inlog::{MAIL, WACHTWOORD, koek, log_in, maak, met_koek},
    support::{TestApp, op_beide},
};

fn later(app: &TestApp, dagen: i64) -> Ctx {
    let ctx = Ctx::systeem("test", &app.app.clock);
    Ctx {
        now: ctx.now + Duration::days(dagen),
        ..ctx
    }
}

async fn aantallen(app: &TestApp, ctx: &Ctx) -> Vec<(Gegeven, u64)> {
    let tellingen = tel(&app.app.db, ctx).await.expect("the database works");
    tellingen.iter().map(|t| (t.gegeven, t.aantal)).collect()
}

async fn vraag(app: &TestApp, dag: &str, tekst: &str) {
    let rij = zoekvraag::ActiveModel {
        dag: Set(dag.parse::<NaiveDate>().unwrap()),
        vraag: Set(tekst.into()),
        keren: Set(1),
        zonder_resultaat: Set(0),
    };
    let erbij = zoekvraag::Entity::insert(rij).exec_without_returning(app.app.db.read());
    erbij.await.unwrap();
}

/// An account whose owner left just now, with a login and tries.
async fn vertrokken(app: &TestApp) -> Uuid {
    let id = maak(app, Rol::Redactie, MAIL).await.expect("an account");
    koek(&log_in(app, "", MAIL, WACHTWOORD).await);
    log_in(app, "", MAIL, "iets heel anders").await;
    let rij = gebruiker::Entity::find_by_id(id)
        .one(app.app.db.read())
        .await;
    let mut rij = rij.unwrap().unwrap().into_active_model();
    rij.status = Set("vertrokken".into());
    rij.update(app.app.db.read()).await.unwrap();
    id
}

#[tokio::test]
async fn what_has_passed_its_term_goes_and_the_register_says_so() {
    op_beide(async |app| {
        let db = &app.app.db;
        vraag(&app, "2026-11-21", "oud").await;
        vraag(&app, "2026-11-22", "net nog niet").await;
        let els = vertrokken(&app).await;
        let ctx = later(&app, 31);
        // Counting takes nothing.
        for _ in 0..2 {
            let verwacht = [
                (Gegeven::Zoekvragen, 1),
                (Gegeven::Inlogpogingen, 1),
                (Gegeven::Aanmeldingen, 1),
                (Gegeven::VertrokkenAccounts, 0),
            ];
            assert_eq!(aantallen(&app, &ctx).await, verwacht);
        }
        let weg = voer_uit(db, &ctx).await.unwrap();
        assert_eq!(weg.iter().map(|t| t.aantal).sum::<u64>(), 3);
        let over = zoekvraag::Entity::find().all(db.read()).await.unwrap();
        assert_eq!(over.len(), 1);
        assert_eq!(over[0].vraag, "net nog niet");
        assert_eq!(
            inlogpoging::Entity::find().count(db.read()).await.unwrap(),
            0
        );
        assert_eq!(sessie::Entity::find().count(db.read()).await.unwrap(), 0);
        let register = vernietiging::Entity::find()
            .order_by_asc(vernietiging::Column::Regel)
            .all(db.read())
            .await
            .unwrap();
        let regels: Vec<_> = register
            .iter()
            .map(|r| (r.regel.as_str(), r.aantal))
            .collect();
        let verwacht = [("aanmeldingen", 1), ("inlogpogingen", 1), ("zoekvragen", 1)];
        assert_eq!(regels, verwacht);
        for rij in &register {
            assert_eq!(rij.actor, "systeem:test");
            assert_eq!(rij.sleutels_hash.len(), 64);
            assert!(rij.oudste.is_some() && rij.op == ctx.now);
        }
        // A second time there is nothing, and nothing to note.
        voer_uit(db, &ctx).await.unwrap();
        let regels = vernietiging::Entity::find().count(db.read()).await.unwrap();
        assert_eq!(regels, 3);
        let rij = gebruiker::Entity::find_by_id(els).one(db.read()).await;
        assert_eq!(
            rij.unwrap().unwrap().naam,
            "Els Voorbeeld",
            "a year is not over"
        );
    })
    .await;
}

#[tokio::test]
async fn who_left_a_year_ago_has_no_name_any_more() {
    op_beide(async |app| {
        let db = &app.app.db;
        let els = vertrokken(&app).await;
        let jan = maak(&app, Rol::Beheerder, "jan@gemeente.example")
            .await
            .unwrap();
        voer_uit(db, &later(&app, 364)).await.unwrap();
        let rij = gebruiker::Entity::find_by_id(els).one(db.read()).await;
        assert_eq!(rij.unwrap().unwrap().mail, MAIL);
        let ctx = later(&app, 366);
        voer_uit(db, &ctx).await.unwrap();
        let rij = gebruiker::Entity::find_by_id(els).one(db.read()).await;
        let rij = rij.unwrap().unwrap();
        assert_eq!(rij.naam, "Vertrokken medewerker");
        assert_eq!(rij.mail, format!("{els}@vertrokken.invalid"));
        assert_eq!((rij.wachtwoord, rij.totp), (None, None));
        let rollen = toekenning::Entity::find().filter(toekenning::Column::GebruikerId.eq(els));
        assert_eq!(rollen.count(db.read()).await.unwrap(), 0);
        let gewist = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(els))
            .filter(geschiedenis::Column::Actie.eq("gegevens-wissen"));
        assert_eq!(gewist.count(db.read()).await.unwrap(), 1);
        // Once, and nobody else.
        voer_uit(db, &later(&app, 900)).await.unwrap();
        let gewist =
            geschiedenis::Entity::find().filter(geschiedenis::Column::Actie.eq("gegevens-wissen"));
        assert_eq!(gewist.count(db.read()).await.unwrap(), 1);
        let rij = gebruiker::Entity::find_by_id(jan).one(db.read()).await;
        assert_eq!(rij.unwrap().unwrap().naam, "Els Voorbeeld");
    })
    .await;
}

#[tokio::test]
async fn auditors_and_beheerders_see_the_terms_and_the_register() {
    op_beide(async |app| {
        let pad = "/beheer/bewaartermijnen";
        app.get(pad).await.met_status(303);
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        met_rol(&app, els, Rol::Redactie, true).await;
        met_koek(&app, pad, &koek).await.met_status(404);
        met_rol(&app, els, Rol::Beheerder, false).await;
        let zwak = met_koek(&app, pad, &koek).await.met_status(303);
        assert!(zwak.kop("location").starts_with("/account/bevestigen?"));
        met_rol(&app, els, Rol::Beheerder, true).await;
        let leeg = met_koek(&app, pad, &koek).await.met_status(200).tekst;
        assert!(leeg.contains("Er is nog niets vernietigd"));
        vraag(&app, "2025-01-01", "heel lang geleden").await;
        let klaar = met_koek(&app, pad, &koek).await.met_status(200).tekst;
        assert!(klaar.contains("Zoekvragen: 1, de oudste van 1 januari 2025."));
        voer_uit(&app.app.db, &later(&app, 0)).await.unwrap();
        let vol = met_koek(&app, pad, &koek).await.met_status(200).tekst;
        assert!(vol.contains("Zoekvragen: niets."));
        assert!(vol.contains("Wat is vernietigd, het laatste eerst"));
        assert!(!vol.contains("heel lang geleden"));
    })
    .await;
}
