//! The search journal: what visitors ask is counted, by nobody in particular and without personal
//! data, and no answer waits for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::{DateTime, Days, NaiveDate, Utc};
use dwarsverband::{
    actor::Actor,
    ctx::Clock,
    db::{Db, tables::zoekvraag},
    zoeken::{
        journaal::{Journaal, RUIMTE},
        model::Vraag,
        service::vragen::gesteld,
    },
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait as _, EntityTrait as _};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::support::{TestApp, ctx, op_beide};

/// The day that the clock of the tests starts on.
fn dag() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

/// The journal as it stands in the table: question, times, in vain.
async fn rijen(db: &Db) -> Vec<(String, i64, i64)> {
    let rijen = zoekvraag::Entity::find().all(db.read()).await.unwrap();
    let mut rijen: Vec<_> = rijen
        .into_iter()
        .map(|r| (r.vraag, r.keren, r.zonder_resultaat))
        .collect();
    rijen.sort();
    rijen
}

async fn zet(db: &Db, dag: NaiveDate, vraag: &str) {
    let rij = zoekvraag::ActiveModel {
        dag: Set(dag),
        vraag: Set(vraag.to_owned()),
        keren: Set(1),
        zonder_resultaat: Set(0),
    };
    rij.insert(db.read()).await.unwrap();
}

fn regel(vraag: &str, keren: i64, zonder: i64) -> (String, i64, i64) {
    (vraag.to_owned(), keren, zonder)
}

/// A value of `/metrics`.
async fn cijfer(app: &TestApp, naam: &str) -> u64 {
    let tekst = app.get("/metrics").await.met_status(200).tekst;
    let begin = format!("dwarsverband_zoekjournaal_{naam}_total ");
    let waarde = tekst.lines().find_map(|r| r.strip_prefix(&begin));
    waarde.expect("the figure is there").parse().unwrap()
}

#[tokio::test]
async fn first_pages_are_counted_by_spelling_and_by_what_they_found() {
    op_beide(async |app: TestApp| {
        let brigade = json!({
            "externId": "k1", "soort": "publicatie", "titel": "De kwartelbrigade", "tekst": "x",
        });
        app.lees(&[brigade]).await;
        for pad in [
            "/zoeken?q=Kwartelbrigade",
            "/zoeken?q=kwartelbrigade++",
            "/api/v1/zoeken?q=KWARTELBRIGADE",
            "/zoeken?q=niets+van+dat",
            "/api/v1/zoeken?q=niets+van+dat",
            // Nothing because of the filter, not of the words.
            "/zoeken?q=kwartelbrigade&soort=thema",
            // None of these is a question of its own.
            "/zoeken",
            "/zoeken?q=",
            "/zoeken?soort=publicatie",
            "/zoeken?q=kwartelbrigade&pagina=2",
            "/api/v1/zoeken?q=kwartelbrigade&pagina=2",
            "/api/v1/zoeken/suggesties?q=kwartel",
            "/",
        ] {
            app.get(pad).await.met_status(200);
        }
        app.get("/zoeken?q=wmo&pagina=0").await.met_status(400);
        let journaal = &app.app.journaal;
        assert_eq!(rijen(&app.app.db).await, [], "an answer writes nothing");
        assert_eq!(journaal.schrijf_bij().await.unwrap(), 2);
        let verwacht = [regel("kwartelbrigade", 4, 0), regel("niets van dat", 2, 2)];
        assert_eq!(rijen(&app.app.db).await, verwacht);
        assert_eq!(journaal.schrijf_bij().await.unwrap(), 0, "nothing waits");
        // A later batch adds to the same lines.
        app.get("/zoeken?q=niets+van+dat").await;
        journaal.schrijf_bij().await.unwrap();
        let verwacht = [regel("kwartelbrigade", 4, 0), regel("niets van dat", 3, 3)];
        assert_eq!(rijen(&app.app.db).await, verwacht);
        assert_eq!(cijfer(&app, "genoteerd").await, 7);
    })
    .await;
}

/// A number leads straight to its page: asked, and not in vain.
#[tokio::test]
async fn a_number_that_leads_to_its_page_is_not_in_vain() {
    op_beide(async |app: TestApp| {
        let brief = json!({
            "externId": "k1", "soort": "publicatie", "titel": "Een brief", "tekst": "x",
            "officieelId": "kst-34477-16",
        });
        app.lees(&[brief]).await;
        app.get("/zoeken?q=kst-34477-16").await.met_status(303);
        app.app.journaal.schrijf_bij().await.unwrap();
        assert_eq!(rijen(&app.app.db).await, [regel("kst-34477-16", 1, 0)]);
    })
    .await;
}

#[tokio::test]
async fn a_question_with_personal_data_is_counted_and_not_kept() {
    op_beide(async |app: TestApp| {
        for q in [
            "bsn+999990019",
            "9999.90.019+uitkering",
            "jan%40voorbeeld.example",
            "06-12345678",
            "NL91+ABNA+0417+1643+00",
            "1234+AB+12",
            "9999%C2%AD90019",
        ] {
            app.get(&format!("/zoeken?q={q}")).await.met_status(200);
            app.get(&format!("/api/v1/zoeken?q={q}"))
                .await
                .met_status(200);
        }
        app.get("/zoeken?q=artikel+2.3.5+wmo+2015").await;
        app.app.journaal.schrijf_bij().await.unwrap();
        let rijen = rijen(&app.app.db).await;
        let vragen: Vec<&str> = rijen.iter().map(|r| r.0.as_str()).collect();
        assert_eq!(vragen, ["artikel 2.3.5 wmo 2015"]);
        assert_eq!(cijfer(&app, "persoonsgegevens").await, 14);
        assert_eq!(cijfer(&app, "genoteerd").await, 1);
    })
    .await;
}

/// Nobody takes anything from the queue here, and still every answer comes.
#[tokio::test]
async fn a_full_queue_holds_nobody_up_and_is_told() {
    op_beide(async |app: TestApp| {
        let (app, te_veel) = (&app, 100);
        let wie = ctx(Actor::Bezoeker, &app.app.clock);
        for n in 0..RUIMTE + te_veel {
            let vraag = Vraag::default().met_woorden(&format!("vraag {n}"));
            app.app.journaal.noteer(&wie, &vraag, 1);
        }
        app.get("/zoeken?q=nog+een").await.met_status(200);
        assert_eq!(cijfer(app, "weggevallen").await, te_veel as u64 + 1);
        assert_eq!(cijfer(app, "genoteerd").await, RUIMTE as u64);
        assert_eq!(app.app.journaal.schrijf_bij().await.unwrap(), RUIMTE);
        app.get("/zoeken?q=nog+een").await;
        app.app.journaal.schrijf_bij().await.unwrap();
        assert_eq!(rijen(&app.app.db).await.len(), RUIMTE + 1);
    })
    .await;
}

/// What the database did not take waits for the next time.
#[tokio::test]
async fn a_database_that_fails_loses_no_count() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let sql = async |sql: &str| db.read().execute_unprepared(sql).await.unwrap();
        app.get("/zoeken?q=wijkteam").await;
        sql("ALTER TABLE zoekvraag RENAME TO weg").await;
        app.app.journaal.schrijf_bij().await.unwrap_err();
        app.get("/zoeken?q=wijkteam").await.met_status(200);
        app.app.journaal.schrijf_bij().await.unwrap_err();
        sql("ALTER TABLE weg RENAME TO zoekvraag").await;
        app.app.journaal.schrijf_bij().await.unwrap();
        assert_eq!(rijen(db).await, [regel("wijkteam", 2, 2)]);
    })
    .await;
}

/// Two processes over one database: their counts add up, and neither is in the way of the other.
#[tokio::test]
async fn processes_count_together() {
    op_beide(async |app: TestApp| {
        let app = &app.app;
        let wie = ctx(Actor::Bezoeker, &app.clock);
        let rondes: i64 = if crate::support::lang() { 200 } else { 20 };
        let proces = async |omgekeerd: bool| {
            let journaal = Journaal::nieuw(app.db.clone(), app.clock.clone());
            for _ in 0..rondes {
                let mut vragen: Vec<u32> = (0..50).collect();
                if omgekeerd {
                    vragen.reverse();
                }
                for n in vragen {
                    let vraag = Vraag::default().met_woorden(&format!("vraag {n}"));
                    journaal.noteer(&wie, &vraag, u64::from(n % 2));
                }
                journaal.schrijf_bij().await.unwrap();
            }
        };
        tokio::join!(proces(false), proces(true), proces(false));
        let rijen = rijen(&app.db).await;
        assert_eq!(rijen.len(), 50);
        for (vraag, keren, zonder) in rijen {
            let even = vraag.ends_with(['0', '2', '4', '6', '8']);
            let verwacht = (rondes * 3, if even { rondes * 3 } else { 0 });
            assert_eq!((keren, zonder), verwacht, "{vraag}");
        }
    })
    .await;
}

/// At the start, and again when another day begins in Amsterdam.
#[tokio::test]
async fn questions_of_long_ago_are_removed() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let dagen_terug = |n| dag().checked_sub_days(Days::new(n)).unwrap();
        for (vraag, terug) in [("te oud", 31), ("net niet", 30), ("van vandaag", 0)] {
            zet(db, dagen_terug(terug), vraag).await;
        }
        let uren = Arc::new(AtomicI64::new(0));
        let begin: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().unwrap();
        let clock = {
            let uren = uren.clone();
            Clock::from_fn(move || begin + chrono::Duration::hours(uren.load(Ordering::Relaxed)))
        };
        let journaal = Journaal::nieuw(db.clone(), clock.clone());
        let stop = CancellationToken::new();
        let taak = tokio::spawn(journaal.clone().volg(stop.clone()));
        let over = async |verwacht: &[&str]| {
            let begin = Instant::now();
            loop {
                let rijen = rijen(db).await;
                let vragen: Vec<&str> = rijen.iter().map(|r| r.0.as_str()).collect();
                if vragen == verwacht {
                    return;
                }
                assert!(begin.elapsed() < Duration::from_mins(1), "{vragen:?}");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        over(&["net niet", "van vandaag"]).await;
        // 23:00 in UTC is midnight in Amsterdam.
        uren.store(11, Ordering::Relaxed);
        over(&["van vandaag"]).await;
        // What is asked just before the end is written at the end.
        let vraag = Vraag::default().met_woorden("op de valreep");
        journaal.noteer(&ctx(Actor::Bezoeker, &clock), &vraag, 0);
        stop.cancel();
        taak.await.unwrap();
        let verwacht = [regel("op de valreep", 1, 1), regel("van vandaag", 1, 0)];
        assert_eq!(rijen(db).await, verwacht);
        assert_eq!(journaal.stand().weggevallen, 0);
    })
    .await;
}

#[tokio::test]
async fn the_journal_tells_what_is_asked_most_and_most_in_vain() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let wie = ctx(Actor::Bezoeker, &app.app.clock);
        for (terug, vraag, keren, zonder_resultaat) in [
            (0, "wmo", 3, 0),
            (1, "wmo", 4, 1),
            (0, "snavelploeg", 5, 5),
            (2, "jeugd", 2, 2),
            (40, "jeugd", 9, 9),
            (0, "alles goed", 1, 0),
        ] {
            let rij = zoekvraag::ActiveModel {
                dag: Set(dag().checked_sub_days(Days::new(terug)).unwrap()),
                vraag: Set(vraag.to_owned()),
                keren: Set(keren),
                zonder_resultaat: Set(zonder_resultaat),
            };
            rij.insert(db.read()).await.unwrap();
        }
        let vraag = async |dagen, zonder, hoogstens| {
            let gesteld = gesteld(&wie, db, dagen, zonder, hoogstens).await.unwrap();
            let vragen = gesteld
                .vragen
                .into_iter()
                .map(|g| (g.vraag, g.telling.keren, g.telling.zonder_resultaat));
            (vragen.collect::<Vec<_>>(), gesteld.totaal)
        };
        let (wmo, ploeg) = (regel("wmo", 7, 1), regel("snavelploeg", 5, 5));
        let (jeugd, goed) = (regel("jeugd", 2, 2), regel("alles goed", 1, 0));
        let alle = vec![wmo.clone(), ploeg.clone(), jeugd.clone(), goed.clone()];
        assert_eq!(vraag(30, false, 500).await, (alle, 4));
        assert_eq!(
            vraag(30, true, 500).await,
            (vec![ploeg.clone(), jeugd, wmo], 3)
        );
        assert_eq!(vraag(30, true, 1).await, (vec![ploeg.clone()], 3));
        let vandaag = vec![ploeg, regel("wmo", 3, 0), goed];
        assert_eq!(vraag(1, false, 500).await, (vandaag, 3));
    })
    .await;
}
