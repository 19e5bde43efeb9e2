//! Knelpunten for programs: reading one, and taking it from state to state.

use dwarsverband::knelpunten::model::Status;
use serde_json::{Value, json};

use super::{PAD, TITEL, knelpunt, rij, signaal, toneel};
use crate::{
    anderen::lid,
    support::{
        Antwoord, TestApp,
        mensen::mens,
        op_beide,
        programma::{fouten, stuur},
    },
    tokens::{maak_token, met_token},
};

async fn stap(app: &TestApp, token: &str, wat: &Value) -> Antwoord {
    let adres = format!("/api/v1{PAD}/overgangen");
    stuur(app, "POST", &adres, token, wat).await
}

#[tokio::test]
async fn a_program_takes_a_step_as_who_it_works_for() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let id = knelpunt(&app, TITEL, (Status::Gemeld, Some(thema), 2)).await;
        let mel = mens(&app, "Mel", &[]).await;
        signaal(&app, id, mel, None, &[toneel.wereld.elders]).await;
        let duo = maak_token(&app, &toneel.duo, "zaaksysteem", "schrijven").await;
        let leest = maak_token(&app, &toneel.duo, "cijfers", "lezen").await;
        let (_, els) = lid(&app, "Els", toneel.wereld.elders).await;
        let els = maak_token(&app, &els, "zaaksysteem", "schrijven").await;
        let (_, ken) = lid(&app, "Ken", toneel.wereld.kennis).await;
        let ken = maak_token(&app, &ken, "zaaksysteem", "schrijven").await;
        let v = rij(&app, PAD).await.versie;
        let goed = json!({"actie": "oppakken", "reden": "Zes gemeenten.", "versie": v});
        for (token, status) in [("", 401), (&*leest, 403), (&*els, 403), (&*ken, 404)] {
            stap(&app, token, &goed).await.met_status(status);
        }
        app.get(&format!("/api/v1{PAD}")).await.met_status(404);
        met_token(&app, &format!("/api/v1{PAD}"), &els)
            .await
            .met_status(200);

        for (wat, veld, code) in [
            (json!({"reden": "x", "versie": v}), "actie", "verplicht"),
            (
                json!({"actie": "opeten", "reden": "x", "versie": v}),
                "actie",
                "onbekende-waarde",
            ),
            (
                json!({"actie": "oppakken", "reden": "x"}),
                "versie",
                "verplicht",
            ),
            (
                json!({"actie": "oppakken", "versie": v}),
                "reden",
                "verplicht",
            ),
            (
                json!({"actie": "oppakken", "reden": "Bel 06-12345678.", "versie": v}),
                "reden",
                "persoonsgegevens",
            ),
        ] {
            let fout = stap(&app, &duo, &wat).await.met_status(400);
            assert_eq!(fouten(&fout), [(veld.to_owned(), code.to_owned())], "{wat}");
        }
        // Not in this state, and not by who saw another version: that one hears which there is.
        let nee = json!({"actie": "afwijzen", "reden": "x", "versie": v});
        let nee = stap(&app, &duo, &nee).await.met_status(409).json();
        assert!(nee["versie"].is_null(), "it is not the version: {nee}");
        let oud = json!({"actie": "oppakken", "reden": "x", "versie": v + 7});
        let oud = stap(&app, &duo, &oud).await.met_status(409).json();
        assert_eq!(oud["versie"], v, "{oud}");

        let klaar = stap(&app, &duo, &goed).await.met_status(200).json();
        assert_eq!(klaar["status"], "in-behandeling");
        let gelezen = app
            .get(&format!("/api/v1{PAD}"))
            .await
            .met_status(200)
            .json();
        assert_eq!(gelezen, klaar, "everybody reads the same");
        assert_eq!(gelezen["trekker"], "wonen");
        assert_eq!(gelezen["signalen"], 1);
        assert_eq!(gelezen["gemeenten"][0]["code"], "GM9997");
        assert_eq!(gelezen["uitBron"], false);
        let treden = gelezen["treden"].as_array().expect("the steps");
        assert_eq!(treden.len(), 5);
        assert_eq!(treden[1]["naam"], "Wat kan binnen de bestaande ruimte");
        assert_eq!(treden[1]["tekst"], "Dit vonden wij.");
        let v = rij(&app, PAD).await.versie;
        let op = json!({"actie": "opschalen", "reden": "x", "versie": v});
        let op = stap(&app, &duo, &op).await.met_status(409).tekst;
        assert!(
            op.contains("trede 3 (Lokale of regionale afspraak), trede 4 (Proef)"),
            "{op}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_list_has_what_its_reader_may_read() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        knelpunt(&app, TITEL, (Status::Gemeld, None, 0)).await;
        knelpunt(&app, "Opgepakt", (Status::InBehandeling, None, 0)).await;
        let (_, els) = lid(&app, "Els", toneel.wereld.elders).await;
        let els = maak_token(&app, &els, "cijfers", "lezen").await;
        let titels = |json: Value| -> Vec<String> {
            let alle = json["resultaten"].as_array().expect("a list").iter();
            let titel = |stuk: &Value| stuk["titel"].as_str().expect("a title").to_owned();
            let mut titels: Vec<String> = alle.map(titel).collect();
            titels.sort();
            titels
        };
        let lijst = "/api/v1/knelpunten";
        let bezoeker = app.get(lijst).await.met_status(200).json();
        assert_eq!(titels(bezoeker), ["Opgepakt"]);
        let overheid = met_token(&app, lijst, &els).await.met_status(200).json();
        assert_eq!(titels(overheid), [TITEL, "Opgepakt"]);
    })
    .await;
}
