//! Who reads, plans and changes a bijeenkomst at each level, and what is never shown to others.

use dwarsverband::{bijeenkomsten::service::komende, ctx::Ctx};

use super::{ids, plan, stuur, velden};
use crate::{
    support::{TestApp, inlog::met_koek, op_beide},
    werkruimte::{PAD, toneel},
};

#[tokio::test]
async fn every_level_is_read_by_those_it_is_for() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (niveau, netwerk, buiten) in [
            ("openbaar", 200, 200),
            ("besloten", 200, 404),
            ("vertrouwelijk", 404, 404),
        ] {
            let titel = format!("Overleg {niveau}");
            let pad = plan(&app, &toneel.rijk, (&titel, niveau), &["Gerda"]).await;
            for (wie, koek, status) in [
                ("rijk", &toneel.rijk, 200),
                ("waarnemer", &toneel.waarnemer, 200),
                ("netwerk", &toneel.netwerk, netwerk),
                ("elders", &toneel.elders, buiten),
                ("lid", &toneel.lid, buiten),
                ("redactie", &toneel.redactie, buiten),
                ("regietafel", &toneel.regietafel, buiten),
            ] {
                let pagina = met_koek(&app, &pad, koek).await;
                assert_eq!(pagina.status.as_u16(), status, "{niveau} {wie}");
                // Who is invited is for the people of the thema.
                let mee = ["rijk", "waarnemer", "netwerk"].contains(&wie) && status == 200;
                assert_eq!(
                    pagina.tekst.contains("Gerda Voorbeeld"),
                    mee,
                    "{niveau} {wie}"
                );
            }
            assert_eq!(app.get(&pad).await.status.as_u16(), buiten, "{niveau}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_netwerk_plans_besloten_and_changes_its_own() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/bijeenkomsten/nieuw");
        let nora = ids(&app, &["Nora"]).await;
        for (niveau, status) in [("openbaar", 400), ("vertrouwelijk", 400), ("besloten", 303)] {
            let velden = velden("Overleg", niveau, &nora);
            stuur(&app, &toneel.netwerk, &nieuw, &velden)
                .await
                .met_status(status);
        }
        for koek in [&toneel.elders, &toneel.lid, &toneel.regietafel] {
            met_koek(&app, &nieuw, koek).await.met_status(403);
        }
        let pad = plan(&app, &toneel.netwerk, ("Van Nora", "besloten"), &["Noud"]).await;
        for stap in ["wijzigen", "afgelasten"] {
            let pad = format!("{pad}/{stap}");
            for (koek, status) in [
                (&toneel.netwerk, 200),
                (&toneel.rijk, 200),
                (&toneel.ander, 403),
                (&toneel.lid, 404),
            ] {
                let gezien = met_koek(&app, &pad, koek).await.status.as_u16();
                assert_eq!(gezien, status, "{stap}");
            }
            app.get(&pad).await.met_status(303);
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_comes_in_ones_own_themas_is_coming() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        plan(&app, &toneel.rijk, ("Open middag", "openbaar"), &["Nora"]).await;
        let niemand = Ctx::systeem("test", &app.app.clock);
        let komt = komende(&niemand, app.app.db.read()).await;
        assert_eq!(komt.expect("the database works"), []);
        let lijst = format!("{PAD}/bijeenkomsten");
        let mee = met_koek(&app, &lijst, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(mee.tekst.contains("3 december 2026, 10.00 tot 11.30 uur"));
        met_koek(&app, &lijst, &toneel.lid).await.met_status(403);
    })
    .await;
}
