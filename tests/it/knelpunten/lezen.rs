//! The page of a knelpunt and its place in lists.

use dwarsverband::knelpunten::model::Status;
use serde_json::json;
use uuid::Uuid;

use super::{PAD, TITEL, knelpunt, signaal, stuur, toneel, zet};
use crate::{
    anderen::lid,
    support::{
        TestApp,
        inlog::{met_koek, teksten},
        mensen::{doe, mens},
        op_beide,
    },
};

#[tokio::test]
async fn its_page_tells_how_it_stands_and_where_it_plays() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let thema = wereld.plek.thema;
        let id = knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 2)).await;
        let mel = mens(&app, "Mel", &[]).await;
        signaal(&app, id, mel, None, &[wereld.elders]).await;
        // Who speaks for one gemeente can't say that it plays in another.
        let twee = [wereld.verder, wereld.plek.stad];
        signaal(&app, id, mel, None, &twee).await;
        let vrij = "Wie het zegt, raakt zijn opdracht kwijt.";
        signaal(&app, id, mel, Some(vrij), &[wereld.plek.stad]).await;

        let bladzij = app.get(PAD).await.met_status(200);
        let keten = teksten(&bladzij, ".dv-keten__stap");
        assert_eq!(keten.len(), 4, "{keten:?}");
        for (plek, woord) in [
            (0, "3 signalen"),
            (0, "speelt in 2 gemeenten"),
            (2, "tot trede 2 gezet"),
        ] {
            let stap = &keten[plek];
            assert!(stap.contains(woord), "{woord}: {stap}");
        }
        let ladder = teksten(&bladzij, ".dv-treden__staat");
        assert_eq!(
            ladder,
            [
                "Ingevuld",
                "Ingevuld",
                "Aan de beurt",
                "Nog niet gezet",
                "Nog dicht: eerst trede 3, 4"
            ]
        );
        let nu = teksten(&bladzij, ".dv-treden [aria-current=step]");
        assert_eq!(nu.len(), 1, "one step is next");
        let pagina = &bladzij.tekst;
        for woord in [
            "In behandeling sinds 21 november 2026.",
            "Het duo van het thema loopt de vijf treden.",
            "3 signalen · speelt in 2 gemeenten",
            "href=\"/organisaties/elders\"",
            "href=\"/organisaties/verder\"",
            "Nog niet bekend",
            "Niemand durft.",
            vrij,
            "Wie dit meldde en waar, staat hier niet.",
        ] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }
        for woord in [
            "voorbeeldstad",
            "Mel Voorbeeld",
            "Verteld uit een bron",
            "Volgt mee",
        ] {
            assert!(!pagina.contains(woord), "{woord}: {pagina}");
        }
        // The signaal itself is for who may read it.
        assert!(!pagina.contains("Signalen die u kunt lezen"));
        for koek in [&toneel.duo, &toneel.redactie] {
            let pagina = met_koek(&app, PAD, koek).await.met_status(200).tekst;
            let leest = pagina.contains("Signalen die u kunt lezen");
            // That of these tests has no thema, so the redactie has it.
            assert_eq!(leest, koek == &toneel.redactie);
        }
    })
    .await;
}

#[tokio::test]
async fn a_card_tells_how_it_stands_and_in_how_many_gemeenten() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let thema = wereld.plek.thema;
        let id = knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 2)).await;
        knelpunt(&app, "Nog gemeld", (Status::Gemeld, Some(thema), 0)).await;
        signaal(&app, id, Uuid::from_u128(77), None, &[wereld.elders]).await;
        let (_, bo) = lid(&app, "Bo", wereld.verder).await;
        doe(&app, &bo, &format!("{PAD}/ook"), &[])
            .await
            .met_status(303);
        app.indexeer().await;
        let lijst = app.get("/knelpunten").await.met_status(200).tekst;
        for woord in [
            TITEL,
            "Gemeld in 2 gemeenten",
            "In behandeling",
            "href=\"/signaleren\"",
            "href=\"/knelpunten/overzicht\"",
        ] {
            assert!(lijst.contains(woord), "{woord}: {lijst}");
        }
        assert!(!lijst.contains("Nog gemeld"));
        let van_bo = met_koek(&app, "/knelpunten", &bo)
            .await
            .met_status(200)
            .tekst;
        assert!(van_bo.contains("Nog gemeld"), "government reads it");
        let reden = [("reden", "Dit mag al.")];
        zet(&app, &toneel.duo, (PAD, "afwijzen"), &reden)
            .await
            .met_status(303);
        let lijst = app.get("/knelpunten").await.met_status(200).tekst;
        assert!(lijst.contains("Gemotiveerd afgewezen") && !lijst.contains("In behandeling"));
    })
    .await;
}

#[tokio::test]
async fn a_long_text_and_no_text_at_all_have_a_page_too() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 0)).await;
        let zonder = [
            ("titel", TITEL),
            ("samenvatting", "Kort."),
            ("trekker", "wonen"),
        ];
        stuur(&app, &toneel.duo, (PAD, "bewerken"), &zonder)
            .await
            .met_status(303);
        let leeg = app.get(PAD).await.met_status(200).tekst;
        for woord in [
            "Nog niet verder beschreven",
            "Van de treden is nog niets ingevuld.",
            "Niemand meldde dit hier",
            "Geen signalen",
        ] {
            assert!(leeg.contains(woord), "{woord}: {leeg}");
        }

        let lang = "Hij deelt niets. ".repeat(1_000);
        let woord = "onverwachtlangwoord".repeat(9);
        let vol = json!({
            "externId": "vol", "slug": "vol", "soort": "knelpunt", "titel": woord,
            "samenvatting": "Kort.", "tekst": lang, "bron": { "naam": "Een rapport" },
            "oorzaak": "knellende-regelgeving",
            "secties": {
                "Wat er gebeurt": lang,
                "Wat heeft de inwoner of professional nodig": "Eén begeleider.",
                "Wat kan binnen de bestaande ruimte": "Overgeslagen: er is geen ruimte.",
            },
        });
        assert_eq!(app.lees(&[vol]).await.geweigerd, []);
        let vol = app.get("/knelpunten/vol").await.met_status(200).tekst;
        for deel in [
            woord.as_str(),
            lang.trim(),
            "De regel zelf staat in de weg.",
            "er is geen ruimte.",
            "Overgeslagen, met een reden",
            "Nog dicht: eerst trede 3, 4",
        ] {
            assert!(vol.contains(deel), "{deel}");
        }
    })
    .await;
}
