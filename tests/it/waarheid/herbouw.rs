//! A new index is built while searching and writing go on.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
};

use dwarsverband::ctx::Ctx;
use search_index::{Change, Document, Standing, Weight};

use super::{gevonden, is_gelijk, met_volger, praktijk, wacht_op};
use crate::support::{TestApp, lang, op_beide};

/// Whoever has written something and was told that it is in, finds it from then on: also while one
/// index after the other is put in the place of the one before.
#[tokio::test]
async fn what_was_acknowledged_is_found_during_every_rebuild() {
    let aantal = if lang() { 90 } else { 15 };
    op_beide(async |app| {
        app.lees(&[praktijk("begin")]).await;
        let klaar = AtomicBool::new(false);
        let bevestigd = std::sync::Mutex::new(vec!["Proef begin".to_owned()]);
        let bekend = || bevestigd.lock().unwrap().clone();
        let bouw = async || {
            let mut gebouwd = 0;
            while !klaar.load(Ordering::SeqCst) {
                app.app.volger.herbouw().await.unwrap();
                gebouwd += 1;
            }
            assert!(gebouwd > 1, "{gebouwd} rebuilds beside the writes");
        };
        let schrijf = async || {
            for nummer in 0..aantal {
                let naam = format!("n{nummer}");
                app.lees(&[praktijk(&naam)]).await;
                bevestigd.lock().unwrap().push(format!("Proef {naam}"));
            }
            klaar.store(true, Ordering::SeqCst);
        };
        let zoek = async || {
            while !klaar.load(Ordering::SeqCst) {
                let moet = bekend();
                let titels = gevonden(&app, "schulden").await;
                for titel in moet {
                    assert!(titels.contains(&titel), "{titel} is not in {titels:?}");
                }
            }
        };
        tokio::join!(bouw(), schrijf(), zoek());
        assert_eq!(gevonden(&app, "schulden").await.len(), aantal + 1);
        is_gelijk(&app).await;
    })
    .await;
}

/// An order in the table makes the running service build anew, once; that also takes away what no
/// line of the log speaks of.
#[tokio::test]
async fn an_order_is_answered_once() {
    op_beide(async |app| {
        app.lees(&[praktijk("a"), praktijk("b")]).await;
        spook(&app, "spook");
        let ctx = Ctx::systeem("test", &app.app.clock);
        let write = app.app.db.begin_write().await.unwrap();
        let nummer = write.commit_herbouw(&ctx).await.unwrap();
        let index = &app.app.index;
        assert_ne!(index.order(), nummer);
        let eerder = app.app.volger.toestand().herbouwd();
        met_volger(&app, async || {
            wacht_op("the new index", async || {
                (index.order() == nummer).then_some(())
            })
            .await;
            wacht_op("the end of the work", async || {
                (!app.app.volger.toestand().herbouwt()).then_some(())
            })
            .await;
        })
        .await;
        assert_eq!(app.app.volger.toestand().herbouwd(), eerder + 1);
        assert_eq!(index.len(), 2);
        is_gelijk(&app).await;
    })
    .await;
}

/// Puts a document into the index that no table knows.
pub(super) fn spook(app: &TestApp, id: &str) {
    let index = &app.app.index;
    let document = Document {
        id: id.to_owned(),
        version: 1,
        keys: vec!["openbaar".to_owned()],
        title: "Een spook".to_owned(),
        summary: String::new(),
        body: String::new(),
        around: String::new(),
        identifiers: Vec::new(),
        facets: BTreeMap::new(),
        changed_at: 0,
        weight: Weight::Normal,
        standing: Standing::default(),
    };
    let put = vec![Change::Put(Box::new(document))];
    index.apply(put, index.position()).unwrap();
}
