//! Reading questions: the list, its filters and shares, the file, search, and what may not be read.

use dwarsverband::{
    actor::Actor,
    ctx::Ctx,
    gebruikers::service::voorbeelden,
    vraagpunten::{model::Aandeel, service},
};
use scraper::{Html, Selector};

use super::{DAG, KNELPUNT, VRAAG, antwoord, toneel, verleng};
use crate::support::{
    Antwoord, TestApp, ctx,
    inlog::{met_koek, teksten},
    op_beide,
};

/// The cells of a row of the table of shares.
fn rij(antwoord: &Antwoord, naam: &str) -> Vec<String> {
    let html = Html::parse_document(&antwoord.tekst);
    let alle = Selector::parse("table tbody tr").expect("a selector");
    let cellen = Selector::parse("th, td").expect("a selector");
    let rijen = html.select(&alle).map(|rij| -> Vec<String> {
        let cellen = rij.select(&cellen);
        cellen.map(|cel| cel.text().collect::<String>()).collect()
    });
    let mut rijen = rijen.filter(|rij| rij.first().is_some_and(|cel| cel == naam));
    rijen.next().unwrap_or_default()
}

fn tabs(antwoord: &Antwoord) -> Vec<String> {
    teksten(antwoord, ".dv-tabs li")
        .iter()
        .map(|tab| tab.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[tokio::test]
async fn the_list_has_a_share_for_every_addressee_and_says_who_is_silent() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let leeg = app.get("/vraagpunten").await.met_status(200).tekst;
        assert!(leeg.contains("Hier staat geen vraag") && !leeg.contains("<table"));

        let een = toneel.vraag(&app, "Ministerie", "Vraag een?").await;
        let twee = toneel.vraag(&app, "Ministerie", "Vraag twee?").await;
        toneel.vraag(&app, "Ministerie", "Vraag drie?").await;
        toneel.vraag(&app, "verder", "Vraag vier?").await;
        let koek = toneel.van_lid(&app).await;
        antwoord(&app, &koek, &een, ("overgenomen", "Ja."))
            .await
            .met_status(303);
        let uitstel = ("2027-03-01", "Wij zoeken het uit.");
        verleng(&app, &koek, &twee, uitstel).await.met_status(303);
        app.later(43 * DAG);

        let lijst = app.get("/vraagpunten").await.met_status(200);
        assert_eq!(
            rij(&lijst, "Ministerie"),
            ["Ministerie", "3", "2", "1", "1", "67%"]
        );
        assert_eq!(
            rij(&lijst, "Verder"),
            ["Verder", "1", "1", "1", "0", "100%"]
        );
        assert_eq!(
            tabs(&lijst),
            ["Alle 4", "Open 3", "Te laat 2", "Beantwoord 1"]
        );
        for woord in [
            "Van 4 vragen hebben er 3 nog geen antwoord: 75%. Daarvan zijn 2 te laat.",
            "2 van 3 open, 1 te laat",
            "Peildatum 3 januari 2027",
            "Verder heeft niet geantwoord.",
        ] {
            assert!(lijst.tekst.contains(woord), "{woord}");
        }
        // What waits longest past its day stands first, and an answer last.
        let plek = |woord: &str| lijst.tekst.find(woord).expect("a question");
        assert!(plek("Vraag drie?") < plek("Vraag twee?"));
        assert!(plek("Vraag twee?") < plek("Vraag een?"));

        for (vraag, er, niet) in [
            ("?stand=te-laat", "Vraag drie?", "Vraag twee?"),
            ("?stand=open", "Vraag twee?", "Vraag een?"),
            ("?stand=beantwoord", "Vraag een?", "Vraag drie?"),
            ("?aan=verder", "Vraag vier?", "Vraag drie?"),
            (
                "?aan=ministerie&stand=te-laat",
                "Vraag drie?",
                "Vraag vier?",
            ),
        ] {
            let deel = app
                .get(&format!("/vraagpunten{vraag}"))
                .await
                .met_status(200);
            assert!(
                deel.tekst.contains(er) && !deel.tekst.contains(niet),
                "{vraag}"
            );
        }
        let deel = app.get("/vraagpunten?aan=ministerie").await.met_status(200);
        assert_eq!(
            tabs(&deel),
            ["Alle 3", "Open 2", "Te laat 1", "Beantwoord 1"]
        );
        // The shares are those of everybody, whatever is asked of the list.
        assert_eq!(rij(&deel, "Verder"), ["Verder", "1", "1", "1", "0", "100%"]);
        let niemand = app
            .get("/vraagpunten?aan=bestaat-niet")
            .await
            .met_status(200);
        assert!(niemand.tekst.contains("Deze organisatie kennen wij niet."));
        assert!(!niemand.tekst.contains("Vraag een?"));
        app.get("/vraagpunten?pagina=x").await.met_status(400);
        let voorbij = app.get("/vraagpunten?pagina=9").await.met_status(200);
        assert!(voorbij.tekst.contains("Deze bladzijde is er niet"));

        // What waits for one's own organisatie.
        let koek = toneel.van_lid(&app).await;
        let mijn = met_koek(&app, "/account/vraagpunten", &koek)
            .await
            .met_status(200)
            .tekst;
        assert!(mijn.contains("Vraag twee?") && mijn.contains("Vraag drie?"));
        assert!(!mijn.contains("Vraag een?") && !mijn.contains("Vraag vier?"));
        app.get("/account/vraagpunten").await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn the_file_has_the_same_questions_and_runs_nothing() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", "=1+1 mag dat?").await;
        toneel.vraag(&app, "verder", VRAAG).await;
        let koek = toneel.van_lid(&app).await;
        let tekst = "@SOM(A1), en \"dat\" ook.";
        antwoord(&app, &koek, &pad, ("deels", tekst))
            .await
            .met_status(303);
        let bestand = app
            .get("/vraagpunten.csv?aan=ministerie")
            .await
            .met_status(200);
        assert!(bestand.kop("content-type").starts_with("text/csv"));
        assert!(
            bestand
                .kop("content-disposition")
                .contains("vraagpunten-2026-11-21.csv")
        );
        let mut lezer = csv::Reader::from_reader(bestand.tekst.as_bytes());
        let kop: Vec<String> = lezer.headers().unwrap().iter().map(Into::into).collect();
        let rijen: Vec<_> = lezer.records().collect::<Result<_, _>>().expect("CSV");
        assert_eq!(rijen.len(), 1, "{}", bestand.tekst);
        let cel = |naam: &str| {
            let plek = kop
                .iter()
                .position(|kolom| kolom == naam)
                .expect("a column");
            rijen[0].get(plek).unwrap_or_default().to_owned()
        };
        for (naam, waarde) in [
            ("titel", "Gegevens delen"),
            ("nummer", "1"),
            ("vraag", "'=1+1 mag dat?"),
            ("aan", "Ministerie"),
            ("gesteldOp", "2026-11-21"),
            ("laatsteDag", "2027-01-02"),
            ("stand", "beantwoord"),
            ("wasTeLaat", "nee"),
            ("uitkomst", "deels"),
            ("antwoord", "'@SOM(A1), en \"dat\" ook."),
        ] {
            assert_eq!(cel(naam), waarde, "{naam}");
        }
        let alles = app.get("/vraagpunten.csv").await.met_status(200).tekst;
        assert!(alles.contains(VRAAG));
        let open = app
            .get("/vraagpunten.csv?stand=open")
            .await
            .met_status(200)
            .tekst;
        assert!(open.contains(VRAAG) && !open.contains("mag dat?"));
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_about_what_one_may_not_read_is_nowhere() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let koek = toneel.van_lid(&app).await;
        toneel.verberg(&app).await;
        for van in ["", koek.as_str()] {
            for adres in [pad.clone(), format!("/api/v1{pad}"), KNELPUNT.to_owned()] {
                met_koek(&app, &adres, van).await.met_status(404);
            }
            let lijst = met_koek(&app, "/vraagpunten", van).await.met_status(200);
            assert!(!lijst.tekst.contains(VRAAG) && !lijst.tekst.contains("<table"));
            assert_eq!(
                tabs(&lijst),
                ["Alle 0", "Open 0", "Te laat 0", "Beantwoord 0"]
            );
            let api = met_koek(&app, "/api/v1/vraagpunten", van).await.json();
            assert_eq!(api["totaal"], 0);
            let bestand = met_koek(&app, "/vraagpunten.csv", van)
                .await
                .met_status(200);
            assert_eq!(bestand.tekst.lines().count(), 1, "{}", bestand.tekst);
        }
        let mijn = met_koek(&app, "/account/vraagpunten", &koek).await;
        assert!(!mijn.met_status(200).tekst.contains(VRAAG));
        antwoord(&app, &koek, &pad, ("overgenomen", ""))
            .await
            .met_status(404);
        let uitstel = ("2027-02-01", "Straks.");
        verleng(&app, &koek, &pad, uitstel).await.met_status(404);
        // What is not there answers the same.
        let niets = "/vraagpunten/00000000-0000-7000-8000-000000000000";
        let (echt, niets) = (app.get(&pad).await, app.get(niets).await);
        assert_eq!(echt.status, niets.status);
        let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
        let conn = app.app.db.read();
        assert!(service::aandelen(&bezoeker, conn).await.unwrap().is_empty());
        let teksten = service::zoektekst(conn, &[toneel.knelpunt]).await.unwrap();
        assert!(teksten.is_empty(), "{teksten:?}");
    })
    .await;
}

#[tokio::test]
async fn search_finds_a_knelpunt_by_what_was_asked_and_answered() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = toneel
            .vraag(&app, "Ministerie", "Geldt de ontruimingsregel hier?")
            .await;
        let koek = toneel.van_lid(&app).await;
        let tekst = "Alleen met een *huurverklaring*.";
        antwoord(&app, &koek, &pad, ("deels", tekst))
            .await
            .met_status(303);
        app.indexeer().await;
        let conn = app.app.db.read();
        let teksten = service::zoektekst(conn, &[toneel.knelpunt]).await.unwrap();
        let van_knelpunt = &teksten[&toneel.knelpunt];
        assert!(van_knelpunt.contains("ontruimingsregel"), "{van_knelpunt}");
        assert!(
            van_knelpunt.contains("een huurverklaring"),
            "{van_knelpunt}"
        );
        for woord in ["ontruimingsregel", "huurverklaring"] {
            let json = app.get(&format!("/api/v1/zoeken?q={woord}")).await.json();
            let url = json["resultaten"][0]["url"].as_str().unwrap_or_default();
            assert!(url.ends_with(KNELPUNT), "{woord}: {json}");
        }
        let geschreven = service::teksten(conn, toneel.lid).await.unwrap();
        let geschreven: Vec<_> = geschreven.into_iter().map(|(tekst, _)| tekst).collect();
        assert_eq!(geschreven, [tekst]);
    })
    .await;
}

#[tokio::test]
async fn the_demo_has_a_late_question_one_with_more_time_and_an_answer() {
    op_beide(async |app: TestApp| {
        app.app.lees_content().await.expect("the content is right");
        app.app.lees_demo().await.expect("the demo is right");
        let systeem = Ctx::systeem("test", &app.app.clock);
        let db = &app.app.db;
        let demo = voorbeelden::maak(db, &app.app.kluis, &app.app.sleutel, &systeem).await;
        let accounts = demo.expect("accounts").accounts;
        let van = |naam: &str| {
            let mail = format!("{naam}@demo.example");
            let account = accounts.iter().find(|account| account.mail == mail);
            account.expect("an account").ctx(&app.app.clock)
        };
        let (duo, redactie, vws) = (van("duo-rijk"), van("redactie"), van("lid4"));
        let gevuld = service::voorbeelden::vul(db, &[&duo, &redactie], Some(&vws)).await;
        gevuld.expect("questions");
        let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
        let aandelen = service::aandelen(&bezoeker, db.read()).await.unwrap();
        let aandelen: Vec<_> = aandelen
            .iter()
            .map(|(kop, aandeel)| (kop.slug.as_str(), *aandeel))
            .collect();
        let van_vws = Aandeel {
            gevraagd: 2,
            open: 1,
            te_laat: 1,
            verlengd: 0,
        };
        let van_szw = Aandeel {
            gevraagd: 1,
            open: 1,
            te_laat: 0,
            verlengd: 1,
        };
        assert_eq!(
            aandelen,
            [("ministerie-vws", van_vws), ("ministerie-szw", van_szw)]
        );
    })
    .await;
}
