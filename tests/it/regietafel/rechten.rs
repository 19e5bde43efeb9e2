//! Who sees the regietafel, and what it does not see.

use crate::{
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{notitie, toneel},
};

use super::{leg_voor, secretaris};

#[tokio::test]
async fn the_regietafel_is_for_who_sits_there() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let saar = secretaris(&app).await;
        let paden = [
            "/regietafel",
            "/regietafel/trajecten.csv",
            "/regietafel/lijst?thema=wonen&wat=acties",
        ];
        for pad in paden {
            for koek in [&toneel.regietafel, &saar] {
                met_koek(&app, pad, koek).await.met_status(200);
            }
            for koek in [&toneel.rijk, &toneel.netwerk, &toneel.lid, &toneel.redactie] {
                met_koek(&app, pad, koek).await.met_status(404);
            }
            app.get(pad).await.met_status(303);
        }
        for onzin in [
            "?thema=bestaat-niet&wat=acties",
            "?thema=wonen&wat=onzin",
            "",
        ] {
            let pad = format!("/regietafel/lijst{onzin}");
            met_koek(&app, &pad, &saar).await.met_status(404);
        }
        // A member sees that planning is for the secretaris.
        let nieuw = "/regietafel/vergaderingen/nieuw";
        met_koek(&app, nieuw, &toneel.regietafel)
            .await
            .met_status(403);
        met_koek(&app, nieuw, &saar).await.met_status(200);
        met_koek(&app, nieuw, &toneel.rijk).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn what_was_not_put_is_not_read_counted_or_found_by_the_tafel() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let saar = secretaris(&app).await;
        let stil = notitie(&app, &toneel.rijk, "Zwijgplicht", "besloten").await;
        let geheim = notitie(&app, &toneel.rijk, "Zwijgplicht twee", "vertrouwelijk").await;
        let actie = [
            ("titel", "Zwijgplicht bellen"),
            ("toelichting", ""),
            (
                "houder",
                &*crate::acties::account(&app, "Rina").await.to_string(),
            ),
            ("voor", "2026-12-31"),
            ("niveau", "besloten"),
        ];
        let adres = format!("{}/acties/nieuw", crate::werkruimte::PAD);
        doe(&app, &toneel.rijk, &adres, &actie)
            .await
            .met_status(303);
        let besluit =
            crate::besluiten::stel_voor(&app, &toneel.rijk, "Zwijgplicht drie", "besloten");
        let besluit = besluit.await;
        let ander = notitie(&app, &toneel.rijk, "Kosten", "besloten").await;
        leg_voor(&app, &toneel.rijk, "notitie", &ander)
            .await
            .met_status(303);
        app.indexeer().await;
        for koek in [&toneel.regietafel, &saar] {
            for pad in [&stil, &geheim, &besluit] {
                met_koek(&app, pad, koek).await.met_status(404);
            }
            for pad in [
                "/regietafel",
                "/regietafel/trajecten.csv",
                "/regietafel/lijst?thema=wonen&wat=besluiten",
                "/zoeken?q=zwijgplicht",
                "/api/v1/zoeken?q=zwijgplicht",
                "/vandaag",
            ] {
                let tekst = met_koek(&app, pad, koek).await.met_status(200).tekst;
                assert!(!tekst.contains("Zwijgplicht"), "{pad}");
            }
            let csv = met_koek(&app, "/regietafel/trajecten.csv", koek).await;
            let regel = csv.tekst.lines().find(|regel| regel.starts_with("Wonen"));
            let regel = regel.expect("the thema").to_owned();
            assert!(
                regel.contains(",0,,0,0,0,0,"),
                "nothing of it counts: {regel}"
            );
        }
    })
    .await;
}
