//! The pages as their readers get them, over both databases.

use std::collections::{BTreeMap, BTreeSet};

use axum::{body::Body, http::Request};
use dwarsverband::{actor::Actor, stukken::model::Soort};
use scraper::{Html, Selector};
use serde_json::json;

use crate::{
    regels::bekend::BASIS,
    support::{TestApp, op_beide},
};

/// The service with the content of the product and the invented records.
pub async fn vul(app: &TestApp) {
    let verslag = app.app.lees_content().await.unwrap();
    assert_eq!(
        verslag.geweigerd,
        [],
        "our own content is fit to be taken in"
    );
    let verslag = app.app.lees_demo().await.unwrap();
    assert_eq!(verslag.geweigerd, [], "and so are the invented records");
    app.indexeer().await;
}

pub fn kies(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let tekst = |e: scraper::ElementRef| {
        e.text()
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    Html::parse_document(html)
        .select(&selector)
        .map(tekst)
        .collect()
}

pub fn attributen(html: &str, selector: &str, naam: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let html = Html::parse_document(html);
    html.select(&selector)
        .filter_map(|e| e.attr(naam))
        .map(ToOwned::to_owned)
        .collect()
}

/// What programs read about a stuk: the one script element that may be there, which nothing runs.
pub const DATABLOK: &str = "<script type=\"application/ld+json\">";

/// The beginning of the one script: a file of this site.
pub const MODULE: &str = "<script type=\"module\" src=\"/static/zoekvak.";

/// One of each page, in the states it has.
const PAGINAS: [&str; 41] = [
    "/",
    "/zoeken",
    "/zoeken?q=hulp+bij+schulden",
    "/zoeken?q=wmo+hulp&uitleg=true",
    "/zoeken?q=hulp&soort=praktijk&thema=schulden&sorteer=nieuwste",
    "/zoeken?q=qqqqzzzz",
    "/zoeken?q=plan&thema=bestaat-niet",
    "/praktijken",
    "/proefprojecten",
    "/knelpunten",
    "/knelpunten/overzicht",
    "/knelpunten/overzicht/lijst",
    "/knelpunten/overzicht/lijst?status=in-behandeling",
    "/vraagpunten",
    "/vraagpunten?stand=te-laat",
    "/dwarskijker",
    "/bevindingen",
    "/publicaties",
    "/regelingen",
    "/organisaties?pagina=2",
    "/themas",
    "/praktijken/rekenmodel-ommen-hardenberg",
    "/proefprojecten/geldcheck-bij-eerste-loon",
    "/proefprojecten/een-loket-voor-vervoer",
    "/proefprojecten/een-gezin-een-plan-in-twee-wijken",
    "/proefprojecten/wijkbus-op-afroep",
    "/regelingen/wmo-2015",
    "/themas/schulden",
    "/organisaties/ommen",
    "/organisaties/voorbeeldstad",
    "/organisaties/aa-en-hunze",
    "/provincies",
    "/provincies/drenthe",
    "/gemeentegrootte/25000-50000",
    "/over",
    "/begrippen",
    "/zoekhulp",
    "/api",
    "/toegankelijkheid",
    "/privacy",
    "/kwetsbaarheid-melden",
];

#[tokio::test]
async fn every_page_is_sound() {
    op_beide(async |app| {
        vul(&app).await;
        let mut titels = Vec::new();
        for pad in PAGINAS {
            let pagina = app.get(pad).await.met_status(200);
            assert_eq!(pagina.kop("content-type"), "text/html; charset=utf-8");
            let html = &pagina.tekst;
            assert_eq!(kies(html, "h1").len(), 1, "{pad}: one h1");
            assert_eq!(attributen(html, "html", "lang"), ["nl"]);
            let html = &html.replace(DATABLOK, "").replace(MODULE, "");
            for kwaad in [
                "<script",
                " style=",
                " onclick",
                "javascript:",
                "http://127",
            ] {
                assert!(!html.contains(kwaad), "{pad} has {kwaad}");
            }
            let mut ids = attributen(html, "[id]", "id");
            let aantal = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), aantal, "{pad}: every id once");
            for voor in attributen(html, "label", "for") {
                assert!(
                    ids.contains(&voor),
                    "{pad}: a label without a field, {voor}"
                );
            }
            titels.extend(kies(html, "title"));
        }
        let aantal = titels.len();
        titels.sort();
        titels.dedup();
        assert!(
            titels.len() >= aantal - 2,
            "pages have titles of their own: {titels:?}"
        );
    })
    .await;
}

/// Pages of one sort that are read for their links. The others are met when they are linked to.
const GENOEG: usize = 15;

/// The sort of page at an address: its folder and the names of its parameters.
fn paginasoort(adres: &str) -> String {
    let (pad, vraag) = adres.split_once('?').unwrap_or((adres, ""));
    let map = match pad.rfind('/') {
        Some(einde) if einde > 0 => &pad[..=einde],
        _ => pad,
    };
    let namen = vraag.split('&').map(|p| p.split('=').next().unwrap_or(p));
    let namen: BTreeSet<&str> = namen.collect();
    format!("{map}?{}", namen.into_iter().collect::<Vec<_>>().join("&"))
}

/// No page leads nowhere: every link within the site goes to a page that answers. Of each sort of
/// page a number are read, and every one that is not in the sitemap, whose own test opens the others.
#[tokio::test]
async fn no_link_is_dead() {
    let app = TestApp::sqlite().await;
    vul(&app).await;
    let sitemap = app.get("/sitemap.xml?deel=1").await.met_status(200).tekst;
    let mut te_gaan = vec!["/".to_owned()];
    let mut gezien = BTreeSet::new();
    let mut gelezen = BTreeMap::<String, usize>::new();
    while let Some(pad) = te_gaan.pop() {
        if !gezien.insert(pad.clone()) {
            continue;
        }
        let al = gelezen.entry(paginasoort(&pad)).or_default();
        *al += 1;
        // A number only goes on to a page, which costs nothing.
        if *al > GENOEG && !pad.starts_with("/id/") {
            let stuk = pad.strip_prefix("/api/v1").unwrap_or(&pad);
            let bekend = sitemap.contains(&format!("{BASIS}{stuk}</loc>"));
            if bekend || pad.contains('?') {
                continue;
            }
        }
        let pagina = app.get(&pad).await;
        assert!(
            pagina.status.is_success() || pagina.status.is_redirection(),
            "{pad}: {}",
            pagina.status
        );
        if pagina.kop("content-type").starts_with("text/html") {
            for doel in attributen(&pagina.tekst, "[href]", "href") {
                let doel = doel.split('#').next().unwrap_or_default().to_owned();
                // Every combination of filters is a link; one step deep is enough.
                let diep = doel.matches('&').count() > 1;
                if doel.starts_with('/') && !diep {
                    te_gaan.push(doel);
                }
            }
        }
    }
    assert!(
        gezien.len() > 400,
        "the whole site is met: {}",
        gezien.len()
    );
    // What people make here is not in the content.
    for soort in Soort::ALLE.iter().filter(|soort| soort.is_inleesbaar()) {
        let soort = format!("/{}/?", soort.meervoud());
        assert!(gelezen.contains_key(&soort), "{soort} in {gelezen:?}");
    }
}

#[tokio::test]
async fn a_visitor_finds_the_law_behind_a_praktijk() {
    op_beide(async |app| {
        vul(&app).await;
        let zoek = app
            .get("/zoeken?q=hulp+bij+schulden")
            .await
            .met_status(200)
            .tekst;
        let praktijk = attributen(&zoek, "main article a[href^='/praktijken/']", "href");
        let pagina = app.get(&praktijk[0]).await.met_status(200).tekst;
        let koppen = kies(&pagina, "main h2");
        for naam in dwarsverband::praktijken::model::SECTIES {
            assert!(koppen.contains(&naam.to_owned()), "{naam} in {koppen:?}");
        }
        assert!(koppen.contains(&"Bron".to_owned()));
        assert!(pagina.contains("Niet door de gemeente aangeleverd"));
        assert!(!attributen(&pagina, "main a[href^='/publicaties/']", "href").is_empty());
        let wet = attributen(&pagina, "aside a[href^='/regelingen/']", "href");
        let wet = app.get(&wet[0]).await.met_status(200).tekst;
        assert!(
            attributen(&wet, "main a", "href").contains(&praktijk[0]),
            "the law names the praktijk"
        );
        assert!(wet.contains("https://wetten.overheid.nl/BWBR"));
    })
    .await;
}

/// Each example of the search help finds what the help says, and each number goes to a page.
#[tokio::test]
async fn the_examples_of_the_search_help_are_true() {
    let app = TestApp::sqlite().await;
    vul(&app).await;
    let hulp = app.get("/zoekhulp").await.met_status(200).tekst;
    let vragen = attributen(&hulp, "main li a[href^='/zoeken?']", "href");
    let gevonden = kies(&hulp, "main li:has(a[href^='/zoeken?']) em");
    assert_eq!(vragen.len(), gevonden.len());
    for (vraag, woorden) in vragen.iter().zip(gevonden) {
        let pagina = app.get(vraag).await.met_status(200).tekst;
        let treffers = kies(&pagina, "main article").join(" ").to_lowercase();
        assert!(
            treffers.contains(&woorden.to_lowercase()),
            "{vraag} finds {woorden}: {treffers}"
        );
    }
    let nummers = attributen(&hulp, "main dl a[href^='/zoeken?']", "href");
    assert!(nummers.len() >= 5, "{nummers:?}");
    for nummer in nummers {
        let naar = app.get(&nummer).await.met_status(303);
        app.get(naar.kop("location")).await.met_status(200);
    }
}

#[tokio::test]
async fn a_number_goes_straight_to_its_page() {
    op_beide(async |app| {
        let verslag = app.app.lees_content().await.unwrap();
        assert_eq!(verslag.geweigerd, []);
        app.indexeer().await;
        for (nummer, pad) in [
            (
                "kst-34477-16",
                "/publicaties/kamerbrief-programma-sociaal-domein",
            ),
            (
                "KST 34477 16",
                "/publicaties/kamerbrief-programma-sociaal-domein",
            ),
            ("BWBR0035362", "/regelingen/wmo-2015"),
            ("bwbr 0035362", "/regelingen/wmo-2015"),
            ("PRK-2026-0001", "/praktijken/rekenmodel-ommen-hardenberg"),
            ("prk 2026 0001", "/praktijken/rekenmodel-ommen-hardenberg"),
            ("GM1681", "/organisaties/borger-odoorn"),
        ] {
            let q: String = form_urlencoded::byte_serialize(nummer.as_bytes()).collect();
            let antwoord = app.get(&format!("/zoeken?q={q}")).await.met_status(303);
            assert_eq!(antwoord.kop("location"), pad, "{nummer}");
        }
        app.get("/zoeken?q=wmo+2015").await.met_status(200);
        for (naam, pad) in [
            ("/regelingen/BWBR0035362", "/regelingen/wmo-2015"),
            ("/organisaties/GM1681", "/organisaties/borger-odoorn"),
            (
                "/praktijken/PRK-2026-0001",
                "/praktijken/rekenmodel-ommen-hardenberg",
            ),
        ] {
            assert_eq!(app.get(naam).await.met_status(308).kop("location"), pad);
        }
    })
    .await;
}

#[tokio::test]
async fn an_error_page_says_what_to_do() {
    op_beide(async |app| {
        for (verzoek, status, kop) in [
            (Request::get("/bestaat-niet"), 404, "Deze pagina is er niet"),
            (
                Request::get("/praktijken/bestaat-niet"),
                404,
                "Deze pagina is er niet",
            ),
            (
                Request::get("/praktijken/%ff%fe"),
                404,
                "Deze pagina is er niet",
            ),
            (
                Request::get("/static/niets.css"),
                404,
                "Deze pagina is er niet",
            ),
            (
                Request::get("/zoeken?pagina=-1"),
                400,
                "Er klopt iets niet in uw vraag",
            ),
            (
                Request::get("/praktijken?pagina=nul"),
                400,
                "Er klopt iets niet in uw vraag",
            ),
            (Request::post("/praktijken"), 405, "Dat kan hier niet"),
        ] {
            let antwoord = app
                .vraag(verzoek, &Actor::Bezoeker)
                .await
                .met_status(status);
            assert_eq!(kies(&antwoord.tekst, "h1"), [kop]);
            assert!(attributen(&antwoord.tekst, "main a", "href").contains(&"/".to_owned()));
        }
        let lang = format!("/zoeken?q={}", "x".repeat(5_000));
        let antwoord = app.get(&lang).await.met_status(400);
        assert!(
            antwoord.tekst.contains("hoogstens 1.000 tekens"),
            "{}",
            antwoord.tekst
        );
        let groot = Request::post("/zoeken")
            .body(Body::from(vec![b'x'; 1_000_000]))
            .unwrap();
        assert!(app.stuur(groot).await.status.is_client_error());
    })
    .await;
}

#[tokio::test]
async fn an_empty_platform_helps_too() {
    op_beide(async |app| {
        app.get("/").await.met_status(200);
        let lijst = app.get("/praktijken").await.met_status(200).tekst;
        assert!(lijst.contains("Hier staat nog niets"));
        let zoek = app.get("/zoeken?q=iets").await.met_status(200).tekst;
        assert_eq!(kies(&zoek, "h1"), ["Niets gevonden"]);
        assert!(zoek.contains("Dit kunt u doen"));
    })
    .await;
}

#[tokio::test]
async fn a_filter_without_results_offers_the_search_without_it() {
    op_beide(async |app| {
        app.lees(&[
            json!({"externId": "p", "soort": "praktijk", "titel": "Een plan", "tekst": "x"}),
        ])
        .await;
        let pagina = app
            .get("/zoeken?q=plan&thema=bestaat-niet&kleur=rood")
            .await
            .met_status(200)
            .tekst;
        assert!(
            pagina.contains("“bestaat-niet” bestaat niet bij thema"),
            "{pagina}"
        );
        assert_eq!(
            attributen(&pagina, ".dv-leeg a[href='/zoeken?q=plan']", "href").len(),
            1
        );
        assert!(pagina.contains("dan is er 1 resultaat"), "{pagina}");
    })
    .await;
}

/// A stuk with long words, many links and every field, so that a change of the page shows.
#[tokio::test]
async fn the_page_of_a_praktijk_is_as_agreed() {
    op_beide(async |app| {
        vul(&app).await;
        let pagina = app
            .get("/praktijken/maatwerk-door-invulling-minimabeleid")
            .await
            .met_status(200);
        let selector = Selector::parse("main").unwrap();
        let html = Html::parse_document(&pagina.tekst);
        let main = html.select(&selector).next().unwrap().inner_html();
        let bestand = zonder_begrippen(&zonder_hash(&main));
        insta::assert_snapshot!("praktijkpagina", bestand);
    })
    .await;
}

/// A pilot that led to a praktijk, with its decision, its period and its lesson.
#[tokio::test]
async fn the_page_of_a_proefproject_is_as_agreed() {
    op_beide(async |app| {
        vul(&app).await;
        let pagina = app
            .get("/proefprojecten/een-gezin-een-plan-in-twee-wijken")
            .await
            .met_status(200);
        let selector = Selector::parse("main").unwrap();
        let html = Html::parse_document(&pagina.tekst);
        let main = html.select(&selector).next().unwrap().inner_html();
        let bestand = zonder_begrippen(&zonder_hash(&main));
        insta::assert_snapshot!("proefprojectpagina", bestand);
    })
    .await;
}

/// The page without the explained words: another list of them is no change of the page.
fn zonder_begrippen(html: &str) -> String {
    let mut stukken = html.split("<a class=\"dv-begrip\"");
    let mut uit = stukken.next().unwrap_or_default().to_owned();
    for stuk in stukken {
        let (_, rest) = stuk.split_once('>').expect("the end of the tag");
        uit.push_str(&rest.replacen("</a>", "", 1));
    }
    if let Some((voor, lijst)) = uit.split_once("<section aria-labelledby=\"woorden\"") {
        let na = lijst
            .split_once("</section>")
            .expect("the end of the list")
            .1;
        uit = format!("{voor}{}", na.trim_start());
    }
    uit
}

/// The page without the hashes of asset names, which change with every picture.
fn zonder_hash(html: &str) -> String {
    let mut uit = String::new();
    for deel in html.split_inclusive("/static/iconen.") {
        match deel.split_once(".svg#") {
            Some((_, rest)) if !uit.is_empty() => {
                uit.push_str("[hash].svg#");
                uit.push_str(rest);
            }
            _ => uit.push_str(deel),
        }
    }
    uit
}
