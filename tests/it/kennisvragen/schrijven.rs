//! Asking a question and changing it: what is wrong is told at once, what was typed stays, and nobody writes over
//! another.

use super::{KIEZEN, beantwoord, nieuw, rij, velden, vraag};
use crate::{
    knelpunten::fout_in,
    praktijken::{tekstvak, veld},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, verteld},
        op_beide,
    },
    werkruimte::toneel,
};

#[tokio::test]
async fn a_refusal_names_every_field_and_keeps_what_was_typed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let lang = "x".repeat(601);
        let fout = [
            ("titel", ""),
            ("samenvatting", lang.as_str()),
            ("toelichting", "Bel 06-12345678."),
            ("thema", "weg"),
        ];
        let fout = doe(&app, &toneel.redactie, KIEZEN, &fout).await;
        let fout = fout.met_status(400);
        let velden = [
            "thema",
            "titel",
            "samenvatting",
            "toelichting",
            "leefdomeinen",
            "niveau",
        ];
        fout_in(&fout, &velden);
        assert_eq!(tekstvak(&fout, "toelichting"), "Bel 06-12345678.");
        assert_eq!(tekstvak(&fout, "samenvatting"), lang);
        assert!(fout.tekst.contains("<title>Fout: "));
        let half = [
            ("titel", "Mag het?"),
            ("niveau", "besloten"),
            ("leefdomeinen", ""),
        ];
        let fout = doe(&app, &toneel.rijk, &nieuw(), &half).await;
        let fout = fout.met_status(400);
        fout_in(&fout, &["leefdomeinen"]);
        assert_eq!(veld(&fout, "titel"), "Mag het?");
    })
    .await;
}

#[tokio::test]
async fn two_who_write_at_the_same_time_see_both_texts() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Samen?", "besloten").await;
        let blad = format!("{pad}/wijzigen");
        let met = |tekst: &'static str, versie: &'static str| {
            let mut alle = velden("Samen?", "besloten");
            alle.retain(|(naam, _)| *naam != "toelichting");
            alle.extend([("toelichting", tekst), ("versie", versie)]);
            alle
        };
        let eerst = met("Gerda was eerst.", "1");
        doe(&app, &toneel.gemeente, &blad, &eerst)
            .await
            .met_status(303);
        let botst = doe(&app, &toneel.rijk, &blad, &met("Rina was later.", "1")).await;
        let botst = botst.met_status(409);
        assert!(botst.tekst.contains("Gerda Voorbeeld"), "{}", botst.tekst);
        assert!(botst.tekst.contains("Gerda was eerst."));
        assert_eq!(tekstvak(&botst, "toelichting"), "Rina was later.");
        assert_eq!(veld(&botst, "versie"), "2");
        let nog_eens = met("Rina was later.", "2");
        doe(&app, &toneel.rijk, &blad, &nog_eens)
            .await
            .met_status(303);
        // The same once more is no version.
        doe(&app, &toneel.rijk, &blad, &met("Rina was later.", "1"))
            .await
            .met_status(303);
        let id = rij(&app, &pad).await.id;
        let gebeurd = verteld(&app, id).await;
        assert_eq!(gebeurd, ["aanmaken", "wijzigen", "wijzigen"]);
    })
    .await;
}

#[tokio::test]
async fn an_answer_can_be_mended_and_never_taken_away() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Mag het?", "openbaar").await;
        let blad = format!("{pad}/wijzigen");
        let formulier = met_koek(&app, &blad, &toneel.rijk).await.met_status(200);
        assert!(!formulier.tekst.contains("name=\"antwoord\""));
        beantwoord(&app, &toneel.rijk, &pad).await;
        let versie = rij(&app, &pad).await.versie.to_string();
        let met = |antwoord: &'static str| {
            let mut alle = velden("Mag het?", "openbaar");
            alle.extend([("antwoord", antwoord), ("versie", versie.as_str())]);
            alle
        };
        let leeg = doe(&app, &toneel.gemeente, &blad, &met(" ")).await;
        fout_in(&leeg.met_status(400), &["antwoord"]);
        doe(
            &app,
            &toneel.gemeente,
            &blad,
            &met("Het mag, met toestemming."),
        )
        .await
        .met_status(303);
        let pagina = app.get(&pad).await.met_status(200);
        assert!(pagina.tekst.contains("Het mag, met toestemming."));
    })
    .await;
}

#[tokio::test]
async fn what_becomes_narrower_is_gone_for_the_others_at_once() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Toch niet?", "openbaar").await;
        app.get(&pad).await.met_status(200);
        let smal = [
            &velden("Toch niet?", "vertrouwelijk")[..],
            &[("versie", "1")],
        ]
        .concat();
        doe(&app, &toneel.rijk, &format!("{pad}/wijzigen"), &smal)
            .await
            .met_status(303);
        for koek in [toneel.netwerk.as_str(), toneel.lid.as_str(), ""] {
            met_koek(&app, &pad, koek).await.met_status(404);
            let agenda = met_koek(&app, "/kennisagenda", koek).await;
            assert!(!agenda.tekst.contains("Toch niet?"));
        }
        met_koek(&app, &pad, &toneel.waarnemer)
            .await
            .met_status(200);
    })
    .await;
}
