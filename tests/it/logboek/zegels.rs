//! Seals: made once a day, chained, and what the check sees of whoever changes anything behind them.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use dwarsverband::{
    ctx::Ctx,
    db::{
        keten,
        tables::{geschiedenis, stuk, zegel},
    },
    logboek::{
        model::{afwijking::Afwijking, zegel::Zegel},
        service::{controle::controleer, openbaar, zegels::verzegel},
    },
    nachtwerk::nachtwerk,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, ColumnTrait as _, ConnectionTrait as _,
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::support::{TestApp, op_beide};

fn dag(dag: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, dag).unwrap()
}

fn systeem(app: &TestApp) -> Ctx {
    Ctx::systeem("test", &app.app.clock)
}

/// Seals the day before.
async fn zegel_op(app: &TestApp, vandaag: u32) -> Option<Zegel> {
    let zegel = verzegel(&app.app.db, &systeem(app), dag(vandaag)).await;
    zegel.expect("the database works")
}

async fn gevonden(app: &TestApp, elders: Option<(NaiveDate, &str)>) -> Vec<Afwijking> {
    let uitslag = controleer(app.app.db.read(), elders).await;
    uitslag.expect("the database works").afwijkingen
}

async fn lees(app: &TestApp, extern_id: &str, tekst: &str) {
    let record = json!({
        "externId": extern_id, "soort": "publicatie", "slug": extern_id, "titel": extern_id,
        "tekst": tekst,
    });
    app.lees_zonder_index("records.jsonl", record.to_string().as_bytes())
        .await;
}

async fn id(app: &TestApp, extern_id: &str) -> Uuid {
    let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq(extern_id));
    rij.one(app.app.db.read()).await.unwrap().unwrap().id
}

#[tokio::test]
async fn a_day_is_sealed_once_and_chains_on() {
    op_beide(async |app| {
        assert_eq!(zegel_op(&app, 21).await, None, "nothing has happened");
        lees(&app, "a", "een").await;
        lees(&app, "b", "een").await;
        assert_eq!(zegel_op(&app, 21).await, None, "what there is, is of today");
        let ctx = systeem(&app);
        let samen = (0..6).map(|_| verzegel(&app.app.db, &ctx, dag(22)));
        let samen = futures_util::future::join_all(samen).await;
        let gemaakt: Vec<Zegel> = samen.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(gemaakt.len(), 1, "however many try");
        let eerste = &gemaakt[0];
        assert_eq!((eerste.dag, eerste.vanaf), (dag(21), dag(21)));
        assert_eq!(
            (eerste.ketens, eerste.regels, eerste.vorige.as_str()),
            (2, 2, "")
        );

        lees(&app, "a", "twee").await;
        let tweede = zegel_op(&app, 23).await.expect("a new day");
        assert_eq!((tweede.ketens, tweede.regels), (2, 3));
        assert_eq!(tweede.vorige, eerste.hash);
        // Three nights without the service, and nothing happened.
        let derde = zegel_op(&app, 27).await.expect("a new day");
        assert_eq!(
            (derde.dag, derde.vanaf, derde.dagen()),
            (dag(26), dag(23), 4)
        );
        assert_eq!(zegel_op(&app, 26).await, None, "a day of the gap");
        assert_eq!(gevonden(&app, None).await, []);
        let elders = Some((eerste.dag, eerste.hash.as_str()));
        assert_eq!(gevonden(&app, elders).await, []);
        let anders = Some((tweede.dag, eerste.hash.as_str()));
        assert_eq!(
            gevonden(&app, anders).await,
            [Afwijking::Elders(tweede.dag)]
        );
    })
    .await;
}

#[tokio::test]
async fn the_work_of_a_night_can_be_done_twice() {
    op_beide(async |app| {
        lees(&app, "a", "een").await;
        for _ in 0..2 {
            nachtwerk(&app.app.db, &systeem(&app), dag(22))
                .await
                .unwrap();
        }
        assert_eq!(openbaar::alle(&app.app.db).await.unwrap().len(), 1);
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// Behind the back of the platform

/// Two stukken, `a` with two rows and `b` with one; sealed after the first rows and after all.
async fn verzegeld(app: &TestApp) -> (Uuid, Uuid) {
    lees(app, "a", "een").await;
    lees(app, "b", "een").await;
    zegel_op(app, 22).await.expect("a seal");
    lees(app, "a", "twee").await;
    zegel_op(app, 23).await.expect("a seal");
    assert_eq!(gevonden(app, None).await, []);
    (id(app, "a").await, id(app, "b").await)
}

/// What the check finds after somebody did this.
async fn na(
    knoei: impl AsyncFn(&TestApp, Uuid, Uuid),
    verwacht: impl Fn(Uuid, Uuid) -> Vec<Afwijking>,
) {
    op_beide(async |app| {
        let (a, b) = verzegeld(&app).await;
        knoei(&app, a, b).await;
        let gevonden = gevonden(&app, None).await;
        for afwijking in verwacht(a, b) {
            assert!(gevonden.contains(&afwijking), "{afwijking}: {gevonden:?}");
        }
    })
    .await;
}

async fn sql(app: &TestApp, sql: &str) {
    let gedaan = app.app.db.read().execute_unprepared(sql).await;
    let gedaan = gedaan.unwrap_or_else(|e| panic!("{sql}: {e}"));
    assert!(gedaan.rows_affected() > 0, "{sql}");
}

async fn laatste(app: &TestApp, stuk_id: Uuid) -> geschiedenis::Model {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(stuk_id))
        .order_by_desc(geschiedenis::Column::Nummer);
    rijen.one(app.app.db.read()).await.unwrap().unwrap()
}

async fn weg(app: &TestApp, stuk_id: Uuid, vanaf: i64) {
    let weg = geschiedenis::Entity::delete_many()
        .filter(geschiedenis::Column::StukId.eq(stuk_id))
        .filter(geschiedenis::Column::Nummer.gte(vanaf))
        .exec(app.app.db.read());
    assert!(weg.await.unwrap().rows_affected > 0);
}

#[tokio::test]
async fn a_changed_row_is_named() {
    na(
        async |app, a, _| {
            let mut rij = laatste(app, a).await;
            rij.actor = "account:iemand-anders".into();
            let rij = rij.into_active_model().reset_all();
            rij.update(app.app.db.read()).await.unwrap();
        },
        |a, _| {
            vec![Afwijking::Keten {
                stuk_id: a,
                nummer: 2,
            }]
        },
    )
    .await;
}

/// Its chain holds again; only the seal knows better.
#[tokio::test]
async fn a_changed_row_with_a_hash_that_fits_is_named() {
    na(
        async |app, a, _| {
            let mut rij = laatste(app, a).await;
            rij.actor = "account:iemand-anders".into();
            rij.hash = keten::hash(&rij);
            let rij = rij.into_active_model().reset_all();
            rij.update(app.app.db.read()).await.unwrap();
        },
        |a, _| {
            vec![Afwijking::Regel {
                stuk_id: a,
                nummer: 2,
                dag: dag(22),
            }]
        },
    )
    .await;
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_named() {
    na(
        async |app, a, _| weg(app, a, 2).await,
        |a, _| {
            vec![Afwijking::Weg {
                stuk_id: a,
                nummer: 2,
                dag: dag(22),
                helemaal: false,
            }]
        },
    )
    .await;
}

#[tokio::test]
async fn a_chain_that_was_removed_with_its_stuk_is_named() {
    na(
        async |app, _, b| {
            weg(app, b, 1).await;
            let weg = stuk::Entity::delete_by_id(b).exec(app.app.db.read()).await;
            weg.unwrap();
            // The next seal does not forget it either.
            zegel_op(app, 24).await.expect("a seal");
        },
        |_, b| {
            vec![Afwijking::Weg {
                stuk_id: b,
                nummer: 1,
                dag: dag(21),
                helemaal: true,
            }]
        },
    )
    .await;
}

/// A row that fits at the end of a chain and says that it is from before the seal.
#[tokio::test]
async fn a_row_that_was_added_in_the_past_is_named() {
    na(
        async |app, _, b| zet_erbij(app, b, laatste(app, b).await.op - Duration::days(3)).await,
        |_, b| {
            vec![Afwijking::LaterErbij {
                stuk_id: b,
                nummer: 2,
                dag: dag(22),
            }]
        },
    )
    .await;
    // One of a moment ago is a row like any other.
    op_beide(async |app| {
        let (_, b) = verzegeld(&app).await;
        zet_erbij(&app, b, app.app.clock.now() - Duration::hours(1)).await;
        assert_eq!(gevonden(&app, None).await, []);
        zegel_op(&app, 24).await.expect("a seal");
        assert_eq!(gevonden(&app, None).await, []);
    })
    .await;
}

async fn zet_erbij(app: &TestApp, stuk_id: Uuid, op: DateTime<Utc>) {
    let mut rij = laatste(app, stuk_id).await;
    rij.nummer += 1;
    rij.op = op;
    rij.vorige = rij.hash.clone();
    rij.hash = keten::hash(&rij);
    let mut rij = rij.into_active_model().reset_all();
    rij.volgnummer = NotSet;
    let erbij = geschiedenis::Entity::insert(rij);
    erbij.exec(app.app.db.read()).await.unwrap();
}

#[tokio::test]
async fn a_seal_that_was_changed_is_named() {
    na(
        async |app, _, _| {
            sql(
                app,
                "UPDATE zegel SET regels = regels + 1 WHERE dag = '2026-11-21'",
            )
            .await;
        },
        |_, _| vec![Afwijking::Zegel(dag(21)), Afwijking::Koppen(dag(21))],
    )
    .await;
    // With a hash that fits, it no longer fits the next one.
    na(
        async |app, _, _| {
            let mut alle = openbaar::alle(&app.app.db).await.unwrap();
            let eerste = &mut alle[0];
            eerste.op -= Duration::hours(1);
            let rij = zegel::Entity::find_by_id(eerste.dag)
                .one(app.app.db.read())
                .await;
            let mut rij = rij.unwrap().unwrap();
            rij.op = eerste.op;
            rij.hash = eerste.eigen_hash();
            let rij = rij.into_active_model().reset_all();
            rij.update(app.app.db.read()).await.unwrap();
        },
        |_, _| vec![Afwijking::Aansluiting(dag(22))],
    )
    .await;
}

#[tokio::test]
async fn a_seal_that_was_removed_is_named() {
    na(
        async |app, _, _| sql(app, "DELETE FROM zegel WHERE dag = '2026-11-21'").await,
        |_, _| {
            vec![
                Afwijking::Aansluiting(dag(22)),
                Afwijking::ZegelWeg(dag(21)),
            ]
        },
    )
    .await;
}

#[tokio::test]
async fn heads_that_were_changed_are_named() {
    na(
        async |app, _, _| {
            sql(
                app,
                "UPDATE zegelkop SET hash = 'x' WHERE dag = '2026-11-22'",
            )
            .await;
        },
        |a, _| {
            let regel = Afwijking::Regel {
                stuk_id: a,
                nummer: 2,
                dag: dag(22),
            };
            vec![Afwijking::Koppen(dag(22)), regel]
        },
    )
    .await;
}

/// Who holds the database can make everything anew; not what somebody else wrote down.
#[tokio::test]
async fn a_log_made_anew_is_seen_by_who_kept_a_seal() {
    op_beide(async |app| {
        let (a, _) = verzegeld(&app).await;
        let bewaard = openbaar::alle(&app.app.db).await.unwrap().remove(1);
        weg(&app, a, 2).await;
        sql(&app, "DELETE FROM zegel").await;
        sql(&app, "DELETE FROM zegelkop").await;
        zegel_op(&app, 22).await.expect("a seal");
        zegel_op(&app, 23).await.expect("a seal");
        assert_eq!(gevonden(&app, None).await, []);
        let elders = Some((bewaard.dag, bewaard.hash.as_str()));
        assert_eq!(gevonden(&app, elders).await, [Afwijking::Elders(dag(22))]);
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// For everybody

#[tokio::test]
async fn the_seals_are_public() {
    op_beide(async |app| {
        let leeg = app.get("/logboek").await.met_status(200);
        assert!(leeg.tekst.contains("Er is nog geen zegel"));
        assert_eq!(app.get("/api/v1/logboek").await.json()["totaal"], 0);
        lees(&app, "a", "een").await;
        let zegel = zegel_op(&app, 24).await.expect("a seal");
        let later = zegel_op(&app, 27).await.expect("a seal");
        let pagina = app.get("/logboek").await.met_status(200).tekst;
        for wat in [
            zegel.hash.as_str(),
            &later.hash,
            "26 november 2026",
            "Over 3 dagen",
        ] {
            assert!(pagina.contains(wat), "{wat}");
        }
        for geheim in [&zegel.zout, &zegel.koppen] {
            assert!(!pagina.contains(geheim.as_str()));
        }
        let csv = app.get("/logboek.csv").await.met_status(200);
        assert_eq!(csv.kop("content-type"), "text/csv; charset=utf-8");
        assert!(csv.kop("content-disposition").contains("logboek.csv"));
        let regels: Vec<&str> = csv.tekst.lines().collect();
        assert_eq!(regels.len(), 3);
        assert!(
            regels[2].starts_with("2026-11-26,2026-11-24,1,1,"),
            "{}",
            regels[2]
        );
        assert!(regels[2].ends_with(&format!(",{},{}", zegel.hash, later.hash)));
        let antwoord = app.get("/api/v1/logboek?perPagina=1").await.met_status(200);
        assert_eq!(antwoord.kop("total-count"), "2");
        let json = antwoord.json();
        assert_eq!(json["resultaten"][0]["zegel"], later.hash);
        assert_eq!(json["resultaten"][0]["vanaf"], "2026-11-24");
        let fouten = app
            .get("/api/v1/logboek?q=x&pagina=0")
            .await
            .met_status(400);
        assert_eq!(fouten.fouten().len(), 2);
        assert!(
            app.get("/logboek?pagina=9")
                .await
                .tekst
                .contains("Deze bladzijde is er niet")
        );
        app.get("/logboek?pagina=x").await.met_status(400);
    })
    .await;
}
