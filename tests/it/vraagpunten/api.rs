//! Questions by programs.

use serde_json::json;

use super::{DAG, VRAAG, rijen, toneel};
use crate::{
    anderen::lid,
    support::{
        TestApp, op_beide,
        programma::{fouten, stuur},
    },
    tokens::maak_token,
};

const LIJST: &str = "/api/v1/vraagpunten";

#[tokio::test]
async fn a_program_of_who_was_asked_answers_once() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = format!("/api/v1{}", toneel.vraag(&app, "Ministerie", VRAAG).await);
        let adres = format!("{pad}/antwoord");
        let koek = toneel.van_lid(&app).await;
        let schrijft = maak_token(&app, &koek, "Antwoorden", "schrijven").await;
        let leest = maak_token(&app, &koek, "Lezen", "lezen").await;
        let (_, els) = lid(&app, "Els", toneel.wereld.plek.stad).await;
        let van_els = maak_token(&app, &els, "Els", "schrijven").await;
        let goed = json!({ "uitkomst": "deels", "tekst": "Alleen soms." });
        for (token, status) in [("", 401), (&*leest, 403), (&*van_els, 403)] {
            let nee = stuur(&app, "POST", &adres, token, &goed).await;
            assert_eq!(nee.status.as_u16(), status, "{}", nee.tekst);
        }
        for (invoer, verwacht) in [
            (json!({}), &[("uitkomst", "verplicht")][..]),
            (
                json!({ "uitkomst": "misschien", "tekst": 3 }),
                &[("tekst", "verkeerd-type"), ("uitkomst", "onbekende-waarde")],
            ),
            (json!({ "uitkomst": "deels" }), &[("tekst", "verplicht")]),
            (
                json!({ "uitkomst": "overgenomen", "tekst": "Bel 06-12345678.", "versie": 1 }),
                &[("versie", "onbekend-veld"), ("tekst", "persoonsgegevens")],
            ),
        ] {
            let fout = stuur(&app, "POST", &adres, &schrijft, &invoer).await;
            let fout = fout.met_status(400);
            let verwacht: Vec<(String, String)> = verwacht
                .iter()
                .map(|(veld, code)| ((*veld).to_owned(), (*code).to_owned()))
                .collect();
            assert_eq!(fouten(&fout), verwacht, "{invoer}");
        }
        assert!(rijen(&app).await.iter().all(|rij| rij.uitkomst.is_none()));
        let ja = stuur(&app, "POST", &adres, &schrijft, &goed).await;
        let ja = ja.met_status(200).json();
        assert_eq!(ja["stand"], "beantwoord");
        assert_eq!(ja["antwoord"]["uitkomst"], "deels");
        assert_eq!(ja["antwoord"]["tekst"], "Alleen soms.");
        assert_eq!(ja["wasTeLaat"], false);
        stuur(&app, "POST", &adres, &schrijft, &goed)
            .await
            .met_status(409);
        let langer = json!({ "actie": "verlengen", "tot": "2027-02-01", "reden": "Straks." });
        let adres = format!("{pad}/overgangen");
        stuur(&app, "POST", &adres, &schrijft, &langer)
            .await
            .met_status(409);
        let leest = app.get(&pad).await.met_status(200).json();
        assert_eq!(leest, ja, "everybody reads the same");
    })
    .await;
}

#[tokio::test]
async fn a_program_gives_more_time_with_a_reason() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = format!("/api/v1{}", toneel.vraag(&app, "Ministerie", VRAAG).await);
        let adres = format!("{pad}/overgangen");
        let koek = toneel.van_redactie(&app).await;
        let token = maak_token(&app, &koek, "Redactie", "schrijven").await;
        for (invoer, verwacht) in [
            (
                json!({}),
                &[
                    ("actie", "verplicht"),
                    ("tot", "geen-datum"),
                    ("reden", "verplicht"),
                ][..],
            ),
            (
                json!({ "actie": "beantwoorden", "tot": "2027-01-02", "reden": "Straks." }),
                &[("actie", "onbekende-waarde"), ("tot", "buiten-bereik")],
            ),
        ] {
            let fout = stuur(&app, "POST", &adres, &token, &invoer).await;
            let fout = fout.met_status(400);
            let verwacht: Vec<(String, String)> = verwacht
                .iter()
                .map(|(veld, code)| ((*veld).to_owned(), (*code).to_owned()))
                .collect();
            assert_eq!(fouten(&fout), verwacht, "{invoer}");
        }
        let goed = json!({ "actie": "verlengen", "tot": "2027-02-01", "reden": "Straks." });
        let ja = stuur(&app, "POST", &adres, &token, &goed).await;
        let ja = ja.met_status(200).json();
        assert_eq!(ja["laatsteDag"], "2027-02-01");
        assert_eq!(ja["uiterlijk"], "2027-01-02");
        assert_eq!(ja["verlengingen"][0]["reden"], "Straks.");
        assert_eq!(ja["verlengingen"][0]["teLaat"], false);
    })
    .await;
}

#[tokio::test]
async fn the_list_filters_and_pages() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for nummer in 1..=3 {
            let vraag = format!("Vraag {nummer}?");
            toneel.vraag(&app, "Ministerie", &vraag).await;
        }
        toneel.vraag(&app, "verder", "Vraag vier?").await;
        app.later(43 * DAG);
        let antwoord = app
            .get(&format!("{LIJST}?aan=ministerie&perPagina=2"))
            .await;
        let antwoord = antwoord.met_status(200);
        assert_eq!(antwoord.kop("total-count"), "3");
        assert_eq!(antwoord.kop("total-pages"), "2");
        let link = antwoord.kop("link").to_owned();
        assert!(
            link.contains("aan=ministerie&pagina=2&perPagina=2"),
            "{link}"
        );
        let json = antwoord.json();
        assert_eq!(json["totaal"], 3);
        let resultaten = json["resultaten"].as_array().expect("questions");
        assert_eq!(resultaten.len(), 2);
        let eerste = &resultaten[0];
        assert_eq!(eerste["vraag"], "Vraag 1?");
        assert_eq!(eerste["stand"], "te-laat");
        assert_eq!(eerste["wasTeLaat"], true);
        assert_eq!(eerste["aan"]["titel"], "Ministerie");
        let stuk = eerste["stuk"]["url"].as_str().unwrap_or_default();
        assert!(stuk.ends_with(super::KNELPUNT), "{json}");
        for (vraag, totaal) in [
            ("", 4),
            ("?stand=te-laat", 4),
            ("?stand=open", 4),
            ("?stand=beantwoord", 0),
            ("?aan=verder", 1),
            ("?aan=bestaat-niet", 0),
        ] {
            let json = app
                .get(&format!("{LIJST}{vraag}"))
                .await
                .met_status(200)
                .json();
            assert_eq!(json["totaal"], totaal, "{vraag}");
        }
        for (vraag, veld, code) in [
            ("?stand=misschien", "stand", "onbekende-waarde"),
            ("?perPagina=101", "perPagina", "ongeldig-getal"),
            ("?q=x", "q", "onbekende-parameter"),
        ] {
            let fout = app.get(&format!("{LIJST}{vraag}")).await.met_status(400);
            assert_eq!(
                fout.fouten(),
                [(veld.to_owned(), code.to_owned())],
                "{vraag}"
            );
        }
        let niets = format!("{LIJST}/00000000-0000-7000-8000-000000000000");
        app.get(&niets).await.met_status(404);
        app.get(&format!("{LIJST}/x")).await.met_status(404);
    })
    .await;
}
