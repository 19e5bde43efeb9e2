//! Writing a notitie: what is wrong is told at once, what was typed stays, and nobody writes over another.

use crate::{
    knelpunten::fout_in,
    praktijken::{tekstvak, veld},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, verteld},
        op_beide,
    },
    werkruimte::{PAD, notitie, rij, toneel},
};

#[tokio::test]
async fn a_refusal_names_every_field_and_keeps_what_was_typed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/notities/nieuw");
        let lang = "x".repeat(601);
        let velden = [
            ("titel", ""),
            ("samenvatting", lang.as_str()),
            ("tekst", "Bel 06-12345678."),
            ("niveau", ""),
        ];
        let fout = doe(&app, &toneel.rijk, &nieuw, &velden)
            .await
            .met_status(400);
        fout_in(&fout, &["titel", "samenvatting", "tekst", "niveau"]);
        assert_eq!(tekstvak(&fout, "tekst"), "Bel 06-12345678.");
        assert_eq!(tekstvak(&fout, "samenvatting"), lang);
        assert!(fout.tekst.contains("<title>Fout: "));
        let velden = [
            ("titel", "Bellen"),
            ("tekst", "Bel 06-12345678."),
            ("niveau", "besloten"),
            ("persoonsgegevens-akkoord", "ja"),
        ];
        doe(&app, &toneel.rijk, &nieuw, &velden)
            .await
            .met_status(303);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_at_the_same_time_see_both_texts() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Samen", "besloten").await;
        let blad = format!("{pad}/wijzigen");
        let met = |tekst: &'static str, versie: &'static str| {
            [
                ("titel", "Samen"),
                ("tekst", tekst),
                ("niveau", "besloten"),
                ("versie", versie),
            ]
        };
        let eerst = met("Gerda was eerst.", "1");
        doe(&app, &toneel.gemeente, &blad, &eerst)
            .await
            .met_status(303);
        // A typo that is mended does not hide that somebody saved.
        let fout = [
            ("titel", ""),
            ("tekst", "Rina."),
            ("niveau", "besloten"),
            ("versie", "1"),
        ];
        let fout = doe(&app, &toneel.rijk, &blad, &fout).await.met_status(400);
        assert_eq!(veld(&fout, "versie"), "1");

        let botst = doe(&app, &toneel.rijk, &blad, &met("Rina was later.", "1")).await;
        let botst = botst.met_status(409);
        assert!(botst.tekst.contains("Gerda Voorbeeld"), "{}", botst.tekst);
        assert!(botst.tekst.contains("Gerda was eerst."));
        assert_eq!(tekstvak(&botst, "tekst"), "Rina was later.");
        assert_eq!(veld(&botst, "versie"), "2");
        doe(&app, &toneel.rijk, &blad, &met("Rina was later.", "2"))
            .await
            .met_status(303);

        // The same once more is no version.
        doe(&app, &toneel.rijk, &blad, &met("Rina was later.", "1"))
            .await
            .met_status(303);
        let id = rij(&app, &pad).await.id;
        assert_eq!(
            verteld(&app, id).await,
            ["aanmaken", "wijzigen", "wijzigen"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_written_is_markdown_without_anything_that_runs() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let velden = [
            ("titel", "<b>Titel</b>"),
            ("tekst", "**vet** <script>alert(1)</script>"),
            ("niveau", "besloten"),
        ];
        let nieuw = format!("{PAD}/notities/nieuw");
        let gemaakt = doe(&app, &toneel.rijk, &nieuw, &velden)
            .await
            .met_status(303);
        let pagina = met_koek(&app, gemaakt.kop("location"), &toneel.rijk).await;
        let tekst = pagina.met_status(200).tekst;
        assert!(tekst.contains("<strong>vet</strong>"));
        assert!(!tekst.contains("<script>alert") && !tekst.contains("<b>Titel"));
    })
    .await;
}
