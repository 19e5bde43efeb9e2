//! The change log and the hash chains: nothing is skipped, whatever the order of commits.

use std::{collections::BTreeSet, sync::Arc};

use dwarsverband::{
    actor::{Actor, Sleutel},
    ctx::Ctx,
    db::{self, Db, Gebeurtenis},
    stukken::{
        geschiedenis,
        model::{Kop, Soort, Verbandsoort},
        service as stukken,
    },
};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::support::{TestApp, ctx, lang, op_beide};

fn gebeurtenis(stuk_id: Uuid) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id,
        actie: "wijzigen".into(),
        naar: "concept".into(),
        ..Gebeurtenis::default()
    }
}

fn systeem(app: &TestApp) -> Ctx {
    Ctx::systeem("test", &app.app.clock)
}

/// The identity column gives out a number when a row is written, not when it is committed. Two
/// writes that end in the reverse order of their beginning must still be seen in the order of
/// their numbers: a follower that has read the later one must not be past the earlier one.
#[tokio::test]
async fn a_follower_skips_nothing_when_commits_come_in_reverse_order() {
    let app = TestApp::postgres().await;
    let (db, ctx) = (app.app.db.clone(), systeem(&app));
    let (begonnen, eerste_begonnen) = oneshot::channel();
    let (laat_los, losgelaten) = oneshot::channel::<()>();
    let eerste = {
        let (db, ctx) = (db.clone(), ctx.clone());
        tokio::spawn(async move {
            let write = db.begin_write().await.unwrap();
            write
                .conn()
                .execute_unprepared("SELECT txid_current()")
                .await
                .unwrap();
            begonnen.send(()).unwrap();
            losgelaten.await.unwrap();
            write
                .commit(&ctx, &[gebeurtenis(Uuid::from_u128(1))])
                .await
                .unwrap()
                .unwrap()
        })
    };
    eerste_begonnen.await.unwrap();
    let write = db.begin_write().await.unwrap();
    let tweede = write
        .commit(&ctx, &[gebeurtenis(Uuid::from_u128(2))])
        .await
        .unwrap()
        .unwrap();
    let gezien = db::na(db.read(), 0, 100).await.unwrap();
    assert_eq!(gezien.last().map(|w| w.volgnummer), Some(tweede));
    laat_los.send(()).unwrap();
    let eerste = eerste.await.unwrap();
    assert!(eerste > tweede, "what commits later has the higher number");
    let daarna = db::na(db.read(), tweede, 100).await.unwrap();
    assert_eq!(
        daarna.iter().map(|w| w.volgnummer).collect::<Vec<_>>(),
        [eerste]
    );
}

async fn kop(app: &TestApp, soort: Soort, naam: &str) -> Kop {
    let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
    let kop = stukken::vind(&bezoeker, app.app.db.read(), soort, naam).await;
    kop.unwrap()
}

/// One write hides a gemeente while another makes it a successor and commits first. When the hiding
/// is acknowledged, nothing that points at the predecessor may still be found under it.
#[tokio::test]
async fn a_successor_that_is_hidden_meanwhile_leaves_what_others_say() {
    let app = TestApp::postgres().await;
    let gemeente = |code: &str, titel: &str| {
        json!({
            "externId": titel, "officieelId": code, "soort": "organisatie", "titel": titel,
            "organisatiesoort": "gemeente", "tekst": "x",
        })
    };
    let plan = json!({
        "externId": "p", "soort": "praktijk", "titel": "Een plan", "tekst": "x",
        "gemeenten": ["GM9901"],
    });
    app.lees(&[
        gemeente("GM9901", "Oudhuizen"),
        gemeente("GM9902", "Nieuwhuizen"),
        plan,
    ])
    .await;
    let gevonden = async || {
        let facet = app.get("/api/v1/zoeken?soort=praktijk&gemeente=GM9902");
        let naam = app.get("/api/v1/zoeken?soort=praktijk&q=nieuwhuizen");
        [facet.await, naam.await].map(|a| a.json()["totaal"].as_u64().unwrap())
    };
    let (db, ctx) = (&app.app.db, systeem(&app));
    let oud = kop(&app, Soort::Organisatie, "GM9901").await;
    let nieuw = kop(&app, Soort::Organisatie, "GM9902").await;
    let eerste = db.begin_write().await.unwrap();
    let verborgen = stukken::zet_sleutels(&eerste, &nieuw, &[Sleutel::Redactie]).await;
    let tweede = db.begin_write().await.unwrap();
    let verbanden = [(Verbandsoort::Vervangt, oud.id, String::new())];
    let gebeurd = stukken::verbind(&tweede, nieuw.id, &verbanden).await;
    let gebeurd = gebeurd.unwrap();
    tweede.commit(&ctx, gebeurd.as_slice()).await.unwrap();
    app.indexeer().await;
    assert_eq!(gevonden().await, [1, 1]);
    eerste.commit(&ctx, &[verborgen.unwrap()]).await.unwrap();
    app.indexeer().await;
    assert_eq!(gevonden().await, [0, 0]);
}

/// Only of organisaties the index follows who came after them.
#[tokio::test]
async fn an_edit_of_a_praktijk_leaves_what_points_at_its_predecessor() {
    op_beide(async |app| {
        let praktijk = |naam: &str, titel: &str, verbanden: serde_json::Value| {
            json!({
                "externId": naam, "soort": "praktijk", "titel": titel, "tekst": "x",
                "verbanden": verbanden,
            })
        };
        let vervangt = json!([{"soort": "vervangt", "naar": "a"}]);
        app.lees(&[
            praktijk("a", "Het eerste plan", json!([])),
            praktijk("b", "Het tweede plan", vervangt.clone()),
            praktijk(
                "c",
                "Een gevolg",
                json!([{"soort": "komt-voort-uit", "naar": "a"}]),
            ),
        ])
        .await;
        let eerder = db::hoogste(app.app.db.read()).await.unwrap();
        app.lees(&[praktijk("b", "Het betere plan", vervangt)])
            .await;
        let later = db::na(app.app.db.read(), eerder, 100).await.unwrap();
        let geraakt: BTreeSet<Uuid> = later.iter().map(|w| w.stuk_id).collect();
        let b = kop(&app, Soort::Praktijk, "b").await;
        assert_eq!(b.titel, "Het betere plan");
        assert_eq!(geraakt, BTreeSet::from([b.id]));
    })
    .await;
}

/// Eight writers, every tenth write rolled back, two followers that read as fast as they can.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn followers_see_every_change_once_beside_many_writers() {
    let per_schrijver: u128 = if lang() { 200 } else { 20 };
    op_beide(async |app| {
        let ctx = systeem(&app);
        let schrijvers: Vec<_> = (0..8_u128)
            .map(|schrijver| {
                let (db, ctx) = (app.app.db.clone(), ctx.clone());
                tokio::spawn(async move { schrijf(&db, &ctx, schrijver, per_schrijver).await })
            })
            .collect();
        let klaar = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let volgers: Vec<_> = (0..2)
            .map(|_| {
                let (db, klaar) = (app.app.db.clone(), klaar.clone());
                tokio::spawn(async move { volg(&db, &klaar).await })
            })
            .collect();
        let mut verwacht = BTreeSet::new();
        for schrijver in schrijvers {
            verwacht.extend(schrijver.await.unwrap());
        }
        klaar.store(true, std::sync::atomic::Ordering::SeqCst);
        for volger in volgers {
            let gezien = volger.await.unwrap();
            assert_eq!(gezien.len(), verwacht.len(), "each change once");
            assert_eq!(gezien.into_iter().collect::<BTreeSet<_>>(), verwacht);
        }
        let controle = geschiedenis::controleer(app.app.db.read()).await.unwrap();
        assert_eq!(controle.breuken, []);
        assert_eq!(controle.rijen, verwacht.len());
    })
    .await;
}

/// Writes to a few stukken that all writers share, so that their chains are contended too.
async fn schrijf(db: &Db, ctx: &Ctx, schrijver: u128, aantal: u128) -> Vec<(i64, Uuid)> {
    let mut geschreven = Vec::new();
    for n in 0..aantal {
        let write = db.begin_write().await.unwrap();
        if n % 10 == 9 {
            drop(write);
            continue;
        }
        let stuk = Uuid::from_u128(1 + (schrijver + n) % 3);
        let nummer = write
            .commit(ctx, &[gebeurtenis(stuk)])
            .await
            .unwrap()
            .unwrap();
        geschreven.push((nummer, stuk));
    }
    geschreven
}

async fn volg(db: &Db, klaar: &std::sync::atomic::AtomicBool) -> Vec<(i64, Uuid)> {
    let mut gezien: Vec<(i64, Uuid)> = Vec::new();
    loop {
        let laatste_ronde = klaar.load(std::sync::atomic::Ordering::SeqCst);
        let positie = gezien.last().map_or(0, |g| g.0);
        let nieuw = db::na(db.read(), positie, 50).await.unwrap();
        if nieuw.is_empty() && laatste_ronde {
            return gezien;
        }
        gezien.extend(nieuw.into_iter().map(|w| (w.volgnummer, w.stuk_id)));
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn tampering_with_a_row_breaks_its_chain() {
    op_beide(async |app| {
        let (db, ctx) = (&app.app.db, systeem(&app));
        for n in [1, 1, 2, 1] {
            let write = db.begin_write().await.unwrap();
            write
                .commit(&ctx, &[gebeurtenis(Uuid::from_u128(n))])
                .await
                .unwrap();
        }
        let sql = "UPDATE geschiedenis SET actor = 'account:iemand-anders' WHERE nummer = 2";
        db.read().execute_unprepared(sql).await.unwrap();
        let controle = geschiedenis::controleer(db.read()).await.unwrap();
        assert_eq!(controle.breuken, [(Uuid::from_u128(1), 2)]);
        assert_eq!((controle.ketens, controle.rijen), (2, 4));
    })
    .await;
}

/// A write that is dropped leaves nothing, and does not hold up the next one.
#[tokio::test]
async fn a_dropped_write_leaves_nothing() {
    op_beide(async |app| {
        let (db, ctx) = (&app.app.db, systeem(&app));
        let write = db.begin_write().await.unwrap();
        write
            .conn()
            .execute_unprepared("DELETE FROM wijziging")
            .await
            .unwrap();
        drop(write);
        let write = db.begin_write().await.unwrap();
        assert_eq!(write.commit(&ctx, &[]).await.unwrap(), None);
        assert_eq!(db::hoogste(db.read()).await.unwrap(), 0);
    })
    .await;
}
