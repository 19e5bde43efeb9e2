//! How long things are kept: what goes, what stays, and what the register says of it.

use chrono::{Duration, NaiveDate};
use dwarsverband::{
    actor::Rol,
    bewaren::{
        model::Gegeven,
        service::{tel, vernietig, voer_uit},
    },
    ctx::Ctx,
    db::tables::{
        aanmelding, aanvraag, apitoken, gebruiker, geschiedenis, inlogpoging, inlogverzoek, sessie,
        stuk, toegangscode, toekenning, vernietiging, zoekvraag,
    },
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
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
                (Gegeven::Vraagwensen, 0),
                (Gegeven::Inlogpogingen, 1),
                (Gegeven::Aanmeldingen, 1),
                (Gegeven::Inlogverzoeken, 0),
                (Gegeven::Toegangscodes, 0),
                (Gegeven::ApiTokens, 0),
                (Gegeven::Toetredingen, 0),
                (Gegeven::Aanvragen, 0),
                (Gegeven::Contactberichten, 0),
                (Gegeven::Toegangslinken, 0),
                (Gegeven::Overnames, 0),
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

/// Rows around logging in, each with the moment from which its term runs: now.
async fn rond_het_inloggen(app: &TestApp, els: Uuid) {
    let (db, nu) = (app.app.db.read(), app.app.clock.now());
    let code = |gebruiker_id: Uuid, verloopt| toegangscode::ActiveModel {
        nieuw_mail: Set(None),
        gebruiker_id: Set(gebruiker_id),
        soort: Set("uitnodiging".into()),
        hash: Set(None),
        verloopt: Set(verloopt),
    };
    // One that lapsed, and one that waits for a mail server.
    let jan = maak(app, Rol::Redactie, "jan@gemeente.example").await;
    let jan = jan.expect("an account");
    for rij in [code(els, Some(nu)), code(jan, None)] {
        let erbij = toegangscode::Entity::insert(rij).exec_without_returning(db);
        erbij.await.unwrap();
    }
    let verzoek = inlogverzoek::ActiveModel {
        id: Set(Uuid::from_u128(1)),
        hash: Set("a".into()),
        koek: Set("b".into()),
        aanbieder: Set("gemeente".into()),
        naar: Set("/".into()),
        niveau: Set("laag".into()),
        gebruiker_id: Set(None),
        verloopt: Set(nu),
    };
    let erbij = inlogverzoek::Entity::insert(verzoek).exec_without_returning(db);
    erbij.await.unwrap();
    let jaar = nu + Duration::days(365);
    for (n, verloopt, ingetrokken) in [(1, nu, None), (2, jaar, Some(nu)), (3, jaar, None)] {
        let token = apitoken::ActiveModel {
            id: Set(Uuid::from_u128(n)),
            gebruiker_id: Set(els),
            naam: Set("dashboard".into()),
            hash: Set(format!("{n}")),
            scopes: Set("lezen".into()),
            gemaakt: Set(nu),
            verloopt: Set(verloopt),
            gebruikt: Set(None),
            ingetrokken: Set(ingetrokken),
            gewaarschuwd: Set(None),
        };
        let erbij = apitoken::Entity::insert(token).exec_without_returning(db);
        erbij.await.unwrap();
    }
    for (n, besloten_op) in [(1, Some(nu)), (2, None)] {
        let verzoek = aanvraag::ActiveModel {
            id: Set(Uuid::from_u128(n)),
            soort: Set("factor-wissen".into()),
            gebruiker_id: Set(els),
            rol: Set(None),
            bereik: Set(None),
            reden: Set("kwijt".into()),
            door: Set(els),
            op: Set(nu),
            uitkomst: Set(if besloten_op.is_some() {
                "bevestigd"
            } else {
                ""
            }
            .into()),
            besloten_door: Set(besloten_op.map(|_| els)),
            besloten_op: Set(besloten_op),
        };
        let erbij = aanvraag::Entity::insert(verzoek).exec_without_returning(db);
        erbij.await.unwrap();
    }
}

/// Somebody asks to join an organisatie.
async fn vraag_toetreding(app: &TestApp) {
    let gemeente = json!({
        "externId": "gemeente", "officieelId": "GM9999", "soort": "organisatie",
        "organisatiesoort": "gemeente", "titel": "Voorbeeldstad", "slug": "voorbeeldstad",
        "tekst": "x", "provincie": "drenthe",
    });
    app.lees(&[gemeente]).await;
    let db = app.app.db.read();
    let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq("gemeente"));
    let rij = rij.one(db).await.unwrap().unwrap();
    let vraag = aanmelding::ActiveModel {
        id: Set(Uuid::from_u128(1)),
        organisatie_id: Set(rij.id),
        naam: Set("An Voorbeeld".into()),
        mail: Set("an@voorbeeldstad.example".into()),
        op: Set(app.app.clock.now()),
    };
    let erbij = aanmelding::Entity::insert(vraag).exec_without_returning(db);
    erbij.await.unwrap();
}

#[tokio::test]
async fn what_lapsed_around_logging_in_goes_at_its_term() {
    op_beide(async |app| {
        let db = &app.app.db;
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        rond_het_inloggen(&app, els).await;
        vraag_toetreding(&app).await;
        for (gegeven, dagen, aantal, over) in [
            (Gegeven::Inlogverzoeken, 1, 1, 0),
            (Gegeven::Toegangscodes, 90, 1, 1),
            (Gegeven::ApiTokens, 90, 2, 1),
            (Gegeven::Toetredingen, 90, 1, 0),
            (Gegeven::Aanvragen, 730, 1, 1),
        ] {
            let hoeveel = async |dagen: i64| {
                let alle = aantallen(&app, &later(&app, dagen)).await;
                let van = alle.into_iter().find(|(van, _)| *van == gegeven);
                van.expect("it is counted").1
            };
            assert_eq!(hoeveel(dagen - 1).await, 0, "{gegeven}: not yet");
            assert_eq!(hoeveel(dagen).await, aantal, "{gegeven}");
            let weg = vernietig(db, &later(&app, dagen), gegeven).await.unwrap();
            assert_eq!(weg.aantal, aantal, "{gegeven}");
            let oudste = weg.oudste.expect("the oldest");
            assert!(oudste < app.app.clock.now(), "{gegeven}");
            let rest = match gegeven {
                Gegeven::Inlogverzoeken => inlogverzoek::Entity::find().count(db.read()).await,
                Gegeven::Toegangscodes => toegangscode::Entity::find().count(db.read()).await,
                Gegeven::ApiTokens => apitoken::Entity::find().count(db.read()).await,
                Gegeven::Toetredingen => aanmelding::Entity::find().count(db.read()).await,
                _ => aanvraag::Entity::find().count(db.read()).await,
            };
            assert_eq!(rest.unwrap(), over, "{gegeven}");
        }
    })
    .await;
}
