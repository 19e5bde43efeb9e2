//! The page on which signalen are moved, and the one on which that is undone.

use dwarsverband::knelpunten::service::indeling::{Doel, koppel};
use scraper::{Html, Selector};
use uuid::Uuid;

use super::{Stand, Wereld, bijval_van, knelpunt_van, signaal_van, wereld};
use crate::support::{
    Antwoord, TestApp,
    inlog::met_koek,
    mensen::{doe, verteld},
    op_beide,
};

const REDEN: &str = "Dit gaat over iets anders.";
/// Where what is part of the knelpunt of these tests is moved.
const PAD: &str = "/knelpunten/wachten-op-hulp/signalen";

/// The values of the boxes on a page.
fn codes(antwoord: &Antwoord) -> Vec<String> {
    let html = Html::parse_document(&antwoord.tekst);
    let selector = Selector::parse("input[name=deel]").expect("a selector");
    let vakken = html.select(&selector);
    vakken
        .filter_map(|vak| vak.value().attr("value").map(ToOwned::to_owned))
        .collect()
}

async fn gekoppeld(app: &TestApp, w: &Wereld, van: Uuid, vertrouwelijk: bool) -> Uuid {
    let thema = Some(w.plek.thema);
    let id = signaal_van(app, &w.els, (thema, w.plek.stad), vertrouwelijk).await;
    let door = if vertrouwelijk {
        &w.dwarskijker
    } else {
        &w.duo
    };
    let ctx = door.ctx(app);
    let gelukt = koppel(&app.app.db, &ctx, id, Doel::Bestaand(van), "Hier.").await;
    gelukt.expect("it is laid");
    id
}

#[tokio::test]
async fn who_treats_it_moves_what_is_there_and_takes_that_back() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let thema = Some(w.plek.thema);
        let van = knelpunt_van(&app, &w.duo, "Wachten op hulp", thema).await;
        let koek = &w.duo.koek;

        let leeg = met_koek(&app, PAD, koek).await.met_status(200).tekst;
        assert!(leeg.contains("Bij dit knelpunt staat nu niets"), "{leeg}");
        assert!(leeg.contains("nog niets verplaatst"));

        let een = gekoppeld(&app, &w, van, false).await;
        let geheim = gekoppeld(&app, &w, van, true).await;
        bijval_van(&app, &w.buur, van, w.elders).await;
        let pagina = met_koek(&app, PAD, koek).await.met_status(200);
        for woord in ["Geheimewoorden", "Voorbeeldstad", "Speelt ook in Elders"] {
            assert!(pagina.tekst.contains(woord), "{woord}");
        }
        assert_eq!(
            pagina.tekst.matches("Geheimewoorden over").count(),
            2,
            "one, and its link"
        );
        assert_eq!(pagina.tekst.matches("Vertrouwelijk signaal").count(), 1);
        for nummer in [geheim, w.els.id] {
            assert!(!pagina.tekst.contains(&nummer.to_string()));
        }
        let vakken = codes(&pagina);
        let [open, dicht, ook] = vakken.as_slice() else {
            panic!("{vakken:?}")
        };

        // All that is wrong at once, and what was typed stays.
        let fout = [
            ("deel", dicht.as_str()),
            ("naar", "-nieuw"),
            ("samenvatting", "Bel 06-12345678."),
            ("reden", ""),
        ];
        let fout = doe(&app, koek, PAD, &fout).await.met_status(400);
        for woord in [
            "Geef het knelpunt een titel",
            "lijkt een telefoonnummer te staan",
            "Schrijf op waarom",
            "Bel 06-12345678.",
            "persoonsgegevens-akkoord",
        ] {
            assert!(fout.tekst.contains(woord), "{woord}");
        }
        assert_eq!(
            fout.tekst.matches(" checked").count(),
            2,
            "the box and the choice"
        );
        let niets = doe(&app, koek, PAD, &[("reden", REDEN)])
            .await
            .met_status(400);
        assert!(niets.tekst.contains("Kies wat u wilt verplaatsen"));
        assert!(niets.tekst.contains("Kies waar het naartoe gaat"));
        for (ander, woorden) in [
            ("KNP-1999-0001", "kennen wij niet"),
            ("Wachten op hulp", "waar het nu bij staat"),
        ] {
            let velden = [
                ("deel", open.as_str()),
                ("naar", "-ander"),
                ("ander", ander),
                ("reden", REDEN),
            ];
            let fout = doe(&app, koek, PAD, &velden).await.met_status(400);
            assert!(fout.tekst.contains(woorden), "{woorden}");
        }

        // A split: the one in confidence goes along without being seen.
        let velden = [
            ("deel", open.as_str()),
            ("deel", dicht.as_str()),
            ("naar", "-nieuw"),
            ("titel", "Wachten op geld"),
            ("samenvatting", "Het geld komt laat."),
            ("reden", REDEN),
        ];
        let klaar = doe(&app, koek, PAD, &velden).await.met_status(303);
        assert_eq!(
            klaar.kop("location"),
            "/knelpunten/wachten-op-geld?gelukt=ingedeeld"
        );
        let stand = Stand::van(&app).await;
        let nieuw = stand.signalen[&een].expect("a knelpunt");
        assert_eq!(stand.in_knelpunt(nieuw), [een, geheim].into());
        assert_eq!(stand.statussen[&nieuw], "gemeld");
        assert!(
            verteld(&app, van)
                .await
                .contains(&"signalen-eraf".to_owned())
        );

        // Who was looking at what is gone hears so.
        let oud = doe(&app, koek, PAD, &velden).await.met_status(409);
        assert!(oud.tekst.contains("staat hier niet meer"), "{}", oud.tekst);
        assert!(oud.tekst.contains(REDEN), "what was typed stays");
        let op_naam = [
            ("deel", ook.as_str()),
            ("naar", "-ander"),
            ("ander", "Wachten op geld"),
            ("reden", REDEN),
        ];
        doe(&app, koek, PAD, &op_naam).await.met_status(303);
        assert_eq!(Stand::van(&app).await.bijval_bij(nieuw).len(), 1);

        // The trace, and back.
        let pagina = met_koek(&app, PAD, koek).await.met_status(200).tekst;
        assert!(pagina.contains("2 signalen gingen naar"), "{pagina}");
        assert_eq!(pagina.matches(">Terugdraaien<").count(), 2);
        let begin = "href=\"/knelpunten/wachten-op-hulp/terug/";
        let laatste = pagina.rfind(begin).expect("a link");
        let terug = &pagina[laatste + "href=\"".len()..];
        let terug = terug.split('"').next().expect("an address");
        let blad = met_koek(&app, terug, koek).await.met_status(200).tekst;
        assert!(blad.contains("Er gaat terug: 2 signalen"), "{blad}");
        let zonder = doe(&app, koek, terug, &[]).await.met_status(400);
        assert!(zonder.tekst.contains("Schrijf op waarom"));
        let klaar = doe(&app, koek, terug, &[("reden", "Toch niet.")]).await;
        let klaar = klaar.met_status(303);
        assert_eq!(
            klaar.kop("location"),
            "/knelpunten/wachten-op-hulp?gelukt=ingedeeld"
        );
        assert_eq!(
            Stand::van(&app).await.in_knelpunt(van),
            [een, geheim].into()
        );
        met_koek(&app, terug, koek).await.met_status(409);
        let knelpunt = met_koek(&app, "/knelpunten/wachten-op-hulp", koek).await;
        let knelpunt = knelpunt.met_status(200).tekst;
        for woord in ["Wat is verplaatst", "Toch niet.", REDEN] {
            assert!(knelpunt.contains(woord), "{woord}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_pages_open_for_who_treats_the_knelpunt_and_for_nobody_else() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let van = knelpunt_van(&app, &w.duo, "Wachten op hulp", Some(w.plek.thema)).await;
        gekoppeld(&app, &w, van, false).await;
        let terug = format!("/knelpunten/wachten-op-hulp/terug/{}", Uuid::from_u128(1));
        for pad in [PAD, &terug, "/knelpunten/bestaat-niet/signalen"] {
            let bezoeker = app.get(pad).await.met_status(303);
            assert!(
                bezoeker.kop("location").starts_with("/inloggen?naar="),
                "{pad}"
            );
        }
        for koek in [&w.redactie.koek, &w.els.koek] {
            met_koek(&app, PAD, koek).await.met_status(403);
            doe(&app, koek, PAD, &[("reden", REDEN)])
                .await
                .met_status(403);
            met_koek(&app, &terug, koek).await.met_status(404);
        }
        // The dwarskijker of these tests is of no government organisation: to them it is not there.
        met_koek(&app, PAD, &w.dwarskijker.koek)
            .await
            .met_status(404);
        met_koek(&app, &terug, &w.duo.koek).await.met_status(404);
        met_koek(&app, "/knelpunten/wachten-op-hulp/terug/x", &w.duo.koek)
            .await
            .met_status(404);
    })
    .await;
}
