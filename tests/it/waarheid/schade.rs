//! The index is broken while the service runs, or gone when it starts.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{gevonden, is_gelijk, met_volger, praktijk, wacht_op};
use crate::{opdrachten::Huis, support::op_beide};

fn bestanden(map: &Path) -> Vec<PathBuf> {
    let map = fs::read_dir(map).unwrap();
    map.map(|m| m.unwrap().path()).collect()
}

type Schade = fn(&Path);

/// What somebody or something does to the folder of the index.
const SCHADE: [(&str, Schade); 4] = [
    ("the whole folder removed", |map| {
        fs::remove_dir_all(map).unwrap();
    }),
    ("the folder of this build removed", |map| {
        fs::remove_dir_all(&bestanden(map)[0]).unwrap();
    }),
    ("meta.json removed", |map| {
        fs::remove_file(bestanden(map)[0].join("meta.json")).unwrap();
    }),
    ("the words removed", |map| {
        for bestand in bestanden(&bestanden(map)[0]) {
            if bestand.extension().is_some_and(|e| e == "term") {
                fs::remove_file(bestand).unwrap();
            }
        }
    }),
];

/// Searches go on or say clearly that they can't, and the index heals without a restart. What was
/// written meanwhile is in it.
#[tokio::test]
async fn a_running_service_heals_its_index() {
    op_beide(async |app| {
        app.lees(&[praktijk("a")]).await;
        let (index, toestand) = (&app.app.index, app.app.volger.toestand());
        let eerder = toestand.herbouwd();
        met_volger(&app, async || {
            for (nummer, (wat, schade)) in SCHADE.iter().enumerate() {
                schade(&app.indexmap().await);
                let naam = format!("n{nummer}");
                let regel = praktijk(&naam).to_string();
                app.lees_zonder_index("later.jsonl", regel.as_bytes()).await;
                wacht_op(wat, async || {
                    let zoeken = app.get("/api/v1/zoeken?q=schulden").await;
                    let status = zoeken.status.as_u16();
                    assert!(matches!(status, 200 | 503), "{wat}: {status}");
                    index.check(true).is_ok().then_some(())
                })
                .await;
                let titel = format!("Proef {naam}");
                wacht_op(wat, async || {
                    let titels = gevonden(&app, "schulden").await;
                    titels.contains(&titel).then_some(())
                })
                .await;
                wacht_op(wat, async || {
                    let klaar = app.app.volger.reden().is_none() && !toestand.herbouwt();
                    klaar.then_some(())
                })
                .await;
                app.get("/gereed").await.met_status(200);
            }
        })
        .await;
        assert_eq!(gevonden(&app, "schulden").await.len(), 1 + SCHADE.len());
        // The next commit brings back a list that is gone; files and folders it does not.
        assert!(toestand.herbouwd() >= eerder + 3);
        is_gelijk(&app).await;
    })
    .await;
}

/// Tables that are filled and an index that is not there: no search answers that there is nothing.
#[tokio::test]
async fn an_index_that_has_to_be_built_first_says_so() {
    op_beide(async |app| {
        let regel = praktijk("a").to_string();
        app.lees_zonder_index("a.jsonl", regel.as_bytes()).await;
        assert!(app.app.volger.bekijk().await.unwrap(), "it has to be built");
        let gereed = app.get("/gereed").await.met_status(503).json();
        assert_eq!(gereed["reden"], "index-wordt-gebouwd");
        let uitleg = gereed["uitleg"].as_str().unwrap();
        assert!(uitleg.contains("zoekindex wordt gebouwd"), "{uitleg}");
        for pad in [
            "/api/v1/zoeken?q=schulden",
            "/api/v1/zoeken/suggesties?q=sch",
            "/zoeken?q=schulden",
        ] {
            app.get(pad).await.met_status(503);
        }
        met_volger(&app, async || {
            wacht_op("an index", async || {
                let gereed = app.get("/gereed").await;
                (gereed.status.as_u16() == 200).then_some(())
            })
            .await;
        })
        .await;
        assert_eq!(
            gevonden(&app, "schulden").await,
            ["Proef a"].map(String::from)
        );
        assert!(!app.app.volger.bekijk().await.unwrap());
    })
    .await;
}

/// The service starts when its index is gone or damaged, and builds it while it serves.
#[tokio::test]
async fn a_service_starts_without_its_index() {
    for huis in [Huis::sqlite(), Huis::postgres().await] {
        let mut server = huis.serve();
        server.draait().await;
        let eerst = server.bij().await;
        server.stop().await;
        let breek: [Schade; 3] = [
            |map| fs::remove_dir_all(map).unwrap(),
            |map| {
                let van_deze_database = &bestanden(map)[0];
                fs::write(bestanden(van_deze_database)[0].join("meta.json"), "{").unwrap();
            },
            |map| {
                for bestand in bestanden(&bestanden(&bestanden(map)[0])[0]) {
                    fs::write(bestand, "").unwrap();
                }
            },
        ];
        for breek in breek {
            breek(&huis.data().join("zoekindex"));
            let mut server = huis.serve();
            server.draait().await;
            let dan = server.bij().await;
            for wat in ["documenten", "positie"] {
                assert_eq!(dan[wat], eerst[wat], "{wat}");
            }
            server.stop().await;
        }
    }
}
