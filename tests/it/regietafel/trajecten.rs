//! How every traject stands: what its duo says, and numbers that lead to what they count.

use crate::{
    knelpunten::fout_in,
    paginas::kies,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, verteld},
        op_beide,
    },
    werkruimte::{PAD, toneel},
};

use super::{DAG, opnieuw};

#[tokio::test]
async fn the_duo_says_how_its_thema_stands_and_what_it_said_stays() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let adres = format!("{PAD}/stand");
        let leeg = doe(&app, &toneel.rijk, &adres, &[("stand", "onzin")]).await;
        fout_in(&leeg.met_status(400), &["stand", "toelichting"]);
        for (koek, stand, tekst) in [
            (&toneel.rijk, "op-koers", "Het gaat goed."),
            (&toneel.gemeente, "vast", "Wij wachten op geld."),
            (&toneel.gemeente, "vast", "Wij wachten op geld."),
        ] {
            let velden = [("stand", stand), ("toelichting", tekst)];
            doe(&app, koek, &adres, &velden).await.met_status(303);
            app.later(60);
        }
        let gebeurd = verteld(&app, toneel.thema).await;
        let gegeven = gebeurd.iter().filter(|actie| *actie == "stand-geven");
        assert_eq!(gegeven.count(), 2, "the same once more changes nothing");
        let verloop = met_koek(&app, &adres, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(verloop.tekst.contains("Het gaat goed."));
        assert!(!verloop.tekst.contains("<form class=\"dv-stroom\""));
        let nee = [("stand", "vast"), ("toelichting", "Nee.")];
        for koek in [&toneel.netwerk, &toneel.lid, &toneel.regietafel] {
            doe(&app, koek, &adres, &nee).await.met_status(403);
        }
        let ruimte = met_koek(&app, PAD, &toneel.netwerk).await.met_status(200);
        assert!(ruimte.tekst.contains("Loopt vast"));
        let tafel = met_koek(&app, "/regietafel", &toneel.regietafel).await;
        let tafel = tafel.met_status(200).tekst;
        assert!(tafel.contains("Loopt vast") && tafel.contains("Wij wachten op geld."));
        assert!(
            !app.get("/themas/wonen")
                .await
                .tekst
                .contains("Wij wachten op geld.")
        );
    })
    .await;
}

#[tokio::test]
async fn every_number_leads_to_what_it_counts() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let rina = crate::acties::account(&app, "Rina").await.to_string();
        let vandaag = dwarsverband::ctx::datum_van(app.app.clock.now()).to_string();
        for titel in ["Bellen", "Mailen"] {
            let velden = crate::acties::velden(titel, &rina, &vandaag, "openbaar");
            let adres = format!("{PAD}/acties/nieuw");
            doe(&app, &toneel.rijk, &adres, &velden)
                .await
                .met_status(303);
        }
        let besluit =
            crate::besluiten::stel_voor(&app, &toneel.rijk, "Eén brief", "openbaar").await;
        app.later(2 * DAG);
        let tom = opnieuw(&app, "Tom").await;
        let tafel = met_koek(&app, "/regietafel", &tom).await;
        let tafel = tafel.met_status(200).tekst;
        let getallen = kies(&tafel, "td a[href^='/regietafel/lijst?thema=wonen']");
        let gezien: Vec<&str> = getallen
            .iter()
            .filter_map(|tekst| tekst.split_whitespace().next())
            .collect();
        assert_eq!(gezien, ["2", "1"], "late acties, and a besluit that waits");
        for (wat, aantal) in [("acties", 2), ("besluiten", 1)] {
            let pad = format!("/regietafel/lijst?thema=wonen&wat={wat}");
            let lijst = met_koek(&app, &pad, &tom).await;
            let lijst = lijst.met_status(200).tekst;
            assert_eq!(kies(&lijst, "tbody tr").len(), aantal, "{wat}");
            assert_eq!(lijst.contains(&besluit), wat == "besluiten");
        }
        let csv = met_koek(&app, "/regietafel/trajecten.csv", &tom).await;
        let regels: Vec<&str> = csv.tekst.lines().collect();
        assert!(regels[0].starts_with("thema,stand,"));
        let wonen = regels.iter().find(|regel| regel.starts_with("Wonen"));
        assert!(
            wonen.is_some_and(|regel| regel.contains(",0,,0,0,2,1,")),
            "{regels:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_seat_that_is_empty_for_too_long_stands_out() {
    op_beide(async |app: TestApp| {
        toneel(&app).await;
        app.later(20 * DAG);
        let koek = opnieuw(&app, "Tom").await;
        let tafel = met_koek(&app, "/regietafel", &koek).await.met_status(200);
        // The other thema has no duo at all; that of these tests has.
        let leeg = kies(&tafel.tekst, ".utrecht-status-badge--danger").concat();
        assert_eq!(leeg.matches("vacant sinds").count(), 2, "{leeg}");
    })
    .await;
}
