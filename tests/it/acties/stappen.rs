//! The steps of an actie, with why.

use crate::{
    knelpunten::fout_in,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, verteld},
        op_beide,
    },
    werkruimte::{PAD, toneel},
};

use super::{maak, rij};

const VOOR: &str = "2026-12-31";

#[tokio::test]
async fn what_is_done_or_lapses_can_be_opened_again() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        let zet = async |koek: &str, stap: &str, reden: &str| {
            let versie = rij(&app, &pad).await.0.versie.to_string();
            let velden = [("reden", reden), ("versie", &*versie)];
            doe(&app, koek, &format!("{pad}/stappen/{stap}"), &velden).await
        };
        // What is done speaks for itself; whose it is says so.
        zet(&toneel.netwerk, "afronden", "").await.met_status(303);
        assert_eq!(rij(&app, &pad).await.0.status, "gedaan");
        let weg = met_koek(&app, &format!("{PAD}/acties"), &toneel.rijk).await;
        assert!(!weg.met_status(200).tekst.contains(&pad));
        let gedaan = format!("{PAD}/acties?staat=gedaan");
        let gedaan = met_koek(&app, &gedaan, &toneel.rijk).await;
        assert!(gedaan.met_status(200).tekst.contains(&pad));

        let leeg = zet(&toneel.gemeente, "heropenen", " ").await;
        fout_in(&leeg.met_status(400), &["reden"]);
        zet(
            &toneel.gemeente,
            "heropenen",
            "Er ontbreekt nog een gemeente.",
        )
        .await
        .met_status(303);
        zet(&toneel.rijk, "vervallen", "Een ander doet dit al.")
            .await
            .met_status(303);
        let (kop, _) = rij(&app, &pad).await;
        assert_eq!(kop.status, "vervallen");
        let verwacht = ["aanmaken", "afronden", "heropenen", "vervallen"];
        assert_eq!(verteld(&app, kop.id).await, verwacht);
        let pagina = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
        assert!(pagina.tekst.contains("Een ander doet dit al."));
        // It can't lapse twice, nor be changed.
        let dubbel = zet(&toneel.rijk, "vervallen", "Nog eens.").await;
        let dubbel = dubbel.met_status(409);
        assert!(dubbel.tekst.contains("Nog eens."), "{}", dubbel.tekst);
        let wijzigen = format!("{pad}/wijzigen");
        let terug = met_koek(&app, &wijzigen, &toneel.rijk)
            .await
            .met_status(303);
        assert_eq!(terug.kop("location"), pad);
    })
    .await;
}

#[tokio::test]
async fn a_step_on_an_older_version_comes_back_with_what_was_typed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = maak(&app, &toneel.rijk, ("Bellen", "Nora"), (VOOR, "besloten")).await;
        let stap = format!("{pad}/stappen/vervallen");
        let oud = [("reden", "Te laat gezien."), ("versie", "0")];
        let fout = doe(&app, &toneel.rijk, &stap, &oud).await.met_status(409);
        assert!(fout.tekst.contains("Te laat gezien."), "{}", fout.tekst);
        assert_eq!(rij(&app, &pad).await.0.status, "open");
        for stap in ["heropenen", "bestaat-niet"] {
            let pad = format!("{pad}/stappen/{stap}");
            let gezien = met_koek(&app, &pad, &toneel.rijk).await.status.as_u16();
            let verwacht = if stap == "heropenen" { 303 } else { 404 };
            assert_eq!(gezien, verwacht, "{stap}");
        }
    })
    .await;
}
