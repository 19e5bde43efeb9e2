//! The queue of jobs: each is done, once, whatever happens to who does it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use dwarsverband::{
    ctx::{Clock, Ctx},
    db::Db,
    error::Error,
    jobs::{
        LEASE, OPRUIMEN, Werkplaats,
        model::{Afloop, Mislukt, Opdracht, POGINGEN, Staat, Taak},
        service as jobs,
    },
};
use futures_util::FutureExt as _;
use serde_json::json;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{TestApp, lang, op_beide};

const SOORT: &str = "proef";

/// A clock that stands still until it is set forward.
#[derive(Clone)]
struct Wijzers(Arc<AtomicI64>);

impl Wijzers {
    fn op(moment: &str) -> Self {
        let moment: DateTime<Utc> = moment.parse().expect("a moment");
        Self(Arc::new(AtomicI64::new(moment.timestamp())))
    }

    fn nieuw() -> Self {
        Self::op("2026-11-21T12:00:00Z")
    }

    fn vooruit(&self, hoeveel: TimeDelta) {
        self.0.fetch_add(hoeveel.num_seconds(), Ordering::Relaxed);
    }

    fn klok(&self) -> Clock {
        let seconden = Arc::clone(&self.0);
        Clock::from_fn(move || {
            DateTime::from_timestamp(seconden.load(Ordering::Relaxed), 0).expect("a moment")
        })
    }
}

async fn zet_klaar(db: &Db, klok: &Clock, aantal: usize) {
    let write = db.begin_write().await.expect("a write");
    for nummer in 0..aantal {
        let wat = Opdracht::nieuw(SOORT, json!({ "nummer": nummer }));
        let nieuw = jobs::zet_klaar(&write, klok.now(), wat).await;
        assert!(nieuw.expect("the database works"));
    }
    write.commit_zonder_gebeurtenis().await.expect("a commit");
}

/// How many jobs of the test are in each state.
async fn stand(werkplaats: &Werkplaats) -> BTreeMap<Staat, i64> {
    let alle = werkplaats.overzicht().await.expect("the database works");
    let eigen = alle.into_iter().filter(|t| t.soort == SOORT);
    eigen.map(|t| (t.staat, t.aantal)).collect()
}

fn nummer(taak: &Taak) -> i64 {
    taak.lading["nummer"].as_i64().expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_workers_do_every_job_once() {
    op_beide(async |app| {
        let aantal = if lang() { 1_000 } else { 100 };
        let klok = Wijzers::nieuw().klok();
        zet_klaar(&app.app.db, &klok, aantal).await;
        let gedaan = Arc::new(Mutex::new(Vec::new()));
        let lijst = Arc::clone(&gedaan);
        let werkplaats = Werkplaats::nieuw(app.app.db.clone(), klok).met(SOORT, move |taak| {
            lijst.lock().unwrap().push(nummer(&taak));
            async { Ok(Afloop::Klaar) }
        });
        let werkers: Vec<_> = (0..8)
            .map(|_| {
                let werkplaats = werkplaats.clone();
                tokio::spawn(
                    async move { werkplaats.doe_alle().await.expect("the database works") },
                )
            })
            .collect();
        for werker in werkers {
            werker.await.expect("a worker that goes on");
        }
        // A worker stops when it finds nothing free, also when others are still busy.
        werkplaats.doe_alle().await.expect("the database works");
        let mut gedaan = std::mem::take(&mut *gedaan.lock().unwrap());
        gedaan.sort_unstable();
        let alle: Vec<i64> = (0..i64::try_from(aantal).unwrap()).collect();
        assert_eq!(gedaan, alle);
        let klaar = i64::try_from(aantal).unwrap();
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Klaar, klaar)])
        );
    })
    .await;
}

#[tokio::test]
async fn a_write_that_is_taken_back_leaves_no_job() {
    op_beide(async |app| {
        let klok = Wijzers::nieuw().klok();
        let werkplaats = Werkplaats::nieuw(app.app.db.clone(), klok.clone())
            .met(SOORT, |_| async { Ok(Afloop::Klaar) });
        let write = app.app.db.begin_write().await.expect("a write");
        let wat = Opdracht::nieuw(SOORT, json!({}));
        jobs::zet_klaar(&write, klok.now(), wat)
            .await
            .expect("the database works");
        drop(write);
        assert_eq!(stand(&werkplaats).await, BTreeMap::new());
        assert_eq!(werkplaats.doe_alle().await.expect("the database works"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_job_of_a_worker_that_is_gone_is_done_by_another_and_only_its_work_is_kept() {
    op_beide(async |app| {
        let wijzers = Wijzers::nieuw();
        let (db, klok) = (app.app.db.clone(), wijzers.klok());
        zet_klaar(&db, &klok, 1).await;
        let (begonnen, verder) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let uitkomsten = Arc::new(Mutex::new(Vec::new()));
        let werk = {
            let (db, klok, begonnen, verder) = (
                db.clone(),
                klok.clone(),
                Arc::clone(&begonnen),
                Arc::clone(&verder),
            );
            let uitkomsten = Arc::clone(&uitkomsten);
            move |taak: Taak| {
                let (db, klok, begonnen, verder) = (
                    db.clone(),
                    klok.clone(),
                    Arc::clone(&begonnen),
                    Arc::clone(&verder),
                );
                let uitkomsten = Arc::clone(&uitkomsten);
                async move {
                    if taak.poging == 1 {
                        begonnen.notify_one();
                        verder.notified().await;
                    }
                    let write = db.begin_write().await?;
                    let uitkomst = jobs::rond_af(&write, klok.now(), &taak).await;
                    uitkomsten
                        .lock()
                        .unwrap()
                        .push((taak.poging, uitkomst.is_ok()));
                    uitkomst?;
                    write.commit_zonder_gebeurtenis().await?;
                    Ok(Afloop::Afgerond)
                }
            }
        };
        let werkplaats = Werkplaats::nieuw(db, klok).met(SOORT, werk);
        let trage = {
            let werkplaats = werkplaats.clone();
            tokio::spawn(async move { werkplaats.doe_alle().await })
        };
        begonnen.notified().await;
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Bezig, 1)])
        );
        wijzers.vooruit(LEASE - TimeDelta::seconds(1));
        let gedaan = werkplaats.doe_alle().await.expect("the database works");
        assert_eq!(gedaan, 0, "the lease holds");
        wijzers.vooruit(TimeDelta::seconds(2));
        let gedaan = werkplaats.doe_alle().await.expect("the database works");
        assert_eq!(gedaan, 1);
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Klaar, 1)])
        );
        verder.notify_one();
        trage
            .await
            .expect("it goes on")
            .expect("the database works");
        assert_eq!(*uitkomsten.lock().unwrap(), [(2, true), (1, false)]);
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Klaar, 1)])
        );
    })
    .await;
}

#[tokio::test]
async fn what_keeps_failing_is_given_up_stays_visible_and_can_begin_again() {
    op_beide(async |app| {
        let wijzers = Wijzers::nieuw();
        let (db, klok) = (app.app.db.clone(), wijzers.klok());
        zet_klaar(&db, &klok, 1).await;
        let gaat_mis = Arc::new(AtomicUsize::new(usize::MAX));
        let pogingen = Arc::new(AtomicI64::new(0));
        let (mis, geteld) = (Arc::clone(&gaat_mis), Arc::clone(&pogingen));
        let werkplaats = Werkplaats::nieuw(db.clone(), klok.clone()).met(SOORT, move |_| {
            geteld.fetch_add(1, Ordering::Relaxed);
            let mis = mis.load(Ordering::Relaxed) > 0;
            async move {
                if mis {
                    Err(Mislukt::Straks("het lukt niet".into()))
                } else {
                    Ok(Afloop::Klaar)
                }
            }
        });
        for poging in 1..=POGINGEN {
            assert_eq!(
                werkplaats.doe_alle().await.expect("the database works"),
                1,
                "{poging}"
            );
            let meteen = werkplaats.doe_alle().await.expect("the database works");
            assert_eq!(meteen, 0, "there is a pause after {poging}");
            wijzers.vooruit(TimeDelta::hours(6));
        }
        assert_eq!(werkplaats.doe_alle().await.expect("the database works"), 0);
        assert_eq!(pogingen.load(Ordering::Relaxed), POGINGEN);
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Opgegeven, 1)])
        );
        let lijst = jobs::opgegeven(&db).await.expect("the database works");
        assert_eq!(lijst.len(), 1);
        assert_eq!(
            (lijst[0].fout.as_str(), lijst[0].pogingen),
            ("het lukt niet", POGINGEN)
        );

        gaat_mis.store(0, Ordering::Relaxed);
        let ctx = Ctx::systeem("test", &klok);
        let onbekend = jobs::opnieuw(&db, &ctx, Uuid::from_u128(1)).await;
        assert!(matches!(onbekend, Err(Error::NotFound)), "{onbekend:?}");
        jobs::opnieuw(&db, &ctx, lijst[0].id)
            .await
            .expect("it begins again");
        let nog_eens = jobs::opnieuw(&db, &ctx, lijst[0].id).await;
        assert!(matches!(nog_eens, Err(Error::NotFound)), "{nog_eens:?}");
        assert_eq!(werkplaats.doe_alle().await.expect("the database works"), 1);
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Klaar, 1)])
        );
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_no_use_or_ends_its_process_is_given_up() {
    op_beide(async |app| {
        let wijzers = Wijzers::nieuw();
        let (db, klok) = (app.app.db.clone(), wijzers.klok());
        zet_klaar(&db, &klok, 1).await;
        let zinloos = Werkplaats::nieuw(db.clone(), klok.clone()).met(SOORT, |_| async {
            Err(Mislukt::Definitief("zinloos".into()))
        });
        assert_eq!(zinloos.doe_alle().await.expect("the database works"), 1);
        assert_eq!(
            stand(&zinloos).await,
            BTreeMap::from([(Staat::Opgegeven, 1)])
        );

        // It panics: the worker goes on, and the job is tried again.
        zet_klaar(&db, &klok, 1).await;
        let panisch = Werkplaats::nieuw(db.clone(), klok.clone())
            .met(SOORT, |_| async { panic!("a job of the test") });
        assert_eq!(panisch.doe_alle().await.expect("the database works"), 1);
        let verwacht = BTreeMap::from([(Staat::Wacht, 1), (Staat::Opgegeven, 1)]);
        assert_eq!(stand(&panisch).await, verwacht);

        // Whoever takes it up is never heard of again.
        let begonnen = Arc::new(Notify::new());
        let begin = Arc::clone(&begonnen);
        let dodelijk = Werkplaats::nieuw(db.clone(), klok.clone()).met(SOORT, move |_| {
            begin.notify_one();
            std::future::pending()
        });
        for _ in 2..=POGINGEN {
            wijzers.vooruit(TimeDelta::hours(1));
            let nooit = CancellationToken::new();
            tokio::select! {
                uitkomst = dodelijk.doe_een(&nooit) => panic!("it ended: {uitkomst:?}"),
                () = begonnen.notified() => {}
            }
        }
        wijzers.vooruit(TimeDelta::hours(1));
        assert_eq!(dodelijk.doe_alle().await.expect("the database works"), 1);
        assert_eq!(
            stand(&dodelijk).await,
            BTreeMap::from([(Staat::Opgegeven, 2)])
        );
    })
    .await;
}

#[tokio::test]
async fn daily_work_is_done_once_a_day_by_all_processes_together() {
    op_beide(async |app| {
        let wijzers = Wijzers::op("2026-11-21T01:59:00Z");
        let gedaan = Arc::new(Mutex::new(Vec::new()));
        let proces = || {
            let lijst = Arc::clone(&gedaan);
            Werkplaats::nieuw(app.app.db.clone(), wijzers.klok()).dagelijks(SOORT, 3, move |taak| {
                let dag = taak.lading["dag"].as_str().expect("a day").to_owned();
                lijst.lock().unwrap().push(dag);
                async { Ok(Afloop::Klaar) }
            })
        };
        let (een, twee) = (proces(), proces());
        let plan = async || {
            let (een, twee) = tokio::join!(een.plan(), twee.plan());
            een.expect("the database works") + twee.expect("the database works")
        };
        assert_eq!(plan().await, 0, "two o'clock in the Netherlands");
        wijzers.vooruit(TimeDelta::minutes(1));
        assert_eq!(plan().await, 1, "three o'clock");
        een.doe_alle().await.expect("the database works");
        twee.doe_alle().await.expect("the database works");
        assert_eq!(*gedaan.lock().unwrap(), ["2026-11-21"]);
        // Later that day: only the tidying of the queue itself, at four.
        wijzers.vooruit(TimeDelta::hours(10));
        assert_eq!(plan().await, 1);
        een.doe_alle().await.expect("the database works");
        wijzers.vooruit(TimeDelta::hours(24));
        assert_eq!(plan().await, 2, "the next day");
        een.doe_alle().await.expect("the database works");
        assert_eq!(*gedaan.lock().unwrap(), ["2026-11-21", "2026-11-22"]);
        // After a week what was done is gone, but for the work that took it away.
        wijzers.vooruit(TimeDelta::days(7));
        een.plan().await.expect("the database works");
        een.doe_alle().await.expect("the database works");
        let over = een.overzicht().await.expect("the database works");
        let over: Vec<(&str, i64)> = over.iter().map(|t| (t.soort.as_str(), t.aantal)).collect();
        assert_eq!(over, [(SOORT, 1), (OPRUIMEN, 1)]);
    })
    .await;
}

#[tokio::test]
async fn work_that_nobody_does_waits_and_says_why() {
    op_beide(async |app| {
        let klok = Wijzers::nieuw().klok();
        zet_klaar(&app.app.db, &klok, 2).await;
        let werkplaats =
            Werkplaats::nieuw(app.app.db.clone(), klok).met_rust(SOORT, "er is niemand");
        assert_eq!(werkplaats.doe_alle().await.expect("the database works"), 0);
        let overzicht = werkplaats.overzicht().await.expect("the database works");
        assert_eq!(overzicht.len(), 1);
        assert_eq!((overzicht[0].staat, overzicht[0].aantal), (Staat::Wacht, 2));
        assert_eq!(overzicht[0].rust, "er is niemand");
    })
    .await;
}

#[tokio::test]
async fn only_a_job_that_is_kept_wakes_a_worker() {
    op_beide(async |app| {
        let (db, klok) = (&app.app.db, Wijzers::nieuw().klok());
        let wakker = || db.werk_staat_klaar().now_or_never().is_some();
        assert!(!wakker());
        let leeg = db.begin_write().await.expect("a write");
        leeg.commit_zonder_gebeurtenis().await.expect("a commit");
        let terug = db.begin_write().await.expect("a write");
        let wat = Opdracht::nieuw(SOORT, json!({}));
        jobs::zet_klaar(&terug, klok.now(), wat)
            .await
            .expect("the database works");
        drop(terug);
        assert!(!wakker());
        zet_klaar(db, &klok, 1).await;
        assert!(wakker());
    })
    .await;
}

/// What is not done in time when the process stops waits for the next one.
#[tokio::test]
async fn a_job_that_takes_too_long_does_not_hold_up_the_end() {
    let app = TestApp::sqlite().await;
    let klok = Wijzers::nieuw().klok();
    zet_klaar(&app.app.db, &klok, 1).await;
    let begonnen = Arc::new(Notify::new());
    let begin = Arc::clone(&begonnen);
    let werkplaats = Werkplaats::nieuw(app.app.db.clone(), klok).met(SOORT, move |_| {
        begin.notify_one();
        std::future::pending()
    });
    let stop = CancellationToken::new();
    let volgen = tokio::spawn(werkplaats.clone().volg(stop.clone()));
    begonnen.notified().await;
    stop.cancel();
    volgen.await.expect("the workers end");
    assert_eq!(
        stand(&werkplaats).await,
        BTreeMap::from([(Staat::Wacht, 1)])
    );
}

#[tokio::test]
async fn workers_do_work_that_comes_and_stop_when_told() {
    op_beide(async |app: TestApp| {
        let klok = Wijzers::nieuw().klok();
        let gedaan = Arc::new(Notify::new());
        let klaar = Arc::clone(&gedaan);
        let werkplaats =
            Werkplaats::nieuw(app.app.db.clone(), klok.clone()).met(SOORT, move |_| {
                klaar.notify_one();
                async { Ok(Afloop::Klaar) }
            });
        let stop = CancellationToken::new();
        let volgen = tokio::spawn(werkplaats.clone().volg(stop.clone()));
        zet_klaar(&app.app.db, &klok, 1).await;
        gedaan.notified().await;
        stop.cancel();
        volgen.await.expect("the workers end");
        assert_eq!(
            stand(&werkplaats).await,
            BTreeMap::from([(Staat::Klaar, 1)])
        );
    })
    .await;
}
