//! Who reads, proposes and changes a besluit at each level.

use crate::{
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{PAD, toneel},
};

use super::{stel_voor, velden};

#[tokio::test]
async fn every_level_is_read_by_those_it_is_for() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (niveau, netwerk, buiten) in [
            ("openbaar", 200, 200),
            ("besloten", 200, 404),
            ("vertrouwelijk", 404, 404),
        ] {
            let pad = stel_voor(&app, &toneel.rijk, &format!("Brief {niveau}"), niveau).await;
            for (wie, koek, status) in [
                ("rijk", &toneel.rijk, 200),
                ("gemeente", &toneel.gemeente, 200),
                ("waarnemer", &toneel.waarnemer, 200),
                ("netwerk", &toneel.netwerk, netwerk),
                ("elders", &toneel.elders, buiten),
                ("lid", &toneel.lid, buiten),
                ("redactie", &toneel.redactie, buiten),
                ("regietafel", &toneel.regietafel, buiten),
            ] {
                for adres in [pad.clone(), format!("/api/v1{pad}")] {
                    let gezien = met_koek(&app, &adres, koek).await.status.as_u16();
                    assert_eq!(gezien, status, "{niveau} {wie} {adres}");
                }
            }
            assert_eq!(app.get(&pad).await.status.as_u16(), buiten, "{niveau}");
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_duo_proposes_and_changes() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/besluiten/nieuw");
        for koek in [
            &toneel.netwerk,
            &toneel.elders,
            &toneel.lid,
            &toneel.redactie,
            &toneel.regietafel,
        ] {
            met_koek(&app, &nieuw, koek).await.met_status(403);
            let velden = velden("Eén brief", "besloten");
            doe(&app, koek, &nieuw, &velden).await.met_status(403);
        }
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "openbaar").await;
        for koek in [&toneel.netwerk, &toneel.lid, &toneel.regietafel] {
            for adres in ["wijzigen", "stappen/instemmen", "stappen/afwijzen"] {
                let gezien = met_koek(&app, &format!("{pad}/{adres}"), koek).await;
                assert_eq!(gezien.status.as_u16(), 403, "{adres}");
            }
        }
        app.get(&nieuw).await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn whose_words_they_are_is_for_who_works_there() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "openbaar").await;
        let mee = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
        assert!(mee.tekst.contains("Rina Voorbeeld"));
        for koek in [&toneel.lid, &toneel.regietafel] {
            let ander = met_koek(&app, &pad, koek).await.met_status(200);
            assert!(!ander.tekst.contains("Rina"));
        }
        assert!(!app.get(&pad).await.met_status(200).tekst.contains("Rina"));
    })
    .await;
}
