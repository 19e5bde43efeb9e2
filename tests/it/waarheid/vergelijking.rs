//! Index and tables are compared, and what differs is repaired and counted.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use dwarsverband::zoeken::{documenten::documenten, toestand::Verschillen};
use search_index::{Change, Document};
use uuid::Uuid;

use super::{gevonden, herbouw::spook, is_gelijk, praktijk};
use crate::support::{TestApp, op_beide};

async fn alle_documenten(app: &TestApp) -> Vec<Document> {
    let entries = app.app.index.entries().unwrap().into_iter();
    let ids: Vec<Uuid> = entries.map(|e| e.id.parse().unwrap()).collect();
    let mut alle = documenten(app.app.db.read(), &ids).await.unwrap();
    alle.sort_by(|a, b| a.title.cmp(&b.title));
    alle
}

/// One of each kind of difference. Versions are enough for three of them; the fourth has the right
/// version and other keys, and shows only in the fingerprint.
#[tokio::test]
async fn every_kind_of_difference_is_found_and_repaired() {
    op_beide(async |app| {
        app.lees(&["a", "b", "c", "d"].map(praktijk)).await;
        is_gelijk(&app).await;
        let documenten = alle_documenten(&app).await;
        let [weg, oud, gesloten, _] = &documenten[..] else {
            panic!("four: {documenten:?}");
        };
        let index = &app.app.index;
        let mut oud = oud.clone();
        oud.version += 1;
        oud.title = "Schulden van vroeger".into();
        let mut gesloten = gesloten.clone();
        gesloten.keys = vec!["redactie".into()];
        let wijzigingen = vec![
            Change::Delete(weg.id.clone()),
            Change::Put(Box::new(oud)),
            Change::Put(Box::new(gesloten)),
        ];
        index.apply(wijzigingen, index.position()).unwrap();
        spook(&app, &Uuid::from_u128(7).to_string());
        let over = ["Proef b", "Proef d"].map(String::from);
        assert_eq!(gevonden(&app, "schulden").await, over);

        let volger = &app.app.volger;
        let eerst = volger.vergelijk_versies().await.unwrap();
        let verwacht = Verschillen {
            ontbreekt: 1,
            verouderd: 1,
            anders: 0,
            te_veel: 1,
        };
        assert_eq!(eerst, verwacht);
        assert_eq!(gevonden(&app, "schulden").await.len(), 3);
        let dan = volger.vergelijk_alles(Duration::ZERO).await.unwrap();
        let anders = Verschillen {
            anders: 1,
            ..Verschillen::default()
        };
        assert_eq!(dan, anders);
        assert_eq!(gevonden(&app, "schulden").await.len(), 4);
        assert_eq!(alle_documenten(&app).await, documenten);
        is_gelijk(&app).await;

        let metrics = app.get("/metrics").await.met_status(200).tekst;
        for soort in ["ontbreekt", "verouderd", "anders", "te_veel"] {
            let regel = format!("dwarsverband_zoekindex_hersteld_{soort} 1\n");
            assert!(metrics.contains(&regel), "{soort}: {metrics}");
        }
    })
    .await;
}

/// What is being written at that moment is no difference.
#[tokio::test]
async fn writes_beside_a_comparison_are_no_differences() {
    op_beide(async |app| {
        app.lees(&["a", "b", "c"].map(praktijk)).await;
        let klaar = AtomicBool::new(false);
        let schrijf = async || {
            for nummer in 0..12 {
                let mut record = praktijk(["a", "b", "c", "e"][nummer % 4]);
                record["tekst"] = format!("Over schulden, voor de {nummer}e keer.").into();
                app.lees(&[record]).await;
            }
            klaar.store(true, Ordering::SeqCst);
        };
        let vergelijk = async || {
            let mut keren = 0;
            while !klaar.load(Ordering::SeqCst) {
                let verschillen = app.app.volger.vergelijk_alles(Duration::ZERO).await;
                assert_eq!(verschillen.unwrap(), Verschillen::default());
                keren += 1;
            }
            assert!(keren > 0);
        };
        tokio::join!(schrijf(), vergelijk());
        is_gelijk(&app).await;
    })
    .await;
}
