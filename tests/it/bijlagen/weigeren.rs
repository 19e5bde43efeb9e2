//! Everything that is kept out: each with the reason, and nothing of it is left.

use axum::{
    body::Body,
    http::{Request, header},
};
use sea_orm::EntityTrait as _;

use super::{
    HOOGSTENS, PAD, adres, begin, bestanden, hoe_vaak,
    maken::{Formulier, InZip, PDF, docx, in_zip, jpeg, odt, png, stuur_ruw, zip, zip_met},
};
use crate::support::{
    TestApp,
    clamd::{self, Aard, eicar},
    login::{van_ons, vraag},
    op_beide,
};

async fn rijen(app: &TestApp) -> usize {
    let rijen = dwarsverband::db::tables::bijlage::Entity::find();
    let rijen = rijen.all(app.app.db.read()).await;
    rijen.expect("the database works").len()
}

#[tokio::test]
async fn what_may_not_come_in_is_told_why_and_leaves_nothing() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, id) = begin(&app).await;
    let html = b"<!DOCTYPE html><script>alert(1)</script>".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x\"/>".to_vec();
    let met = |deel: &[u8], rest: &[u8]| [deel, rest].concat();
    let bom = |uitgepakt, inhoud: &[u8]| {
        let groot = InZip {
            naam: "word/document.xml",
            inhoud,
            uitgepakt: Some(uitgepakt),
            vlaggen: 0,
        };
        zip_met(&[in_zip("[Content_Types].xml", b"<x/>"), groot])
    };
    let wachtwoord = InZip {
        vlaggen: 1,
        ..in_zip("word/document.xml", b"<x/>")
    };
    let wachtwoord = zip_met(&[in_zip("[Content_Types].xml", b"<x/>"), wachtwoord]);
    let office = |meer: &str| zip(&["[Content_Types].xml", "word/document.xml", meer]);
    let (anders, kapot) = ("de inhoud is iets anders", "niet heel");
    let (soort, tekst) = ("Dit soort bestand kan niet", "geen gewone tekst");
    let dubbel = "meer dan één soort";
    let tabel: Vec<(&str, Vec<u8>, &str)> = vec![
        ("leeg.pdf", vec![], "is leeg"),
        // What a browser runs, under its own name and under another.
        ("a.html", html.clone(), soort),
        ("a.svg", svg.clone(), soort),
        ("a.xml", b"<?xml version=\"1.0\"?><a/>".to_vec(), soort),
        ("a.js", b"alert(1)".to_vec(), soort),
        ("a.zip", docx(), soort),
        ("a", PDF.to_vec(), soort),
        ("a.pdf.exe", PDF.to_vec(), soort),
        ("a.docm", docx(), soort),
        ("a.pdf", html.clone(), anders),
        ("a.png", svg.clone(), anders),
        ("a.txt", html.clone(), tekst),
        ("a.csv", svg, tekst),
        ("a.txt", b" \n<?xml version=\"1.0\"?>".to_vec(), tekst),
        (
            "a.txt",
            b"eerst dit <ScRiPt>alert(1)</script>".to_vec(),
            tekst,
        ),
        ("a.csv", b"caf\xe9;latin-1".to_vec(), tekst),
        ("a.txt", b"nul\0byte".to_vec(), tekst),
        ("a.txt", b"MZ\x90\0\x03".to_vec(), anders),
        // A good file under the name of another.
        ("a.pdf", jpeg(1), anders),
        ("a.jpg", png(8, 8), anders),
        ("a.xlsx", docx(), anders),
        ("a.docx", odt(), anders),
        ("a.docx", PDF.to_vec(), anders),
        ("a.txt", PDF.to_vec(), anders),
        // Not whole.
        ("a.pdf", b"%PDF-1.7\nafgebroken".to_vec(), kapot),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec(), kapot),
        ("a.jpg", jpeg(1)[..200].to_vec(), kapot),
        ("a.docx", docx()[..40].to_vec(), kapot),
        // Two things at once.
        ("a.pdf", met(PDF, &zip(&["x"])), dubbel),
        ("a.pdf", met(b"%PDF-1.7\n<script>1</script>\n", PDF), dubbel),
        ("a.pdf", met(PDF, b"<html>%%EOF"), dubbel),
        ("a.docx", met(&docx(), &html), kapot),
        (
            "a.docx",
            zip(&[
                "[Content_Types].xml",
                "word/document.xml",
                "xl/workbook.xml",
            ]),
            dubbel,
        ),
        // A picture and a document that become larger than anybody's memory.
        ("a.png", png(60_000, 60_000), "50 miljoen pixels"),
        ("a.png", png(u32::MAX, u32::MAX), "50 miljoen pixels"),
        ("a.docx", bom(4_000_000_000, b"<x/>"), "Uitgepakt"),
        ("a.docx", bom(30_000_000, b"<x/>"), "Uitgepakt"),
        ("a.docx", bom(u32::MAX, b"<x/>"), "Uitgepakt"),
        // Programs, passwords, and names that lead out of the folder.
        ("a.docx", office("word/vbaProject.bin"), "macro"),
        (
            "a.odt",
            zip(&["mimetype", "Basic/Standard/Module1.xml"]),
            "macro",
        ),
        ("a.docx", wachtwoord, "wachtwoord"),
        ("a.docx", office("../../x"), kapot),
        ("a.docx", office("/etc/x"), kapot),
        ("a.docx", office("word/document.xml"), kapot),
    ];
    for (naam, inhoud, waarom) in tabel {
        let verzoek = Formulier {
            naam,
            inhoud: &inhoud,
            ..Formulier::bij(&id)
        };
        let antwoord = verzoek.stuur(&app, &koek).await;
        let begin = String::from_utf8_lossy(&inhoud[..inhoud.len().min(30)]).into_owned();
        assert_eq!(
            antwoord.status.as_u16(),
            400,
            "{naam} {begin:?}: {}",
            antwoord.tekst
        );
        assert!(
            antwoord.tekst.contains(waarom),
            "{naam} {begin:?}: {waarom}"
        );
        assert!(antwoord.tekst.contains("<title>Fout: "), "{naam}");
        // What was filled in stays.
        assert!(
            antwoord.tekst.contains("Verslag van de evaluatie"),
            "{naam}"
        );
        assert_eq!(bestanden(&app), 0, "{naam} {begin:?}");
    }
    assert_eq!(rijen(&app).await, 0);
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, id) = begin(&app).await;
    let lang = "x".repeat(2_000);
    let verzoek = Formulier {
        titel: " \u{200b} ",
        omschrijving: &lang,
        lezers: "iedereen",
        naam: "",
        inhoud: b"",
        ..Formulier::bij(&id)
    };
    let antwoord = verzoek.stuur(&app, &koek).await.met_status(400).tekst;
    for melding in [
        "Vul in hoe de bijlage heet",
        "hoogstens 1000 tekens",
        "Kies wie de bijlage mag lezen",
        "Kies een bestand",
    ] {
        // At the top and beside the field.
        assert_eq!(
            antwoord.matches(melding).count(),
            2,
            "{melding}: {antwoord}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_kept_and_other_routes_keep_their_limit() {
    let app = TestApp::sqlite().await.met_bestanden(100_000, None);
    let (koek, id) = begin(&app).await;
    let groot = |keer: usize| [PDF, &vec![b' '; 100_000 * keer]].concat();
    let stuur = async |inhoud: Vec<u8>| {
        let verzoek = Formulier {
            inhoud: &inhoud,
            ..Formulier::bij(&id)
        };
        verzoek.stuur(&app, &koek).await
    };
    // More than any form, and less than the limit of files.
    let past = [b"%PDF-1.7\n".as_slice(), &vec![b' '; 90_000], b"%%EOF"].concat();
    stuur(past).await.met_status(303);
    assert_eq!(bestanden(&app), 1);
    let antwoord = stuur(groot(2)).await.met_status(400);
    assert!(antwoord.tekst.contains("te groot: hoogstens 100 kB"));
    let antwoord = stuur(groot(9)).await.met_status(413);
    assert!(
        antwoord.tekst.contains("Stuur hoogstens 100 kB"),
        "{}",
        antwoord.tekst
    );
    assert_eq!(bestanden(&app), 1);

    let verzoek = van_ons(Request::post("/inloggen"), &koek)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(vec![b'a'; 70_000]));
    let antwoord = app.stuur(verzoek.expect("a request")).await.met_status(413);
    assert!(antwoord.tekst.contains("Stuur hoogstens 64 kB"));
}

#[tokio::test]
async fn half_a_form_and_another_form_are_told_so() {
    let app = TestApp::sqlite().await.met_bestanden(HOOGSTENS, None);
    let (koek, _) = begin(&app).await;
    let half =
        "--x\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a.pdf\"\r\n\r\n%PDF";
    let veel =
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(40) + "--x--\r\n";
    for (soort, body) in [
        ("multipart/form-data; boundary=x", half),
        ("multipart/form-data; boundary=x", &veel),
        ("multipart/form-data", half),
        ("application/x-www-form-urlencoded", "titel=x"),
        ("text/plain", ""),
    ] {
        let antwoord = stuur_ruw(&app, &koek, soort, body.as_bytes().to_vec()).await;
        assert_eq!(antwoord.status.as_u16(), 400, "{soort}: {}", antwoord.tekst);
        assert!(antwoord.tekst.contains("kwam niet heel aan"), "{soort}");
    }
    let lang = format!(
        "--x\r\nContent-Disposition: form-data; name=\"titel\"\r\n\r\n{}\r\n--x--\r\n",
        "t".repeat(50_000)
    );
    let soort = "multipart/form-data; boundary=x";
    stuur_ruw(&app, &koek, soort, lang.into_bytes())
        .await
        .met_status(413);
    assert_eq!(bestanden(&app), 0);
}

#[tokio::test]
async fn a_virus_is_refused_and_written_down() {
    op_beide(async |app| {
        let scanner = clamd::start(Aard::Gewoon).await;
        let app = app.met_bestanden(HOOGSTENS, Some(scanner));
        let (koek, id) = begin(&app).await;
        let eicar = eicar();
        let verzoek = Formulier {
            naam: "eicar.txt",
            inhoud: &eicar,
            ..Formulier::bij(&id)
        };
        let antwoord = verzoek.stuur(&app, &koek).await.met_status(400);
        assert!(
            antwoord.tekst.contains("zit een virus"),
            "{}",
            antwoord.tekst
        );
        assert_eq!((bestanden(&app), rijen(&app).await), (0, 0));
        assert_eq!(hoe_vaak(&app, "bijlage-weigeren").await, 1);

        // More than one piece, and nothing in it.
        let schoon = "gemeente;jaar\n".repeat(10_000);
        let verzoek = Formulier {
            naam: "schoon.csv",
            inhoud: schoon.as_bytes(),
            ..Formulier::bij(&id)
        };
        verzoek.stuur(&app, &koek).await.met_status(303);
        let pagina = app.get(PAD).await.tekst;
        assert!(pagina.contains("Gescand op virussen") && !pagina.contains("Niet gescand"));
        let pad = adres(&app, "").await;
        assert_eq!(app.get(&pad).await.bytes, schoon.as_bytes());
        let uitleg = vraag(&app, &koek, &format!("/bijlagen/nieuw?stuk={id}")).await;
        assert!(
            uitleg
                .tekst
                .contains("Wij controleren elk bestand op virussen")
        );
    })
    .await;
}

#[tokio::test]
async fn a_scanner_that_says_nothing_lets_nothing_in() {
    let app = TestApp::sqlite().await;
    let adressen = [
        clamd::nergens().await,
        clamd::start(Aard::Zwijgt).await,
        clamd::start(Aard::Klein).await,
        dwarsverband::bestanden::clamd::Adres::Socket("/geen/socket/hier".into()),
    ];
    let app = app.met_bestanden(HOOGSTENS, None);
    let (koek, id) = begin(&app).await;
    let groot = "gemeente;jaar\n".repeat(10_000);
    let mut app = app;
    for adres in adressen {
        app = app.met_bestanden(HOOGSTENS, Some(adres.clone()));
        let verzoek = Formulier {
            naam: "a.csv",
            inhoud: groot.as_bytes(),
            ..Formulier::bij(&id)
        };
        let antwoord = verzoek.stuur(&app, &koek).await.met_status(503);
        let melding = "kan nu niet worden gecontroleerd op virussen";
        assert!(antwoord.tekst.contains(melding), "{adres}");
        assert_eq!((bestanden(&app), rijen(&app).await), (0, 0), "{adres}");
    }
}
