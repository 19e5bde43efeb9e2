//! The kennisagenda: what it counts, what can be chosen, the same as a file, and what it says when there is nothing.

use super::{beantwoord, velden, vraag};
use crate::{
    support::{
        TestApp,
        inlog::{met_koek, teksten},
        mensen::doe,
        op_beide,
    },
    werkruimte::toneel,
};

const AGENDA: &str = "/kennisagenda";

#[tokio::test]
async fn it_counts_by_area_of_life_and_by_state() {
    op_beide(async |app: TestApp| {
        let leeg = app.get(AGENDA).await.met_status(200);
        assert!(leeg.tekst.contains("Er staat nog geen vraag"));
        let toneel = toneel(&app).await;
        vraag(&app, &toneel.rijk, "Eerste?", "openbaar").await;
        let tweede = vraag(&app, &toneel.rijk, "Tweede?", "openbaar").await;
        beantwoord(&app, &toneel.rijk, &tweede).await;
        vraag(&app, &toneel.rijk, "Besloten?", "besloten").await;
        for (koek, totaal) in [("", "2"), (toneel.netwerk.as_str(), "3")] {
            let pagina = met_koek(&app, AGENDA, koek).await.met_status(200);
            let rijen = teksten(&pagina, "table tbody tr");
            let zorg = rijen.iter().find(|rij| rij.contains("Zorg"));
            assert!(zorg.is_some_and(|rij| rij.contains(totaal)), "{rijen:?}");
            for link in [
                "/kennisagenda?leefdomein=zorg&#38;status=beantwoord",
                "/kennisagenda?leefdomein=schulden",
            ] {
                assert!(pagina.tekst.contains(link), "{link}: {}", pagina.tekst);
            }
            // There is nothing to go to where nothing is.
            assert!(!pagina.tekst.contains("/kennisagenda?leefdomein=wonen\""));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_chosen_stands_in_the_address_and_in_the_file() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        vraag(&app, &toneel.rijk, "Eerste?", "openbaar").await;
        let tweede = vraag(&app, &toneel.rijk, "Tweede?", "openbaar").await;
        beantwoord(&app, &toneel.rijk, &tweede).await;
        let elders = [&velden("Derde?", "openbaar")[..], &[("thema", "vervoer")]].concat();
        doe(&app, &toneel.redactie, "/kennisagenda/nieuw", &elders)
            .await
            .met_status(303);
        for (keuze, verwacht) in [
            ("", &["Eerste?", "Tweede?", "Derde?"][..]),
            ("?status=beantwoord", &["Tweede?"]),
            ("?thema=vervoer", &["Derde?"]),
            ("?leefdomein=zorg&thema=wonen", &["Eerste?", "Tweede?"]),
            ("?leefdomein=wonen", &[]),
        ] {
            let pagina = app.get(&format!("{AGENDA}{keuze}")).await.met_status(200);
            let bestand = app.get(&format!("{AGENDA}.csv{keuze}")).await;
            let bestand = bestand.met_status(200);
            assert!(bestand.kop("content-type").starts_with("text/csv"));
            let regels = bestand.tekst.lines().count() - 1;
            assert_eq!(regels, verwacht.len(), "{keuze}: {}", bestand.tekst);
            for titel in ["Eerste?", "Tweede?", "Derde?"] {
                let erin = verwacht.contains(&titel);
                assert_eq!(pagina.tekst.contains(titel), erin, "{keuze} {titel}");
                assert_eq!(bestand.tekst.contains(titel), erin, "{keuze} {titel}");
            }
        }
        let niets = app.get("/kennisagenda?leefdomein=wonen").await;
        assert!(niets.tekst.contains("Hier staat nu geen vraag"));
        for pad in ["/kennisagenda", "/kennisagenda.csv"] {
            let fout = app.get(&format!("{pad}?status=klaar&thema=weg")).await;
            let fout = fout.met_status(400);
            for woord in ["status", "thema", "in-onderzoek", "wonen"] {
                assert!(fout.tekst.contains(woord), "{pad} {woord}");
            }
        }
        app.get("/kennisagenda?pagina=9").await.met_status(200);
        app.get("/kennisagenda?pagina=0").await.met_status(400);
    })
    .await;
}
