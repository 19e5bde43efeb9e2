//! The word list: data that editors change, seen at once by every running server, and its commands
//! as the real binary.

use std::fs::File;

use dwarsverband::{
    actor::Sleutel,
    content::{self, ZOEKWOORDEN},
    ctx::Ctx,
    db::tables::{zoekvraag, zoekwoord, zoekwoord_versie},
    error::Error,
    zoeken::{
        model::{
            woorden::{Richting, Woord, Woordenlijst, Woordsoort},
            woordenbestand,
        },
        service::{
            vooruitblik::{Anders, vooruitblik},
            woorden::{Lijst, lijst, vervang, zaai},
        },
    },
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::{
    opdrachten::{self, Huis, Server, doe, wacht_op},
    support::{TestApp, op_beide},
};

fn lijst_van_het_product() -> Woordenlijst {
    woordenbestand::lees(content::tekst(ZOEKWOORDEN).as_bytes()).unwrap()
}

fn woord(van: &str, naar: &str, richting: Richting) -> Woord {
    Woord {
        soort: Woordsoort::Synoniem,
        van: van.to_owned(),
        naar: naar.to_owned(),
        richting,
    }
}

/// The list of the product with one row more.
fn met(van: &str, naar: &str) -> Woordenlijst {
    let mut lijst = lijst_van_het_product();
    lijst.insert(woord(van, naar, Richting::Heen));
    lijst
}

fn brigade(nummer: u32) -> Value {
    json!({
        "externId": format!("k{nummer}"), "soort": "publicatie", "titel": "De kwartelbrigade",
        "tekst": "Buren helpen buren.",
    })
}

//------------------------------------------------------------------------------------------------
// The list in the tables

/// A new platform starts with the list of the product. From then on the table is the truth: what a
/// later release brings along is not read.
#[tokio::test]
async fn the_list_of_the_product_is_read_once() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let gezaaid = Lijst {
            versie: 1,
            woorden: lijst_van_het_product(),
        };
        assert_eq!(lijst(db).await.unwrap(), gezaaid);
        assert_eq!(app.app.woorden.versie(), 1);
        let versie = zoekwoord_versie::Entity::find().one(db.read()).await;
        let versie = versie.unwrap().expect("the first version");
        assert_eq!(versie.actor, "systeem:zaaien");
        assert_eq!(versie.eraf, "[]");
        let erbij: Woordenlijst = serde_json::from_str(&versie.erbij).unwrap();
        assert_eq!(erbij, gezaaid.woorden);
        let ctx = Ctx::systeem("zaaien", &app.app.clock);
        let later = "soort,van,naar,richting\noud,wvg,wmo,beide\n";
        assert!(!zaai(db, &ctx, later).await.unwrap());
        assert_eq!(lijst(db).await.unwrap(), gezaaid);
        // Nor when editors have left nothing of it.
        vervang(db, &ctx, 1, &Woordenlijst::new()).await.unwrap();
        assert!(!zaai(db, &ctx, later).await.unwrap());
        let leeg = Lijst {
            versie: 2,
            woorden: Woordenlijst::new(),
        };
        assert_eq!(lijst(db).await.unwrap(), leeg);
        let rijen = zoekwoord::Entity::find().all(db.read()).await.unwrap();
        assert!(rijen.is_empty(), "{rijen:?}");
    })
    .await;
}

/// Every version tells who changed what; the same list is no version.
#[tokio::test]
async fn a_version_tells_what_came_and_went() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let ctx = Ctx::systeem("woorden", &app.app.clock);
        let mut nieuw = met("snavelploeg", "kwartelbrigade");
        let weg = nieuw.pop_first().unwrap();
        assert_eq!(vervang(db, &ctx, 1, &nieuw).await.unwrap(), 2);
        assert_eq!(vervang(db, &ctx, 2, &nieuw).await.unwrap(), 2);
        let versies = zoekwoord_versie::Entity::find()
            .order_by_desc(zoekwoord_versie::Column::Versie)
            .all(db.read())
            .await
            .unwrap();
        assert_eq!(versies.len(), 2);
        assert_eq!((versies[0].versie, versies[0].op), (2, ctx.now));
        assert_eq!(versies[0].actor, "systeem:woorden");
        let erbij: Vec<Woord> = serde_json::from_str(&versies[0].erbij).unwrap();
        let eraf: Vec<Woord> = serde_json::from_str(&versies[0].eraf).unwrap();
        assert_eq!(
            erbij,
            [woord("snavelploeg", "kwartelbrigade", Richting::Heen)]
        );
        assert_eq!(eraf, [weg]);
    })
    .await;
}

/// A list that was made from an older version would undo what somebody else did.
#[tokio::test]
async fn of_two_editors_at_once_one_is_told() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let ctx = Ctx::systeem("woorden", &app.app.clock);
        let (een, twee) = (met("aap", "noot"), met("mies", "wim"));
        let (a, b) = tokio::join!(vervang(db, &ctx, 1, &een), vervang(db, &ctx, 1, &twee));
        let winnaar = match (a, b) {
            (Ok(2), Err(Error::Conflict(_))) => een,
            (Err(Error::Conflict(_)), Ok(2)) => twee,
            anders => panic!("{anders:?}"),
        };
        assert_eq!(lijst(db).await.unwrap().woorden, winnaar);
    })
    .await;
}

/// Words count from the moment that the version is seen, one way or both, and not after that they
/// are gone; without indexing anything.
#[tokio::test]
async fn search_follows_the_list() {
    op_beide(async |app: TestApp| {
        app.lees(&[brigade(1)]).await;
        let positie = app.app.index.position();
        let db = &app.app.db;
        let ctx = Ctx::systeem("woorden", &app.app.clock);
        let totaal = async |q: &str| {
            let antwoord = app.get(&format!("/api/v1/zoeken?q={q}")).await;
            antwoord.met_status(200).json()["totaal"].as_i64().unwrap()
        };
        assert_eq!(totaal("snavelploeg").await, 0);
        let nieuw = met("snavelploeg", "kwartelbrigade");
        vervang(db, &ctx, 1, &nieuw).await.unwrap();
        assert_eq!(totaal("snavelploeg").await, 0, "not seen yet");
        assert_eq!(app.app.woorden.bijwerken().await.unwrap(), 2);
        assert_eq!(totaal("snavelploeg").await, 1);
        assert_eq!(totaal("kwartelbrigade").await, 1);
        vervang(db, &ctx, 2, &lijst_van_het_product())
            .await
            .unwrap();
        assert_eq!(app.app.woorden.bijwerken().await.unwrap(), 3);
        assert_eq!(totaal("snavelploeg").await, 0);
        assert_eq!(app.app.index.position(), positie);
    })
    .await;
}

/// The preview shows what a visitor would see, whoever asks for it: a stuk that visitors may not
/// read is not in it.
#[tokio::test]
async fn a_preview_is_what_a_visitor_sees() {
    op_beide(async |app: TestApp| {
        let db = &app.app.db;
        let geheim = json!({
            "externId": "geheim", "soort": "publicatie", "titel": "Het geheim van de zwaluwploeg",
            "tekst": "x",
        });
        app.lees(&[brigade(1), geheim]).await;
        app.verberg("geheim", Sleutel::Redactie).await;
        for (vraag, keren) in [("snavelploeg", 2), ("wmo", 9), ("gevleugeld", 5)] {
            let rij = zoekvraag::ActiveModel {
                dag: Set("2026-11-20".parse().unwrap()),
                vraag: Set(vraag.to_owned()),
                keren: Set(keren),
                zonder_resultaat: Set(0),
            };
            rij.insert(db.read()).await.unwrap();
        }
        let mut nieuw = met("snavelploeg", "kwartelbrigade");
        nieuw.insert(woord("gevleugeld", "zwaluwploeg", Richting::Beide));
        let ctx = Ctx::systeem("woorden", &app.app.clock);
        let oud = lijst_van_het_product();
        let blik = async |index| vooruitblik(&ctx, db, index, oud.clone(), nieuw.clone()).await;
        let gezien = blik(app.indexmap().await).await.unwrap();
        let gezien = gezien.expect("there is an index");
        assert_eq!(gezien.geprobeerd, 3);
        let ploeg = Anders {
            vraag: "snavelploeg".to_owned(),
            oud: vec![],
            nieuw: vec!["De kwartelbrigade".to_owned()],
        };
        assert_eq!(gezien.anders, [ploeg]);
        let nergens = app.indexmap().await.join("nergens");
        assert_eq!(blik(nergens).await.unwrap(), None);
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// The commands

fn schrijf(huis: &Huis, naam: &str, lijst: &Woordenlijst) -> String {
    let pad = huis.schrijf(naam, &woordenbestand::schrijf(lijst).unwrap());
    pad.to_str().unwrap().to_owned()
}

fn import(huis: &Huis) {
    let records: Vec<String> = (1..=2).map(|n| brigade(n).to_string()).collect();
    let pad = huis.schrijf("records.jsonl", &records.join("\n"));
    doe(huis.import(&[&pad])).met_code(0);
}

async fn wacht_op_totaal(server: &mut Server, q: &str, totaal: i64) {
    let wat = format!("{totaal} results for {q}");
    wacht_op(&wat, async || server.gevonden(q).filter(|n| *n == totaal)).await;
}

/// An editor changes the list beside a running server; the next searches use it.
#[tokio::test]
async fn a_list_that_is_taken_in_counts_in_a_running_server() {
    opdrachten::op_beide(async |huis| {
        import(&huis);
        let mut server = huis.serve();
        server.draait().await;
        server.bij().await;
        let lijst = schrijf(&huis, "lijst.csv", &met("snavelploeg", "kwartelbrigade"));
        doe(huis.opdracht(&["woorden", "in", &lijst, "--proef"]))
            .met_code(0)
            .zegt("Vooruitblik: er zijn nog geen vragen van bezoekers");
        assert_eq!(server.gevonden("snavelploeg"), Some(0));
        doe(huis.opdracht(&["woorden", "in", &lijst]))
            .met_code(0)
            .zegt("Erbij: 1 regel\n  snavelploeg → kwartelbrigade (synoniem)\n")
            .zegt("Versie 2 is opgeslagen, met ");
        wacht_op_totaal(&mut server, "snavelploeg", 2).await;
        // What was taken in stays after a restart: the list of the product does not come back.
        server.stop().await;
        let mut server = huis.serve();
        server.draait().await;
        assert_eq!(server.gevonden("snavelploeg"), Some(2));
        let oud = schrijf(&huis, "oud.csv", &lijst_van_het_product());
        doe(huis.opdracht(&["woorden", "in", &oud]))
            .met_code(0)
            .zegt("Eraf: 1 regel")
            .zegt("Versie 3 is opgeslagen");
        wacht_op_totaal(&mut server, "snavelploeg", 0).await;
        server.stop().await;
    })
    .await;
}

/// Out and in again is no change, on the screen and in a file.
#[tokio::test]
async fn a_list_goes_out_and_in_unchanged() {
    opdrachten::op_beide(async |huis| {
        let scherm = doe(huis.opdracht(&["woorden", "uit"])).met_code(0).tekst;
        let lijst = woordenbestand::lees(scherm.as_bytes()).unwrap();
        assert_eq!(lijst, lijst_van_het_product());
        let bestand = huis.schrijf("uit.csv", "");
        let pad = bestand.to_str().unwrap();
        doe(huis.opdracht(&["woorden", "uit", pad]))
            .met_code(0)
            .zegt("Versie 1 met ");
        assert_eq!(std::fs::read_to_string(&bestand).unwrap(), scherm);
        for keer in [
            &["woorden", "in", pad][..],
            &["woorden", "in", pad, "--proef"],
        ] {
            doe(huis.opdracht(keer))
                .met_code(0)
                .zegt("Er verandert niets: dit is versie 1.");
        }
        let nergens = huis.data().join("nergens/uit.csv");
        let nergens = nergens.to_str().unwrap();
        doe(huis.opdracht(&["woorden", "uit", nergens]))
            .met_code(2)
            .zegt("niet te schrijven. Controleer het pad");
        doe(huis.opdracht(&["woorden", "in", nergens]))
            .met_code(2)
            .zegt("niet te lezen. Controleer het pad");
    })
    .await;
}

/// Every fault is named with file, line, field and remedy, and then nothing is taken in.
#[tokio::test]
async fn a_list_with_faults_is_refused_whole() {
    opdrachten::op_beide(async |huis| {
        let tekst = "soort,van,naar,richting\noud,wvg,wmo,beide\nnieuw,,wmo,terug\noud,WVG,wmo,\n";
        let bestand = huis.schrijf("fout.csv", tekst);
        let pad = bestand.to_str().unwrap();
        for opdracht in [
            &["woorden", "in", pad][..],
            &["woorden", "in", pad, "--proef"],
        ] {
            doe(huis.opdracht(opdracht))
                .met_code(2)
                .zegt(&format!(
                    "{pad}:3: soort: “nieuw” is geen soort. Kies afkorting, oud of synoniem."
                ))
                .zegt(&format!(
                    "{pad}:3: richting: “terug” is geen richting. Kies beide of heen."
                ))
                .zegt(&format!("{pad}:3: van: Vul van in."))
                .zegt(&format!("{pad}:4: naar: Dit paar staat er al, op regel 2."))
                .zegt("De lijst is niet opgenomen: 4 fouten.");
        }
        let scherm = doe(huis.opdracht(&["woorden", "uit"])).met_code(0).tekst;
        let lijst = woordenbestand::lees(scherm.as_bytes()).unwrap();
        assert_eq!(lijst, lijst_van_het_product());
    })
    .await;
}

/// What visitors asked is there after an orderly end, whatever came last; and it shows beforehand
/// what another list would do, beside a running server and without one.
#[tokio::test]
async fn the_journal_survives_a_stop_and_a_preview_uses_it() {
    opdrachten::op_beide(async |huis| {
        import(&huis);
        let lijst = schrijf(&huis, "lijst.csv", &met("snavelploeg", "kwartelbrigade"));
        let proef = ["woorden", "in", &lijst, "--proef"];
        doe(huis.opdracht(&proef))
            .met_code(0)
            .zegt("Vooruitblik: er is nog geen zoekindex.")
            .zegt("Dit was een proef: versie 1 blijft.");
        doe(huis.opdracht(&["woorden", "vragen"]))
            .met_code(0)
            .zegt("Er zijn geen vragen.");
        let mut server = huis.serve();
        server.draait().await;
        server.bij().await;
        for vraag in ["snavelploeg", "kwartelbrigade", "Snavelploeg", "999990019"] {
            server.gevonden(vraag).unwrap();
        }
        server.stop().await;
        let vragen = doe(huis.opdracht(&["woorden", "vragen"])).met_code(0);
        let regels: Vec<&str> = vragen.tekst.lines().collect();
        assert_eq!(
            regels,
            [
                "   keren  zonder resultaat  vraag",
                "       2                 2  snavelploeg",
                "       1                 0  kwartelbrigade",
            ]
        );
        let vergeefs = ["woorden", "vragen", "--zonder-resultaat", "--dagen", "1"];
        let vergeefs = doe(huis.opdracht(&vergeefs)).met_code(0);
        assert_eq!(vergeefs.tekst.lines().count(), 2, "{}", vergeefs.tekst);
        doe(huis.opdracht(&["woorden", "vragen", "--dagen", "31"])).met_code(2);
        let mut server = huis.serve();
        server.draait().await;
        let blik = |opdracht: &[&str]| {
            doe(huis.opdracht(opdracht))
                .met_code(0)
                .zegt("Vooruitblik: 1 van de 2 meest gestelde vragen krijgt een andere eerste bladzijde.")
                .zegt("  snavelploeg: niets → “De kwartelbrigade”\n")
        };
        blik(&proef).zegt("Dit was een proef: versie 1 blijft.");
        assert_eq!(server.gevonden("snavelploeg"), Some(0));
        server.stop().await;
        blik(&proef);
        blik(&proef[..3]).zegt("Versie 2 is opgeslagen");
    })
    .await;
}

/// Neither the questions of visitors nor their personal data reach the log, not even a talkative
/// one.
#[tokio::test]
async fn no_question_is_logged() {
    let huis = Huis::sqlite();
    let log = huis.schrijf("log.txt", "");
    let mut opdracht = huis.opdracht(&["serve", "--luister", "127.0.0.1:0"]);
    opdracht
        .env("DWARSVERBAND_LOG", "debug")
        .stderr(File::create(&log).unwrap());
    let mut server = Server::start(opdracht);
    server.draait().await;
    for vraag in ["999990019", "snavelploeg", "jan%40voorbeeld.example"] {
        assert!(server.gevonden(vraag).is_some(), "{vraag} is answered");
    }
    server.stop().await;
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.len() > 100, "there is a log: {log}");
    for woorden in ["999990019", "snavelploeg", "voorbeeld.example"] {
        assert!(!log.contains(woorden), "{woorden} is in the log");
    }
}

/// Each of many servers sees the change: they look by themselves.
#[tokio::test]
async fn every_process_takes_the_list_over() {
    let huis = Huis::postgres().await;
    import(&huis);
    let mut een = huis.serve();
    een.draait().await;
    een.bij().await;
    let buur = huis.buur();
    let mut twee = buur.serve();
    twee.draait().await;
    twee.bij().await;
    let lijst = schrijf(&huis, "lijst.csv", &met("snavelploeg", "kwartelbrigade"));
    doe(huis.opdracht(&["woorden", "in", &lijst])).met_code(0);
    for server in [&mut een, &mut twee] {
        wacht_op_totaal(server, "snavelploeg", 2).await;
    }
    een.stop().await;
    twee.stop().await;
}
