//! Who reads and makes an actie at each level, and what is never shown to others.

use crate::{
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{PAD, toneel},
};

use super::{account, maak, velden};

const VOOR: &str = "2026-12-31";

#[tokio::test]
async fn every_level_is_read_by_those_it_is_for() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (niveau, netwerk, buiten) in [
            ("openbaar", 200, 200),
            ("besloten", 200, 404),
            ("vertrouwelijk", 404, 404),
        ] {
            let titel = format!("Bellen {niveau}");
            let pad = maak(&app, &toneel.rijk, (&titel, "Gerda"), (VOOR, niveau)).await;
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
                let gezien = met_koek(&app, &pad, koek).await.status.as_u16();
                assert_eq!(gezien, status, "{niveau} {wie}");
            }
            let bezoeker = app.get(&pad).await.status.as_u16();
            assert_eq!(bezoeker, buiten, "{niveau}");
        }
    })
    .await;
}

#[tokio::test]
async fn whose_it_is_is_shown_to_the_people_of_the_thema_alone() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = maak(&app, &toneel.rijk, ("Bellen", "Gerda"), (VOOR, "openbaar")).await;
        let mee = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
        assert!(mee.tekst.contains("Gerda Voorbeeld"), "{}", mee.tekst);
        for koek in [&toneel.lid, &toneel.regietafel] {
            let ander = met_koek(&app, &pad, koek).await.met_status(200);
            assert!(!ander.tekst.contains("Gerda"), "{}", ander.tekst);
            assert!(!ander.tekst.contains("/stappen/"), "{}", ander.tekst);
        }
        let bezoeker = app.get(&pad).await.met_status(200);
        assert!(!bezoeker.tekst.contains("Gerda"), "{}", bezoeker.tekst);
    })
    .await;
}

#[tokio::test]
async fn the_netwerk_writes_besloten_and_others_write_nothing() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/acties/nieuw");
        let nora = account(&app, "Nora").await.to_string();
        for (niveau, status) in [("besloten", 303), ("openbaar", 400), ("vertrouwelijk", 400)] {
            let velden = velden("Bellen", &nora, VOOR, niveau);
            let antwoord = doe(&app, &toneel.netwerk, &nieuw, &velden).await;
            let antwoord = antwoord.met_status(status);
            if status == 400 {
                assert!(antwoord.tekst.contains("href=\"#niveau\""), "{niveau}");
            }
        }
        for koek in [&toneel.elders, &toneel.lid, &toneel.regietafel] {
            met_koek(&app, &nieuw, koek).await.met_status(403);
            let velden = velden("Bellen", &nora, VOOR, "besloten");
            doe(&app, koek, &nieuw, &velden).await.met_status(403);
        }
        app.get(&nieuw).await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn who_may_change_it_is_offered_that_and_others_are_not() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = maak(
            &app,
            &toneel.netwerk,
            ("Bellen", "Noud"),
            (VOOR, "besloten"),
        )
        .await;
        let wijzigen = format!("{pad}/wijzigen");
        // Who made it and the duo change it; whose it is takes steps with it.
        for (wie, koek, wijzigt, stapt) in [
            ("maker", &toneel.netwerk, 200, true),
            ("duo", &toneel.rijk, 200, true),
            ("waarnemer", &toneel.waarnemer, 200, true),
            ("houder", &toneel.ander, 403, true),
        ] {
            let pagina = met_koek(&app, &pad, koek).await.met_status(200);
            assert_eq!(pagina.tekst.contains(&wijzigen), wijzigt == 200, "{wie}");
            let stap = pagina.tekst.contains(&format!("{pad}/stappen/afronden"));
            assert_eq!(stap, stapt, "{wie}");
            let gezien = met_koek(&app, &wijzigen, koek).await.status.as_u16();
            assert_eq!(gezien, wijzigt, "{wie}");
        }
        met_koek(&app, &wijzigen, &toneel.lid).await.met_status(404);
        let ander = maak(&app, &toneel.rijk, ("Mailen", "Noud"), (VOOR, "besloten")).await;
        let pagina = met_koek(&app, &ander, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(!pagina.tekst.contains("/stappen/"), "{}", pagina.tekst);
        let stap = format!("{ander}/stappen/afronden");
        met_koek(&app, &stap, &toneel.netwerk).await.met_status(403);
    })
    .await;
}
