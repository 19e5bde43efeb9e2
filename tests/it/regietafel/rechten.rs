//! Who sees the regietafel, and what it does not see.

use dwarsverband::actor::Rol;

use crate::{
    acties::account,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, krijgt, landelijk},
        op_beide,
    },
    werkruimte::{notitie, rij, toneel},
};

use super::{besluit, escalaties, leg_voor, secretaris, stap};

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
        for onzin in ["?thema=bestaat-niet&wat=acties", "?thema=wonen", ""] {
            let pad = format!("/regietafel/lijst{onzin}");
            met_koek(&app, &pad, &saar).await.met_status(404);
        }
        let onzin = "/regietafel/lijst?thema=wonen&wat=onzin";
        let fout = met_koek(&app, onzin, &saar).await.met_status(400).tekst;
        for feit in ["knelpunten", "kennisvragen", "vraagpunten", "besluiten"] {
            assert!(fout.contains(feit), "{feit}");
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

/// Who sits in a duo and at the regietafel as well asks there and does not answer.
#[tokio::test]
async fn nobody_decides_on_what_their_own_duo_put() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (wie, rol) in [("Rina", Rol::Regietafellid), ("Gerda", Rol::Secretaris)] {
            krijgt(&app, account(&app, wie).await, landelijk(rol)).await;
        }
        let pad = notitie(&app, &toneel.rijk, "Kosten", "besloten").await;
        let id = rij(&app, &pad).await.id;
        leg_voor(&app, &toneel.rijk, "notitie", &pad)
            .await
            .met_status(303);
        let adres = stap(&app, id, "besluit").await;
        let niet_zelf = async |gezien: &str| {
            for koek in [&toneel.rijk, &toneel.gemeente] {
                let vorm = met_koek(&app, &adres, koek).await.met_status(403).tekst;
                assert!(vorm.contains("uw eigen duo"), "{vorm}");
                doe(&app, koek, &adres, &besluit("Een proef", gezien))
                    .await
                    .met_status(403);
                let tafel = met_koek(&app, "/regietafel", koek).await;
                assert!(!tafel.met_status(200).tekst.contains(&adres));
            }
        };
        niet_zelf("").await;
        assert_eq!(escalaties(&app, id).await[0].besluit_id, None);
        doe(&app, &toneel.regietafel, &adres, &besluit("Een proef", ""))
            .await
            .met_status(303);
        // Nor do they replace it.
        let genomen = escalaties(&app, id).await[0].besluit_id;
        niet_zelf(&genomen.expect("a besluit").to_string()).await;
        assert_eq!(escalaties(&app, id).await[0].besluit_id, genomen);
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
            ("houder", &*account(&app, "Rina").await.to_string()),
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
