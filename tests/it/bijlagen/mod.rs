//! Files that belong to a stuk: in by the form, out by a link, and everything that is kept out.

pub mod maken;
mod weigeren;

use std::time::{Duration, SystemTime};

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::{Rol, Sleutel},
    db::tables::{bijlage, geschiedenis},
    stukken::{geschiedenis::controleer, service::bijlagen},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

use crate::support::{
    TestApp, account,
    login::{formulier, log_in, vraag},
    op_beide,
};
use maken::{Formulier, GEHEIM, PDF, docx, jpeg, odt, png, webp};

/// Room for every file of these tests.
const HOOGSTENS: u64 = 200_000;
const PAD: &str = "/praktijken/budgetcoach";

/// A platform with a praktijk, and somebody of the redactie: what their browser holds, and the number
/// of the praktijk.
async fn begin(app: &TestApp) -> (String, String) {
    app.lees(&[
        json!({"externId": "a", "soort": "praktijk", "slug": "budgetcoach", "titel": "Een budgetcoach", "tekst": "x"}),
    ])
    .await;
    let koek = log_in(app, Rol::Redactie, "Els Voorbeeld", "els@bureau.example").await;
    let json = app.get(&format!("/api/v1{PAD}")).await.met_status(200);
    let id = json.json()["id"].as_str().expect("a number").to_owned();
    (koek, id)
}

/// How many files lie in the folder.
fn bestanden(app: &TestApp) -> usize {
    let map = std::fs::read_dir(app.bijlagenmap()).expect("the folder is there");
    map.count()
}

/// How often something happened to whatever stuk.
async fn hoe_vaak(app: &TestApp, actie: &str) -> u64 {
    geschiedenis::Entity::find()
        .filter(geschiedenis::Column::Actie.eq(actie))
        .count(app.app.db.read())
        .await
        .expect("the database works")
}

/// The address of the only bijlage that a reader sees.
async fn adres(app: &TestApp, koek: &str) -> String {
    let json = vraag(app, koek, &format!("/api/v1{PAD}")).await.json();
    let url = json["bijlagen"][0]["url"].as_str().expect("a bijlage");
    url.trim_start_matches("https://dwarsverband.example")
        .to_owned()
}

async fn vindt(app: &TestApp, koek: &str, woord: &str) -> bool {
    let pad = format!("/api/v1/zoeken?q={woord}");
    vraag(app, koek, &pad).await.met_status(200).json()["totaal"] == 1
}

#[tokio::test]
async fn a_file_is_added_read_and_removed() {
    op_beide(async |app| {
        let app = app.met_bestanden(HOOGSTENS, None);
        let (koek, id) = begin(&app).await;
        let leeg = vraag(&app, &koek, PAD).await.met_status(200).tekst;
        assert!(leeg.contains("nog geen bestanden"));
        let kenmerk = vraag(&app, &koek, &format!("/api/v1{PAD}")).await.json();
        let kenmerk = kenmerk["kenmerk"].as_str().expect("a kenmerk").to_owned();
        for stuk in [&id, &kenmerk] {
            let pad = format!("/bijlagen/nieuw?stuk={stuk}");
            let pagina = vraag(&app, &koek, &pad).await.met_status(200).tekst;
            // What may come in is said beforehand.
            for deel in ["200 kB", "pdf", "docx", "niet op virussen gescand"] {
                assert!(pagina.contains(deel), "{deel}");
            }
        }
        let vraagformulier = Formulier {
            titel: "Verslag <b>Zonnebloem</b>",
            omschrijving: "Gaat over klaprozen",
            naam: "Verslag één.PDF",
            ..Formulier::bij(&id)
        };
        let antwoord = vraagformulier.stuur(&app, &koek).await.met_status(303);
        assert_eq!(antwoord.kop("location"), format!("{PAD}#bijlagen"));
        app.indexeer().await;

        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(pagina.contains("Verslag &#60;b&#62;Zonnebloem&#60;/b&#62;"));
        assert!(pagina.contains("Niet gescand op virussen"));
        assert!(pagina.contains("pdf, 48 bytes"), "{pagina}");
        assert!(
            !pagina.contains("/bijlagen/nieuw"),
            "a visitor adds nothing"
        );
        assert!(vindt(&app, "", "zonnebloem").await);
        assert!(vindt(&app, "", "klaprozen").await);

        let pad = adres(&app, "").await;
        assert!(pad.ends_with("/Verslag%20%C3%A9%C3%A9n.pdf"), "{pad}");
        let gehaald = app.get(&pad).await.met_status(200);
        assert_eq!(gehaald.bytes, PDF);
        for (kop, waarde) in [
            ("content-type", "application/pdf"),
            ("content-length", "48"),
            (
                "content-disposition",
                "attachment; filename=\"Verslag __n.pdf\"; \
                 filename*=UTF-8''Verslag%20%C3%A9%C3%A9n.pdf",
            ),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("cache-control", "private, no-cache"),
        ] {
            assert_eq!(gehaald.kop(kop), waarde, "{kop}");
        }
        // Under another name it is not given.
        let onder_anders = pad.replace(".pdf", ".html");
        assert_eq!(
            app.get(&onder_anders).await.met_status(308).kop("location"),
            pad
        );

        let weg = pad.rsplit_once('/').expect("a name").0.to_owned() + "/verwijderen";
        vraag(&app, &koek, &weg).await.met_status(200);
        assert_eq!(bestanden(&app), 1, "asking removes nothing");
        app.stuur(formulier(&weg, &koek, &[])).await.met_status(303);
        assert_eq!(bestanden(&app), 0);
        app.get(&pad).await.met_status(404);
        app.stuur(formulier(&weg, &koek, &[])).await.met_status(404);
        assert!(!app.get(PAD).await.tekst.contains("Zonnebloem"));
        app.indexeer().await;
        assert!(!vindt(&app, "", "zonnebloem").await);

        // That it was there stays, and not what it was called.
        let rijen = bijlage::Entity::find().all(app.app.db.read()).await;
        let rijen = rijen.expect("the database works");
        assert_eq!(rijen.len(), 1);
        assert!(rijen[0].verwijderd_op.is_some());
        assert_eq!(rijen[0].sha256.len(), 64);
        let woorden = [
            &rijen[0].titel,
            &rijen[0].omschrijving,
            &rijen[0].bestandsnaam,
        ];
        assert_eq!(woorden, ["", "", ""]);
        for actie in ["bijlage-toevoegen", "bijlage-verwijderen"] {
            assert_eq!(hoe_vaak(&app, actie).await, 1, "{actie}");
        }
        let controle = controleer(app.app.db.read())
            .await
            .expect("the database works");
        assert_eq!(controle.breuken, []);
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_file_that_may_comes_in() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, id) = begin(&app).await;
    let (docx, odt) = (docx(), odt());
    let xlsx = maken::zip(&["[Content_Types].xml", "xl/workbook.xml"]);
    let pptx = maken::zip(&["[Content_Types].xml", "ppt/presentation.xml"]);
    let (jpeg, png, webp) = (jpeg(1), png(8, 8), webp());
    for (naam, inhoud) in [
        ("a.pdf", PDF),
        ("a.docx", &docx),
        ("a.xlsx", &xlsx),
        ("a.pptx", &pptx),
        ("a.odt", &odt),
        ("a.jpg", &jpeg),
        ("a.JPEG", &jpeg),
        ("a.png", &png),
        ("a.webp", &webp),
        ("a.csv", "gemeente;jaar\r\nOmmen;2026\r\n".as_bytes()),
        ("a.csv", "\u{feff}BMI;naïef\n".as_bytes()),
        ("a.txt", "Kosten < 100 euro\n".as_bytes()),
    ] {
        let antwoord = Formulier {
            naam,
            inhoud,
            ..Formulier::bij(&id)
        };
        let antwoord = antwoord.stuur(&app, &koek).await;
        assert_eq!(antwoord.status.as_u16(), 303, "{naam}: {}", antwoord.tekst);
    }
    assert_eq!(bestanden(&app), 12);
}

#[tokio::test]
async fn a_picture_loses_where_it_was_made_and_stays_the_right_way_up() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, id) = begin(&app).await;
    let bevat = |heel: &[u8], deel: &[u8]| heel.windows(deel.len()).any(|w| w == deel);
    for (naam, inhoud, stand, blijft) in [
        (
            "foto.jpg",
            jpeg(6),
            6,
            &[b"beeld\xff\0nog\xff\xd9".as_slice(), b"kleuren"][..],
        ),
        ("foto.png", png(8, 8), 3, &[b"IDATbeeld"]),
        ("foto.webp", webp(), 8, &[b"VP8L"]),
    ] {
        assert!(bevat(&inhoud, GEHEIM.as_bytes()), "{naam} has it");
        let antwoord = Formulier {
            naam,
            inhoud: &inhoud,
            ..Formulier::bij(&id)
        };
        antwoord.stuur(&app, &koek).await.met_status(303);
        let pad = adres(&app, &koek).await;
        let uit = app.get(&pad).await.met_status(200).bytes;
        for geheim in [GEHEIM, "GEH", "xmpmeta", "Photoshop", "Comment"] {
            assert!(!bevat(&uit, geheim.as_bytes()), "{naam} lost {geheim}");
        }
        for deel in blijft {
            assert!(bevat(&uit, deel), "{naam} kept {deel:?}");
        }
        assert!(
            bevat(&uit, &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, stand]),
            "{naam}"
        );
        let maat = imagesize::blob_size(&uit).expect("still a picture");
        assert_eq!((maat.width, maat.height), (8, 8), "{naam}");
        let weg = pad.rsplit_once('/').expect("a name").0.to_owned() + "/verwijderen";
        app.stuur(formulier(&weg, &koek, &[])).await.met_status(303);
    }
}

#[tokio::test]
async fn a_bijlage_for_fewer_is_nothing_to_others() {
    op_beide(async |app| {
        let app = app.met_bestanden(HOOGSTENS, None);
        let (koek, id) = begin(&app).await;
        let verzoek = Formulier {
            titel: "Zonnebloem",
            lezers: "redactie",
            ..Formulier::bij(&id)
        };
        verzoek.stuur(&app, &koek).await.met_status(303);
        app.indexeer().await;
        let pad = adres(&app, &koek).await;
        vraag(&app, &koek, &pad).await.met_status(200);
        assert!(vraag(&app, &koek, PAD).await.tekst.contains("Zonnebloem"));
        let overheid = account(9, [Sleutel::Overheid]);
        for ander in [dwarsverband::actor::Actor::Bezoeker, overheid] {
            let er_is_geen = format!("/bijlagen/{}/verslag.pdf", Uuid::nil());
            let niets = app.als(&ander, &er_is_geen).await.met_status(404);
            let dicht = app.als(&ander, &pad).await.met_status(404);
            // But for the number of the request.
            let zonder = |tekst: &str| tekst.len();
            assert_eq!(zonder(&dicht.tekst), zonder(&niets.tekst));
            assert!(!app.als(&ander, PAD).await.tekst.contains("Zonnebloem"));
            let json = app.als(&ander, &format!("/api/v1{PAD}")).await.json();
            assert_eq!(json["bijlagen"], json!([]));
        }
        // The document of search has the keys of the stuk: this is not in it, for anybody.
        assert!(!vindt(&app, "", "zonnebloem").await);

        // A stuk for few has no bijlage for more.
        app.verberg("a", Sleutel::Redactie).await;
        let pagina = vraag(&app, &koek, &format!("/bijlagen/nieuw?stuk={id}")).await;
        let pagina = pagina.met_status(200).tekst;
        assert!(pagina.contains("value=\"redactie\"") && !pagina.contains("value=\"overheid\""));
        let wijder = Formulier {
            lezers: "overheid",
            ..Formulier::bij(&id)
        };
        let wijder = wijder.stuur(&app, &koek).await.met_status(400);
        assert!(wijder.tekst.contains("Kies wie de bijlage mag lezen"));
    })
    .await;
}

#[tokio::test]
async fn a_bijlage_goes_where_its_stuk_goes() {
    op_beide(async |app| {
        let app = app.met_bestanden(HOOGSTENS, None);
        let (koek, id) = begin(&app).await;
        Formulier::bij(&id).stuur(&app, &koek).await.met_status(303);
        let pad = adres(&app, "").await;
        app.get(&pad).await.met_status(200);
        app.verberg("a", Sleutel::Redactie).await;
        app.get(&pad).await.met_status(404);
        vraag(&app, &koek, &pad).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_adds_and_removes_nothing() {
    op_beide(async |app| {
        let app = app.met_bestanden(HOOGSTENS, None);
        let (koek, id) = begin(&app).await;
        Formulier::bij(&id).stuur(&app, &koek).await.met_status(303);
        let pad = adres(&app, "").await;
        let weg = pad.rsplit_once('/').expect("a name").0.to_owned() + "/verwijderen";
        let nieuw = format!("/bijlagen/nieuw?stuk={id}");
        let beheerder = log_in(&app, Rol::Beheerder, "Jan Voorbeeld", "jan@bureau.example").await;
        for (wie, status) in [("", 303), (beheerder.as_str(), 403)] {
            for pad in [&nieuw, &weg] {
                let antwoord = vraag(&app, wie, pad).await.met_status(status);
                if wie.is_empty() {
                    assert!(
                        antwoord
                            .kop("location")
                            .starts_with("/inloggen?naar=%2Fbijlagen%2F")
                    );
                }
            }
            app.stuur(formulier(&weg, wie, &[]))
                .await
                .met_status(status);
            Formulier::bij(&id)
                .stuur(&app, wie)
                .await
                .met_status(status);
        }
        assert_eq!(bestanden(&app), 1);
        // Of a stuk that is not there, or that they may not read.
        app.verberg("a", Sleutel::Dwarskijker).await;
        let niets = Uuid::nil().to_string();
        for stuk in [id.as_str(), niets.as_str(), "PRK-2026-9999", ""] {
            vraag(&app, &koek, &format!("/bijlagen/nieuw?stuk={stuk}"))
                .await
                .met_status(404);
            Formulier::bij(stuk)
                .stuur(&app, &koek)
                .await
                .met_status(404);
        }
        vraag(&app, &koek, &weg).await.met_status(404);
        assert_eq!(bestanden(&app), 1);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_a_name_and_no_more() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, id) = begin(&app).await;
    for (naam, verwacht, ster) in [
        ("../../../etc/cron.d/x.pdf", "x.pdf", "x.pdf"),
        ("C:\\\\map\\\\nota.pdf", "nota.pdf", "nota.pdf"),
        (
            "a\\\"; filename=b.pdf",
            "a__ filename=b.pdf",
            "a%22%3B%20filename%3Db.pdf",
        ),
        ("kl\u{202e}fdp.pdf", "klfdp.pdf", "klfdp.pdf"),
        ("🙂.pdf", "_.pdf", "%F0%9F%99%82.pdf"),
        (".pdf", "bijlage.pdf", "bijlage.pdf"),
    ] {
        let verzoek = Formulier {
            naam,
            ..Formulier::bij(&id)
        };
        verzoek.stuur(&app, &koek).await.met_status(303);
        let pad = adres(&app, "").await;
        let gehaald = app.get(&pad).await.met_status(200);
        let kop = format!("attachment; filename=\"{verwacht}\"; filename*=UTF-8''{ster}");
        assert_eq!(gehaald.kop("content-disposition"), kop, "{naam:?}");
        let weg = pad.rsplit_once('/').expect("a name").0.to_owned() + "/verwijderen";
        app.stuur(formulier(&weg, &koek, &[])).await.met_status(303);
    }
    for pad in [
        "/bijlagen/..%2F..%2Fdwarsverband.sqlite/x",
        "/bijlagen/%2e%2e/x",
        "/bijlagen/nieuw/x",
        "/bijlagen/%ff/x",
    ] {
        app.get(pad).await.met_status(404);
    }
}

#[tokio::test]
async fn files_without_a_row_are_swept_after_a_day() {
    op_beide(async |app| {
        let app = app.met_bestanden(HOOGSTENS, None);
        let (koek, id) = begin(&app).await;
        Formulier::bij(&id).stuur(&app, &koek).await.met_status(303);
        let nu = app.app.clock.now();
        let uren_terug = |uren: i64| SystemTime::from(nu - chrono::Duration::hours(uren));
        let zet = |naam: &str, wanneer: SystemTime| {
            let bestand = std::fs::File::options()
                .write(true)
                .create(true)
                .truncate(false)
                .open(app.bijlagenmap().join(naam))
                .expect("a file");
            bestand.set_modified(wanneer).expect("a time");
        };
        let eigen = adres(&app, "").await;
        let eigen = eigen.split('/').nth(2).expect("a number");
        zet(eigen, uren_terug(100));
        let (oud, half, nieuw) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        zet(&oud.to_string(), uren_terug(25));
        zet(&format!("{half}#1"), uren_terug(25));
        zet(&nieuw.to_string(), uren_terug(23));
        zet(&format!("{nieuw}#1"), uren_terug(23));
        let veeg = async |later: Duration| {
            bijlagen::veeg(&app.app.db, &app.app.bestanden, nu + later)
                .await
                .expect("the folder can be read")
        };
        assert_eq!(veeg(Duration::ZERO).await, 2);
        assert_eq!(bestanden(&app), 3);
        assert_eq!(veeg(Duration::from_hours(2)).await, 2);
        assert_eq!(bestanden(&app), 1);
        assert_eq!(app.get(&adres(&app, "").await).await.bytes, PDF);
    })
    .await;
}

#[tokio::test]
async fn another_site_adds_no_file() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, _) = begin(&app).await;
    let verzoek = Request::post("/bijlagen/nieuw")
        .header(header::COOKIE, &koek)
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::empty());
    let antwoord = app.stuur(verzoek.expect("a request")).await;
    assert_eq!(antwoord.status.as_u16(), 403);
}
