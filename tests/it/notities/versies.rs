//! Versions: kept, compared word by word, and each for who could read it then.

use std::collections::BTreeSet;

use crate::{
    knelpunten::sleutels_van,
    regietafel::{leg_voor, stap},
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{notitie, rij, toneel},
};

/// Saves a notitie as who saw the version that there is now; answers its address.
async fn bewaar(app: &TestApp, koek: &str, pad: &str, tekst: &str, niveau: &str) -> String {
    let versie = rij(app, pad).await.versie.to_string();
    let velden = [
        ("titel", "Gesprek"),
        ("tekst", tekst),
        ("niveau", niveau),
        ("versie", versie.as_str()),
    ];
    let bewaard = doe(app, koek, &format!("{pad}/wijzigen"), &velden).await;
    let bewaard = bewaard.met_status(303);
    app.indexeer().await;
    let pad = bewaard.kop("location").split('?').next();
    pad.expect("an address").to_owned()
}

#[tokio::test]
async fn a_version_is_compared_with_the_one_before() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Gesprek", "besloten").await;
        let pad = bewaar(
            &app,
            &toneel.rijk,
            &pad,
            "Dit **beloofden** wij.",
            "besloten",
        )
        .await;
        let blad = format!("{pad}/versies");
        let nieuwste = met_koek(&app, &blad, &toneel.netwerk).await.met_status(200);
        assert!(nieuwste.tekst.contains("Versie 2"), "{}", nieuwste.tekst);
        assert!(nieuwste.tekst.contains("<ins>") && nieuwste.tekst.contains("<del>"));
        assert!(nieuwste.tekst.contains("Rina Voorbeeld"));
        let eerste = format!("{blad}?versie=1");
        let eerste = met_koek(&app, &eerste, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(
            !eerste.tekst.contains("<del>"),
            "the first has nothing before it"
        );
        for geen in ["0", "3", "x"] {
            let pad = format!("{blad}?versie={geen}");
            met_koek(&app, &pad, &toneel.rijk).await.met_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn what_becomes_wider_keeps_its_older_versions_for_who_read_them() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Onze twijfel over Jan", "vertrouwelijk").await;
        let pad = bewaar(&app, &toneel.rijk, &pad, "Voor het netwerk.", "besloten").await;
        let pad = bewaar(&app, &toneel.rijk, &pad, "Voor iedereen.", "openbaar").await;
        assert!(
            !pad.contains("jan"),
            "the address says nothing of before: {pad}"
        );
        let id = rij(&app, &pad).await.id;
        let stuk = sleutels_van(&app, id).await;
        assert_eq!(stuk, BTreeSet::from(["openbaar".to_owned()]));
        for (naam, koek, leest) in [
            ("duo", toneel.gemeente.as_str(), &[1, 2, 3][..]),
            ("netwerk", &toneel.netwerk, &[2, 3]),
            ("visitor", "", &[3]),
        ] {
            for versie in 1..=3 {
                let blad = format!("{pad}/versies?versie={versie}");
                let status = if leest.contains(&versie) { 200 } else { 404 };
                let pagina = met_koek(&app, &blad, koek).await.met_status(status);
                let ziet = |tekst: &str| pagina.tekst.contains(tekst);
                assert!(naam == "duo" || !ziet("twijfel"), "{naam} {versie}");
                assert!(naam != "visitor" || !ziet("netwerk."), "{naam} {versie}");
                assert!(naam != "visitor" || !ziet("Rina"), "{naam} {versie}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_regietafel_reads_no_older_version_when_the_question_was_withdrawn() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Onze twijfel", "vertrouwelijk").await;
        leg_voor(&app, &toneel.rijk, "notitie", &pad)
            .await
            .met_status(303);
        let pad = bewaar(&app, &toneel.rijk, &pad, "Voor iedereen.", "openbaar").await;
        let id = rij(&app, &pad).await.id;
        let reden = [("reden", "Wij kwamen er samen uit.")];
        let intrekken = stap(&app, id, "intrekken").await;
        doe(&app, &toneel.rijk, &intrekken, &reden)
            .await
            .met_status(303);
        for (koek, status) in [(&toneel.regietafel, 404), (&toneel.gemeente, 200)] {
            let eerste = format!("{pad}/versies?versie=1");
            met_koek(&app, &eerste, koek).await.met_status(status);
            let nu = format!("{pad}/versies?versie=2");
            met_koek(&app, &nu, koek).await.met_status(200);
        }
    })
    .await;
}

#[tokio::test]
async fn what_becomes_narrower_is_gone_for_the_others_at_once() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Gesprek", "openbaar").await;
        app.get(&pad).await.met_status(200);
        let pad = bewaar(&app, &toneel.rijk, &pad, "Toch niet.", "vertrouwelijk").await;
        for koek in [toneel.netwerk.as_str(), toneel.lid.as_str(), ""] {
            for blad in [pad.clone(), format!("{pad}/versies")] {
                met_koek(&app, &blad, koek).await.met_status(404);
            }
        }
        met_koek(&app, &pad, &toneel.waarnemer)
            .await
            .met_status(200);
        let stuk = sleutels_van(&app, rij(&app, &pad).await.id).await;
        assert_eq!(stuk, BTreeSet::from([format!("duo:{}", toneel.thema)]));
    })
    .await;
}
