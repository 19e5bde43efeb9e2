//! Planning a bijeenkomst and changing one: what is wrong is told at once, and what was typed stays.

use super::{ids, plan, rij, stuur, velden};
use crate::{
    knelpunten::fout_in,
    praktijken::{tekstvak, veld},
    support::{
        TestApp,
        mensen::{doe, verteld},
        op_beide,
    },
    werkruimte::{PAD, toneel},
};

#[tokio::test]
async fn a_refusal_names_every_field_and_keeps_what_was_typed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/bijeenkomsten/nieuw");
        let velden = [
            ("titel", ""),
            ("dag", "morgen"),
            ("begin", ""),
            ("einde", "12 uur"),
            ("plek", ""),
            ("link", "http://overleg.example"),
            ("agenda", "Bel 06-12345678."),
            ("niveau", ""),
        ];
        let fout = doe(&app, &toneel.rijk, &nieuw, &velden).await;
        let fout = fout.met_status(400);
        let alle = [
            "titel",
            "dag",
            "begin",
            "einde",
            "link",
            "agenda",
            "genodigden",
            "niveau",
        ];
        fout_in(&fout, &alle);
        assert_eq!(tekstvak(&fout, "agenda"), "Bel 06-12345678.");
        assert_eq!(veld(&fout, "dag"), "morgen");
        assert_eq!(veld(&fout, "link"), "http://overleg.example");
        assert!(fout.tekst.contains("<title>Fout: "));
    })
    .await;
}

#[tokio::test]
async fn a_time_that_the_clock_skips_or_shows_twice_is_explained() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/bijeenkomsten/nieuw");
        let wie = ids(&app, &["Nora"]).await;
        for (dag, begin, einde, uitleg) in [
            ("2027-03-28", "02:30", "04:00", "van 2.00 naar 3.00 uur"),
            (
                "2027-10-31",
                "02:30",
                "04:00",
                "van 3.00 terug naar 2.00 uur",
            ),
            (
                "2027-10-31",
                "04:00",
                "03:00",
                "later eindigen dan zij begint",
            ),
            ("2026-11-20", "10:00", "11:00", "Dit tijdstip is voorbij"),
        ] {
            let mut velden = velden("Overleg", "besloten", &wie);
            velden.retain(|(veld, _)| !["dag", "begin", "einde"].contains(veld));
            let tijden = [("dag", dag), ("begin", begin), ("einde", einde)];
            velden.extend(tijden.map(|(veld, waarde)| (veld, waarde.to_owned())));
            let fout = stuur(&app, &toneel.rijk, &nieuw, &velden).await;
            let fout = fout.met_status(400);
            assert!(fout.tekst.contains(uitleg), "{dag}: {}", fout.tekst);
        }
    })
    .await;
}

#[tokio::test]
async fn two_who_change_it_at_the_same_time_see_both() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &["Nora"]).await;
        let versie = rij(&app, &pad).await.0.versie.to_string();
        let wijzigen = format!("{pad}/wijzigen");
        let met = |plek: &str, wie: &[String]| {
            let mut velden = velden("Overleg", "besloten", wie);
            velden.retain(|(veld, _)| *veld != "plek");
            velden.extend([("plek", plek.to_owned()), ("versie", versie.clone())]);
            velden
        };
        let nora = ids(&app, &["Nora"]).await;
        stuur(&app, &toneel.gemeente, &wijzigen, &met("Buurthuis", &nora))
            .await
            .met_status(303);
        let botst = stuur(&app, &toneel.rijk, &wijzigen, &met("Raadhuis", &nora)).await;
        let botst = botst.met_status(409);
        assert!(botst.tekst.contains("Buurthuis"), "{}", botst.tekst);
        assert_eq!(veld(&botst, "plek"), "Raadhuis");
        let (kop, eigen, _) = rij(&app, &pad).await;
        assert_eq!((eigen.plek.as_str(), eigen.volgnummer), ("Buurthuis", 1));
        assert_eq!(veld(&botst, "versie"), kop.versie.to_string());
        assert_eq!(verteld(&app, kop.id).await, ["aanmaken", "wijzigen"]);
        // The same once more, as a double click sends it, changes nothing.
        stuur(&app, &toneel.gemeente, &wijzigen, &met("Buurthuis", &nora))
            .await
            .met_status(303);
        assert_eq!(rij(&app, &pad).await.1.volgnummer, 1);
        assert_eq!(verteld(&app, kop.id).await, ["aanmaken", "wijzigen"]);
        // Somebody else who is invited is another thing.
        let noud = ids(&app, &["Noud"]).await;
        let ander = stuur(&app, &toneel.rijk, &wijzigen, &met("Buurthuis", &noud)).await;
        ander.met_status(409);
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_says_why_and_does_not_come_back() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &["Nora"]).await;
        let afgelasten = format!("{pad}/afgelasten");
        let versie = rij(&app, &pad).await.0.versie.to_string();
        let met = |reden: &'static str| [("reden", reden), ("versie", &*versie)];
        let leeg = doe(&app, &toneel.rijk, &afgelasten, &met(" ")).await;
        fout_in(&leeg.met_status(400), &["reden"]);
        doe(
            &app,
            &toneel.rijk,
            &afgelasten,
            &met("De zaal is te klein."),
        )
        .await
        .met_status(303);
        let (kop, ..) = rij(&app, &pad).await;
        assert_eq!(kop.status, "afgelast");
        let verteld = verteld(&app, kop.id).await;
        assert_eq!(verteld.last().map(String::as_str), Some("afgelasten"));
        let pagina = app_pagina(&app, &pad, &toneel.netwerk).await;
        assert!(pagina.contains("De zaal is te klein."), "{pagina}");
        let weer = doe(&app, &toneel.rijk, &afgelasten, &met("Nog eens.")).await;
        let weer = weer.met_status(409);
        assert!(weer.tekst.contains("Nog eens."), "{}", weer.tekst);
        let wijzigen = format!("{pad}/wijzigen");
        let overleg = velden("Overleg", "besloten", &ids(&app, &["Nora"]).await);
        let gewijzigd = stuur(&app, &toneel.rijk, &wijzigen, &overleg).await;
        gewijzigd.met_status(409);
    })
    .await;
}

async fn app_pagina(app: &TestApp, pad: &str, koek: &str) -> String {
    let pagina = crate::support::inlog::met_koek(app, pad, koek).await;
    pagina.met_status(200).tekst
}
