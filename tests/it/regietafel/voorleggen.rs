//! Putting a question, and withdrawing it.

use crate::{
    knelpunten::fout_in,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, verteld},
        op_beide,
    },
    werkruimte::{PAD, notitie, rij, toneel},
};

use super::{VRAAG, adres, escalaties, leg_voor, secretaris, stap};

#[tokio::test]
async fn what_was_put_is_read_by_the_tafel_until_it_is_withdrawn() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for niveau in ["besloten", "vertrouwelijk"] {
            let pad = notitie(&app, &toneel.rijk, &format!("Kosten {niveau}"), niveau).await;
            let id = rij(&app, &pad).await.id;
            met_koek(&app, &pad, &toneel.regietafel)
                .await
                .met_status(404);
            leg_voor(&app, &toneel.rijk, "notitie", &pad)
                .await
                .met_status(303);
            let leest = met_koek(&app, &pad, &toneel.regietafel)
                .await
                .met_status(200);
            assert!(leest.tekst.contains(VRAAG) && leest.tekst.contains("Nog niet gepland"));
            let tafel = met_koek(&app, "/regietafel", &toneel.regietafel).await;
            let tafel = tafel.met_status(200).tekst;
            assert!(tafel.contains(&pad) && tafel.contains(VRAAG));
            // One question at a time.
            let twee = leg_voor(&app, &toneel.gemeente, "notitie", &pad).await;
            assert!(
                twee.met_status(409).tekst.contains(VRAAG),
                "what was typed stays"
            );
            let intrekken = stap(&app, id, "intrekken").await;
            let leeg = doe(&app, &toneel.gemeente, &intrekken, &[("reden", "")]).await;
            fout_in(&leeg.met_status(400), &["reden"]);
            let reden = [("reden", "Wij kwamen er samen uit.")];
            doe(&app, &toneel.gemeente, &intrekken, &reden)
                .await
                .met_status(303);
            met_koek(&app, &pad, &toneel.regietafel)
                .await
                .met_status(404);
            let tafel = met_koek(&app, "/regietafel", &toneel.regietafel).await;
            assert!(!tafel.met_status(200).tekst.contains(&pad));
            let laat = doe(&app, &toneel.gemeente, &intrekken, &reden).await;
            laat.met_status(409);
            let gebeurd = verteld(&app, id).await;
            let verwacht = [
                "aanmaken",
                "regietafel-voorleggen",
                "leesrecht-wijzigen",
                "regietafel-intrekken",
                "leesrecht-wijzigen",
            ];
            assert_eq!(gebeurd, verwacht, "{niveau}");
            // It can be put again.
            leg_voor(&app, &toneel.rijk, "notitie", &pad)
                .await
                .met_status(303);
        }
    })
    .await;
}

#[tokio::test]
async fn a_changed_level_keeps_the_tafel_reading() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Kosten", "besloten").await;
        leg_voor(&app, &toneel.rijk, "notitie", &pad)
            .await
            .met_status(303);
        let versie = rij(&app, &pad).await.versie.to_string();
        let velden = [
            ("titel", "Kosten"),
            ("samenvatting", ""),
            ("tekst", "Anders."),
            ("niveau", "vertrouwelijk"),
            ("versie", versie.as_str()),
        ];
        doe(&app, &toneel.rijk, &format!("{pad}/wijzigen"), &velden)
            .await
            .met_status(303);
        met_koek(&app, &pad, &toneel.regietafel)
            .await
            .met_status(200);
        met_koek(&app, &pad, &toneel.netwerk).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn the_question_about_something_public_is_not_public() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Kosten", "openbaar").await;
        leg_voor(&app, &toneel.gemeente, "notitie", &pad)
            .await
            .met_status(303);
        for (koek, leest) in [
            (&toneel.rijk, true),
            (&toneel.netwerk, true),
            (&toneel.regietafel, true),
            (&toneel.lid, false),
            (&toneel.elders, false),
            (&toneel.redactie, false),
        ] {
            let pagina = met_koek(&app, &pad, koek).await.met_status(200);
            assert_eq!(pagina.tekst.contains(VRAAG), leest);
        }
        assert!(!app.get(&pad).await.met_status(200).tekst.contains(VRAAG));
    })
    .await;
}

#[tokio::test]
async fn only_the_duo_puts_a_question() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let saar = secretaris(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Kosten", "openbaar").await;
        let id = rij(&app, &pad).await.id;
        let voorleggen = adres("notitie", &pad);
        for koek in [
            &toneel.netwerk,
            &toneel.elders,
            &toneel.lid,
            &toneel.redactie,
            &toneel.regietafel,
            &saar,
        ] {
            met_koek(&app, &voorleggen, koek).await.met_status(403);
            let nee = leg_voor(&app, koek, "notitie", &pad).await;
            nee.met_status(403);
            let pagina = met_koek(&app, &pad, koek).await.met_status(200);
            assert!(!pagina.tekst.contains(&voorleggen));
        }
        app.get(&voorleggen).await.met_status(303);
        assert!(escalaties(&app, id).await.is_empty());
        // What it does not know or can't be put is not there.
        for adres in [
            "/regietafel/voorleggen/notitie/bestaat-niet",
            "/regietafel/voorleggen/organisatie/voorbeeldstad",
            "/regietafel/voorleggen/onzin/wonen",
        ] {
            met_koek(&app, adres, &toneel.rijk).await.met_status(404);
        }
        for koek in [&toneel.rijk, &toneel.gemeente, &toneel.waarnemer] {
            met_koek(&app, &voorleggen, koek).await.met_status(200);
            let pagina = met_koek(&app, &pad, koek).await.met_status(200);
            assert!(pagina.tekst.contains(&voorleggen));
        }
        let leeg = doe(&app, &toneel.rijk, &voorleggen, &[("vraag", " ")]).await;
        fout_in(&leeg.met_status(400), &["vraag"]);
    })
    .await;
}

#[tokio::test]
async fn a_question_about_the_thema_itself_is_seen_in_its_werkruimte() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let gelegd = leg_voor(&app, &toneel.rijk, "thema", "/themas/wonen").await;
        let naar = gelegd.met_status(303).kop("location").to_owned();
        assert!(naar.starts_with(PAD), "{naar}");
        let ruimte = met_koek(&app, PAD, &toneel.netwerk).await.met_status(200);
        assert!(ruimte.tekst.contains(VRAAG));
        assert!(!app.get("/themas/wonen").await.tekst.contains(VRAAG));
        let tafel = met_koek(&app, "/regietafel", &toneel.regietafel).await;
        assert!(tafel.met_status(200).tekst.contains(VRAAG));
    })
    .await;
}
