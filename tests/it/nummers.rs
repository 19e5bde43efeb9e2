//! Numbers go straight to their page, in every spelling, over the content of the product.

use dwarsverband::actor::Sleutel;
use serde_json::json;

use crate::support::{TestApp, account, op_beide};

/// A page, and three or more ways in which people write its number.
#[rustfmt::skip]
const NUMMERS: [(&str, &[&str]); 11] = [
    ("/publicaties/kamerbrief-programma-sociaal-domein", &["kst-34477-16", "34 477 nr. 16", "Kamerstuk 34477-16", "Kamerstukken II 2016/17, 34 477, nr. 16", "https://zoek.officielebekendmakingen.nl/kst-34477-16.html"]),
    ("/regelingen/wmo-2015", &["BWBR0035362", "bwbr 0035362", "https://wetten.overheid.nl/BWBR0035362/"]),
    ("/regelingen/participatiewet", &["BWBR0015703", "BWBR-0015703", "wetten.overheid.nl/BWBR0015703/2026-01-01"]),
    ("/regelingen/avg", &["32016R0679", "32016r0679", "CELEX:32016R0679"]),
    ("/praktijken/rekenmodel-ommen-hardenberg", &["PRK-2026-0001", "prk 2026 0001", "PRK 2026/1"]),
    ("/publicaties/advies-maatwerk-drechtsteden", &["PUB-2026-0001", "pub20260001", "pub 2026-1"]),
    ("/themas/schulden", &["THM-2026-0002", "thm 2026 0002", "THM-2026-2"]),
    ("/organisaties/borger-odoorn", &["GM1681", "gm 1681", "https://identifier.overheid.nl/tooi/id/gemeente/gm1681"]),
    ("/organisaties/westerkwartier", &["gm1969", "GM-1969", "identifier.overheid.nl/tooi/id/gemeente/gm1969/"]),
    ("/organisaties/ministerie-bzk", &["mnre1034", "MNRE 1034", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034"]),
    ("/organisaties/avres", &["so0857", "SO-0857", "https://identifier.overheid.nl/tooi/id/so/so0857"]),
];

/// An article, and ways in which people write it: with its place on the page when it is known.
#[rustfmt::skip]
const ARTIKELEN: [(&str, &[&str]); 6] = [
    ("/regelingen/wmo-2015#artikel-2.3.5", &["BWBR0035362 art. 2.3.5", "Wmo 2015 artikel 2.3.5", "wmo art 2.3.5", "artikel 2.3.5 Wmo 2015", "2.3.5 wmo", "art. 2.3.5, eerste lid, van de Wmo 2015", "Wet maatschappelijke ondersteuning art. 2.3.5"]),
    ("/regelingen/wmo-2015", &["BWBR0035362 art. 99.9.9", "wmo artikel 99.9.9", "99.9.9 Wmo 2015"]),
    ("/regelingen/wams", &["wams art. 99z", "99z wams", "artikel 99z van de Wams"]),
    ("/regelingen/awb", &["Awb 99:81", "art. 99:81 Awb", "BWBR0005537 artikel 99:81"]),
    ("/regelingen/leerplichtwet-1969", &["Leerplichtwet art. 999", "art. 999 Lpw", "leerplichtwet 1969 artikel 999"]),
    ("/regelingen/wet-passend-onderwijs", &["wet passend onderwijs art. 999", "artikel 999 Wet passend onderwijs", "BWBR0032176 art 999"]),
];

fn q(nummer: &str) -> String {
    form_urlencoded::byte_serialize(nummer.as_bytes()).collect()
}

#[tokio::test]
async fn every_spelling_of_a_number_lands_on_its_page() {
    op_beide(async |app: TestApp| {
        assert_eq!(app.app.lees_content().await.unwrap().geweigerd, []);
        app.indexeer().await;
        // What is known of an article changes with what is written about its law.
        let blijvend = NUMMERS.map(|rij| (308, rij));
        let tijdelijk = ARTIKELEN.map(|rij| (303, rij));
        for (status, (pad, spellingen)) in blijvend.into_iter().chain(tijdelijk) {
            assert!(spellingen.len() >= 3);
            for spelling in spellingen {
                let antwoord = app.get(&format!("/zoeken?q={}", q(spelling))).await;
                assert_eq!(antwoord.status, 303, "{spelling}");
                assert_eq!(antwoord.kop("location"), pad, "{spelling}");
                let vast = q(spelling).replace('+', "%20");
                let antwoord = app.get(&format!("/id/{vast}")).await;
                assert_eq!(antwoord.status, status, "{spelling}");
                assert_eq!(antwoord.kop("location"), pad, "{spelling}");
            }
            app.get(pad.split('#').next().unwrap())
                .await
                .met_status(200);
        }
        for vraag in [
            "wmo 2015",
            "jeugdwet 18",
            "artikel over wmo 2015",
            "2026 schulden",
            "24/7 hulp",
            "artikel 12 nietbestaandewet",
            "GM1681 artikelen over jeugd",
            "PRK-2026-0001 artsen",
            "PRK-2026-0001 artikel",
            "\"PRK-2026-0001\"",
            "“kst-34477-16”",
            "„Wmo 2015 artikel 2.3.5”",
        ] {
            app.get(&format!("/zoeken?q={}", q(vraag)))
                .await
                .met_status(200);
        }
    })
    .await;
}

/// A place on a page is known when the reader may read why: an article that only a hidden stuk
/// touches is to others an article that nobody touches.
#[tokio::test]
async fn an_article_is_known_by_what_the_reader_may_read() {
    op_beide(async |app: TestApp| {
        app.lees(&[
            json!({"soort": "regeling", "titel": "Hulpwet 2007", "slug": "hulpwet-2007", "afkorting": "Hw 2007", "tekst": "x"}),
            json!({"externId": "w", "soort": "regeling", "titel": "Hulpwet 2015", "slug": "hulpwet-2015", "afkorting": "Hw 2015", "tekst": "x",
                   "artikelen": [{"artikel": "2.1", "samenvatting": "Wie hulp krijgt."}]}),
            json!({"externId": "p", "soort": "praktijk", "titel": "Een plan", "tekst": "x",
                   "regelingen": ["hulpwet-2015, art. 7, tweede lid", "hulpwet-2015, Artikelen 9A en 10"]}),
        ])
        .await;
        let waar = async |vraag: &str| {
            let antwoord = app.get(&format!("/zoeken?q={}", q(vraag))).await;
            antwoord.met_status(303).kop("location").to_owned()
        };
        assert_eq!(waar("hw art. 2.1").await, "/regelingen/hulpwet-2015#artikel-2.1", "the newest");
        assert_eq!(waar("hw 2007 art. 2.1").await, "/regelingen/hulpwet-2007");
        assert_eq!(waar("hulpwet art. 7").await, "/regelingen/hulpwet-2015#artikel-7");
        assert_eq!(waar("HULPWET ART. 9a").await, "/regelingen/hulpwet-2015#artikel-9a", "in any case");
        assert_eq!(waar("hulpwet art. 9").await, "/regelingen/hulpwet-2015", "another article");
        app.verberg("p", Sleutel::Redactie).await;
        assert_eq!(waar("hulpwet art. 7").await, "/regelingen/hulpwet-2015");
        let pagina = app.get("/regelingen/hulpwet-2015").await.met_status(200).tekst;
        assert!(!pagina.contains("artikel-7") && !pagina.contains("Een plan"), "{pagina}");
        let redactie = account(1, [Sleutel::Openbaar, Sleutel::Redactie]);
        let antwoord = app.als(&redactie, "/zoeken?q=hulpwet+art.+7").await;
        assert_eq!(antwoord.kop("location"), "/regelingen/hulpwet-2015#artikel-7");
        app.verberg("w", Sleutel::Redactie).await;
        assert_eq!(waar("hw art. 2.1").await, "/regelingen/hulpwet-2007", "the newest to this reader");
    })
    .await;
}
