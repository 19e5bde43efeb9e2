//! "Speelt bij ons ook": who says it for which gemeente, and that each counts once.

use dwarsverband::knelpunten::model::{MAX_TOELICHTING, Status};
use serde_json::{Value, json};

use super::{PAD, TITEL, fout_in, gebeurd, gemeenten, knelpunt, toneel};
use crate::{
    anderen::lid,
    praktijken::tekstvak,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, in_, mens},
        op_beide,
    },
};

const OOK: &str = "/knelpunten/delen-mag-niet/ook";
const GEVEN: &str = "bijval-geven";
const NOG_EENS: &str = "bijval-nog-eens";
const TERUGNEMEN: &str = "bijval-terugnemen";

/// The codes of the gemeenten that search finds a knelpunt by, with how many.
async fn facet(app: &TestApp) -> Vec<(String, i64)> {
    app.indexeer().await;
    let json = app
        .get("/api/v1/zoeken?soort=knelpunt")
        .await
        .met_status(200)
        .json();
    let waarden = json["facetten"]["gemeente"].as_array().cloned();
    let paar = |w: &Value| {
        let waarde = w["waarde"].as_str().unwrap_or_default().to_owned();
        (waarde, w["aantal"].as_i64().unwrap_or_default())
    };
    let mut paren: Vec<_> = waarden.unwrap_or_default().iter().map(paar).collect();
    paren.sort();
    paren
}

#[tokio::test]
async fn a_gemeente_counts_once_however_often_it_is_said() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let derde = json!({
            "externId": "derde", "slug": "derde", "soort": "organisatie",
            "organisatiesoort": "gemeente", "officieelId": "GM9995", "titel": "Derde", "tekst": "x",
            "verbanden": [{ "soort": "hoort-bij", "naar": "regio" }],
        });
        assert_eq!(app.lees(&[derde]).await.geweigerd, []);
        let id = knelpunt(&app, TITEL, (Status::InBehandeling, None, 0)).await;
        let (_, els) = lid(&app, "Els", wereld.elders).await;
        let (_, ella) = lid(&app, "Ella", wereld.elders).await;
        let (_, regio) = lid(&app, "Rob", wereld.regio).await;
        let een = |code: &str| vec![(code.to_owned(), 1)];

        // Who belongs to one gemeente has nothing to choose.
        let form = met_koek(&app, OOK, &els).await.met_status(200).tekst;
        assert!(form.contains("Voor <strong>Elders</strong>.") && !form.contains("type=\"radio\""));
        let klaar = doe(&app, &els, OOK, &[]).await.met_status(303);
        assert_eq!(klaar.kop("location"), format!("{PAD}?gelukt=ook"));
        doe(&app, &ella, OOK, &[("gemeente", "elders")])
            .await
            .met_status(303);
        assert_eq!(gemeenten(&app, PAD).await, ["Elders"]);
        assert_eq!(facet(&app).await, een("GM9997"));
        let pagina = met_koek(&app, PAD, &els).await.met_status(200).tekst;
        assert!(pagina.contains("Speelt in 1 gemeente"));
        assert!(pagina.contains("U zei dat dit bij u ook speelt"));
        let weer = doe(&app, &els, OOK, &[("toelichting", "Nog steeds.")])
            .await
            .met_status(409);
        assert!(weer.tekst.contains("U zei al dat dit bij u ook speelt."));
        // The page of a gemeente and the map follow by themselves.
        let gevonden = app
            .get("/api/v1/zoeken?soort=knelpunt&gemeente=GM9997")
            .await
            .json();
        assert_eq!(gevonden["resultaten"][0]["id"], id.to_string());

        // A samenwerkingsverband speaks for the gemeenten that take part in it, and for no other.
        let form = met_koek(&app, OOK, &regio).await.met_status(200).tekst;
        for (slug, te_kiezen) in [("elders", true), ("derde", true), ("verder", false)] {
            assert_eq!(
                form.contains(&format!("value=\"{slug}\"")),
                te_kiezen,
                "{slug}"
            );
        }
        for niet in ["", "verder", "regio", "bestaat-niet"] {
            let fout = doe(&app, &regio, OOK, &[("gemeente", niet)])
                .await
                .met_status(400);
            fout_in(&fout, &["gemeente"]);
        }
        doe(&app, &regio, OOK, &[("gemeente", "derde")])
            .await
            .met_status(303);
        assert_eq!(gemeenten(&app, PAD).await, ["Derde", "Elders"]);

        // One takes back what one said oneself; a colleague still says it.
        let terug = [("actie", "terugnemen"), ("gemeente", "elders")];
        let klaar = doe(&app, &els, OOK, &terug).await.met_status(303);
        assert_eq!(klaar.kop("location"), format!("{PAD}?gelukt=terug"));
        doe(&app, &els, OOK, &terug).await.met_status(409);
        doe(&app, &regio, OOK, &terug).await.met_status(409);
        assert_eq!(gemeenten(&app, PAD).await, ["Derde", "Elders"]);
        doe(&app, &ella, OOK, &terug).await.met_status(303);
        assert_eq!(gemeenten(&app, PAD).await, ["Derde"]);
        assert_eq!(facet(&app).await, een("GM9995"));
        assert_eq!(
            gebeurd(&app, id, &[GEVEN, NOG_EENS, TERUGNEMEN]).await,
            [GEVEN, NOG_EENS, GEVEN, TERUGNEMEN, TERUGNEMEN]
        );

        // Everybody reads once of every gemeente that it plays there, also when it says so anew.
        doe(&app, &ella, OOK, &[("gemeente", "elders")])
            .await
            .met_status(303);
        assert_eq!(gemeenten(&app, PAD).await, ["Derde", "Elders"]);
        let openbaar = app.get(PAD).await.met_status(200).tekst;
        let regel = "Speelt ook in een andere gemeente";
        assert_eq!(openbaar.matches(regel).count(), 2, "{openbaar}");
    })
    .await;
}

#[tokio::test]
async fn only_who_speaks_for_a_gemeente_says_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        knelpunt(&app, TITEL, (Status::InBehandeling, None, 0)).await;
        knelpunt(&app, "Stil", (Status::Gemeld, None, 0)).await;
        let (_, rijk) = lid(&app, "Rijk", wereld.plek.ministerie).await;
        let (_, kennis) = lid(&app, "Ken", wereld.kennis).await;
        let (_, els) = lid(&app, "Els", wereld.elders).await;
        let los = mens(&app, "Los", &[]).await;
        let los = in_(&app, los, false).await;
        for koek in [&rijk, &kennis, &los, &toneel.duo] {
            let nee = met_koek(&app, OOK, koek).await.met_status(403).tekst;
            assert!(nee.contains("Alleen een lid van een gemeente"), "{nee}");
            doe(&app, koek, OOK, &[("gemeente", "elders")])
                .await
                .met_status(403);
            let pagina = met_koek(&app, PAD, koek).await.met_status(200).tekst;
            assert!(!pagina.contains(OOK), "it is not offered");
        }
        let bezoeker = app.get(OOK).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));
        doe(&app, "", OOK, &[]).await.met_status(303);
        assert!(
            app.get(PAD).await.tekst.contains(OOK),
            "who is not logged in is brought to log in"
        );
        // What one may not read looks like what is not there.
        let (dicht, weg) = ("/knelpunten/stil/ook", "/knelpunten/bestaat-niet/ook");
        for pad in [dicht, weg] {
            met_koek(&app, pad, &kennis).await.met_status(404);
            doe(&app, &kennis, pad, &[]).await.met_status(404);
        }
        // A gemeente reads what is only signalled yet.
        doe(&app, &els, dicht, &[]).await.met_status(303);
        assert_eq!(gemeenten(&app, PAD).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_is_said_beside_it_is_public_without_a_name() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        knelpunt(&app, TITEL, (Status::InBehandeling, None, 0)).await;
        let (_, els) = lid(&app, "Els", toneel.wereld.elders).await;
        let lang = "é".repeat(MAX_TOELICHTING + 1);
        for fout in ["Bel 06-12345678.", &lang] {
            let velden = [("gemeente", "elders"), ("toelichting", fout)];
            let pagina = doe(&app, &els, OOK, &velden).await.met_status(400);
            fout_in(&pagina, &["toelichting"]);
            assert_eq!(tekstvak(&pagina, "toelichting"), fout);
        }
        assert_eq!(gemeenten(&app, PAD).await, [""; 0]);
        let goed = [("toelichting", "Twee weken <wachten>\r\nop toestemming.")];
        doe(&app, &els, OOK, &goed).await.met_status(303);
        let pagina = app.get(PAD).await.met_status(200).tekst;
        for woord in [
            "Hoe het elders speelt",
            "Twee weken &#60;wachten&#62;",
            "op toestemming.",
            "href=\"/organisaties/elders\"",
        ] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }
        assert!(!pagina.contains("Els Voorbeeld"));
        // Who said it finds it back, to take it back.
        let eigen = met_koek(&app, OOK, &els).await.met_status(200).tekst;
        assert!(eigen.contains("Wat u al zei") && eigen.contains("op toestemming."));
        assert!(
            !eigen.contains("name=\"toelichting\""),
            "there is no other gemeente to say it for"
        );
    })
    .await;
}
