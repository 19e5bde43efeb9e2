//! Files that programs look for by convention.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use dwarsverband::{
    actor::{Actor, Sleutel},
    app::App,
    config::Contact,
    http,
    stukken::{
        model::Soort,
        service::{self as stukken},
    },
};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::{
    paginas::{MODULE, attributen},
    support::{TestApp, account, ctx, op_beide},
};

/// The address of the platform in tests.
pub const BASIS: &str = "https://dwarsverband.example";

#[tokio::test]
async fn security_txt_is_as_the_rfc_wants_it() {
    let app = TestApp::sqlite().await;
    let antwoord = app.get("/.well-known/security.txt").await.met_status(200);
    assert_eq!(antwoord.kop("content-type"), "text/plain; charset=utf-8");
    assert!(
        antwoord.tekst.starts_with("# Dit adres is een voorbeeld"),
        "{}",
        antwoord.tekst
    );
    assert_eq!(
        antwoord.tekst.matches('\n').count(),
        antwoord.tekst.matches("\r\n").count()
    );
    let veld = |naam: &str| {
        let regels: Vec<&str> = antwoord
            .tekst
            .split("\r\n")
            .filter_map(|r| r.strip_prefix(&format!("{naam}: ")))
            .collect();
        assert_eq!(regels.len(), 1, "{naam} once");
        regels[0].to_owned()
    };
    assert_eq!(veld("Contact"), Contact::default().uri());
    assert_eq!(
        veld("Canonical"),
        format!("{BASIS}/.well-known/security.txt")
    );
    assert_eq!(veld("Preferred-Languages"), "nl, en");
    let beleid = veld("Policy");
    app.get(beleid.strip_prefix(BASIS).unwrap())
        .await
        .met_status(200);
    let verloopt: DateTime<Utc> = veld("Expires").parse().unwrap();
    let nu = app.app.clock.now();
    assert!(verloopt > nu + Duration::days(30) && verloopt < nu + Duration::days(365));
    assert_eq!(
        verloopt.to_rfc3339(),
        "2027-05-20T00:00:00+00:00",
        "from the start of the day"
    );
    let elders = app.get("/security.txt").await.met_status(308);
    assert_eq!(elders.kop("location"), "/.well-known/security.txt");
}

#[tokio::test]
async fn the_contact_that_is_set_is_everywhere() {
    let app = TestApp::sqlite().await;
    let paginas = [
        "/.well-known/security.txt",
        "/kwetsbaarheid-melden",
        "/toegankelijkheid",
        "/privacy",
    ];
    for pad in &paginas[1..] {
        let zonder = app.get(pad).await.met_status(200).tekst;
        assert!(
            zonder.contains("Er is nog geen contactadres"),
            "{pad} says that nobody reads it"
        );
        assert!(!zonder.contains("mailto:"), "{pad}");
    }
    let router = http::router(App {
        contact: Contact::lees("meld@gemeente.example").unwrap(),
        ..app.app.clone()
    });
    for pad in paginas {
        let vraag = axum::http::Request::get(pad)
            .body(axum::body::Body::empty())
            .unwrap();
        let antwoord = router.clone().oneshot(vraag).await.unwrap();
        let body = axum::body::to_bytes(antwoord.into_body(), usize::MAX)
            .await
            .unwrap();
        let tekst = String::from_utf8_lossy(&body).into_owned();
        assert!(tekst.contains("mailto:meld@gemeente.example"), "{pad}");
        assert!(
            !tekst.contains("voorbeeld:") && !tekst.contains("nog geen contactadres"),
            "{pad}"
        );
    }
}

/// The description of the API names the same contact, as a mailbox or as a page.
#[test]
fn the_description_of_the_api_names_the_contact_that_is_set() {
    for (contact, email, url) in [
        (
            Contact::default(),
            Some(Contact::default().tekst().to_owned()),
            BASIS,
        ),
        (
            Contact::lees("meld@gemeente.example").unwrap(),
            Some("meld@gemeente.example".to_owned()),
            "https://dv.example",
        ),
        (
            Contact::lees("https://gemeente.example/meld").unwrap(),
            None,
            "https://gemeente.example/meld",
        ),
    ] {
        let wie = http::openapi_op("https://dv.example", &contact)
            .info
            .contact;
        let wie = wie.expect("a contact");
        assert!(wie.name.is_some());
        assert_eq!((wie.email, wie.url.as_deref()), (email, Some(url)));
    }
}

#[tokio::test]
async fn robots_may_see_everything_but_search_results() {
    let app = TestApp::sqlite().await;
    let robots = app.get("/robots.txt").await.met_status(200);
    assert_eq!(robots.kop("content-type"), "text/plain; charset=utf-8");
    let regels: Vec<&str> = robots
        .tekst
        .lines()
        .filter(|r| !r.starts_with('#') && !r.is_empty())
        .collect();
    assert_eq!(
        regels,
        [
            "User-agent: *",
            "Disallow: /zoeken?",
            "Sitemap: https://dwarsverband.example/sitemap.xml"
        ]
    );
}

#[tokio::test]
async fn a_browser_can_take_our_search() {
    let app = TestApp::sqlite().await;
    let start = app.get("/").await.met_status(200).tekst;
    let html = Html::parse_document(&start);
    let link = Selector::parse("link[rel=search]").unwrap();
    let link = html.select(&link).next().expect("autodiscovery");
    assert_eq!(
        link.attr("type"),
        Some("application/opensearchdescription+xml")
    );
    let antwoord = app.get(link.attr("href").unwrap()).await.met_status(200);
    let soort = antwoord.kop("content-type");
    assert!(
        soort.starts_with("application/opensearchdescription+xml"),
        "{soort}"
    );
    let element = |naam: &str| {
        let (_, rest) = antwoord.tekst.split_once(&format!("<{naam}>")).expect(naam);
        rest.split_once('<').expect("an end").0.to_owned()
    };
    assert!(element("ShortName").chars().count() <= 16);
    assert!(element("Description").chars().count() <= 1_024);
    assert!(
        antwoord
            .tekst
            .contains("template=\"https://dwarsverband.example/zoeken?q={searchTerms}\"")
    );
    let icoon = app.get("/favicon.ico").await.met_status(303);
    let svg = app.get(icoon.kop("location")).await.met_status(200);
    assert!(svg.kop("content-type").starts_with("image/svg+xml"));
}

/// The addresses in a sitemap or its index, without the part that is the same for all.
fn adressen(xml: &str) -> Vec<String> {
    let loc = |rest: &str| {
        let adres = rest
            .split_once("</loc>")
            .expect("an end")
            .0
            .replace("&amp;", "&");
        adres
            .strip_prefix(BASIS)
            .expect("an address of this site")
            .to_owned()
    };
    xml.split("<loc>").skip(1).map(loc).collect()
}

async fn hele_sitemap(app: &TestApp, actor: &Actor) -> BTreeSet<String> {
    let index = app.als(actor, "/sitemap.xml").await.met_status(200);
    assert_eq!(index.kop("content-type"), "application/xml; charset=utf-8");
    assert!(
        index
            .tekst
            .contains("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">")
    );
    let mut alle = BTreeSet::new();
    for deel in adressen(&index.tekst) {
        let deel = app.als(actor, &deel).await.met_status(200);
        assert!(deel.tekst.contains("<urlset "), "{}", deel.tekst);
        let hier = adressen(&deel.tekst);
        assert!(!hier.is_empty() && hier.len() <= 50_000);
        for moment in deel.tekst.split("<lastmod>").skip(1) {
            let moment = moment.split_once('<').expect("an end").0;
            assert!(
                moment.ends_with('Z') && DateTime::parse_from_rfc3339(moment).is_ok(),
                "{moment}"
            );
        }
        for adres in hier {
            assert!(alle.insert(adres.clone()), "{adres} twice");
        }
    }
    alle
}

/// The pages that the given ones link to, in their text, menu and footer. Results of searches and
/// files are no pages, and logging in is nothing to be found.
async fn links_op(app: &TestApp, paden: &[&str]) -> BTreeSet<String> {
    let mut links = BTreeSet::new();
    for pad in paden {
        let html = app.get(pad).await.met_status(200).tekst;
        let doelen = attributen(&html, "a[href^='/']", "href");
        assert!(doelen.len() > 20, "{pad}: {doelen:?}");
        for doel in doelen {
            let doel = doel.split('#').next().unwrap_or_default();
            // A number leads to the page that counts.
            if doel.starts_with("/id/") {
                let antwoord = app.get(doel).await.met_status(308);
                links.insert(antwoord.kop("location").to_owned());
            } else {
                links.insert(doel.to_owned());
            }
        }
    }
    links.retain(|doel| {
        // The others ask who one is first.
        let geen_pagina = [
            "/api/v1/openapi.json",
            "/inloggen",
            "/praktijken/nieuw",
            "/signaleren",
        ];
        !doel.contains('?')
            && !doel.starts_with("/static/")
            && !geen_pagina.contains(&doel.as_str())
    });
    links
}

#[tokio::test]
async fn the_sitemap_has_every_public_page_once_and_each_answers() {
    op_beide(async |app| {
        app.app.lees_content().await.unwrap();
        app.indexeer().await;
        let alle = hele_sitemap(&app, &Actor::Bezoeker).await;
        assert!(alle.len() > 400, "{}", alle.len());
        for pad in links_op(&app, &["/", "/provincies"]).await {
            assert!(
                alle.contains(&pad),
                "{pad} is linked, and not in the sitemap"
            );
        }
        for pad in alle.iter().filter(|p| !p.starts_with("/organisaties/")) {
            app.get(pad).await.met_status(200);
        }
        for deel in ["0", "2", "x", "-1", "99999999999999999999", ""] {
            app.get(&format!("/sitemap.xml?deel={deel}"))
                .await
                .met_status(404);
        }
    })
    .await;
}

/// The same for everybody: what somebody with more keys may read is in nobody's sitemap.
#[tokio::test]
async fn the_sitemap_is_that_of_a_visitor_whoever_asks() {
    op_beide(async |app| {
        app.lees(&[
            json!({"externId": "a", "soort": "praktijk", "slug": "openbaar-plan", "titel": "A & B", "tekst": "x"}),
            json!({"externId": "b", "soort": "praktijk", "slug": "geheim-plan", "titel": "B", "tekst": "x"}),
        ])
        .await;
        let overheid = Sleutel::Overheid;
        versmal(&app, "geheim-plan", &overheid).await;
        let lid = account(1, [Sleutel::Openbaar, overheid]);
        app.als(&lid, "/praktijken/geheim-plan").await.met_status(200);
        let bezoeker = hele_sitemap(&app, &Actor::Bezoeker).await;
        assert!(bezoeker.contains("/praktijken/openbaar-plan"));
        assert!(!bezoeker.contains("/praktijken/geheim-plan"));
        assert_eq!(hele_sitemap(&app, &lid).await, bezoeker);
    })
    .await;
}

/// Gives a praktijk another key.
async fn versmal(app: &TestApp, slug: &str, sleutel: &Sleutel) {
    let systeem = ctx(Actor::Systeem("test"), &app.app.clock);
    let bezoeker = systeem.als_bezoeker();
    let kop = stukken::vind(&bezoeker, app.app.db.read(), Soort::Praktijk, slug)
        .await
        .unwrap();
    let write = app.app.db.begin_write().await.unwrap();
    let gebeurd = stukken::zet_sleutels(&write, &kop, std::slice::from_ref(sleutel))
        .await
        .unwrap();
    write.commit(&systeem, &[gebeurd]).await.unwrap();
}

/// The data block of a page as JSON.
fn json_ld(html: &str) -> Value {
    let html = Html::parse_document(html);
    let blok = Selector::parse("script:not([src])").unwrap();
    let blokken: Vec<_> = html.select(&blok).collect();
    assert_eq!(blokken.len(), 1, "one data block and nothing else inline");
    assert_eq!(blokken[0].attr("type"), Some("application/ld+json"));
    serde_json::from_str(&blokken[0].inner_html()).expect("JSON")
}

#[tokio::test]
async fn a_page_of_a_stuk_tells_programs_what_it_is() {
    op_beide(async |app| {
        let kwaad = "Plan </script><script>alert('&')</script>";
        app.lees(&[
            json!({
                "externId": "p", "soort": "praktijk", "slug": "plan", "titel": kwaad, "tekst": "x",
                "samenvatting": "Over \"hulp\" & <geld>.",
                "bron": {"naam": "Brief", "url": "https://example.org/brief"},
            }),
            json!({
                "externId": "r", "soort": "regeling", "slug": "wet", "officieelId": "BWBR0035362",
                "titel": "Een wet", "tekst": "x",
            }),
        ])
        .await;
        let pagina = app.get("/praktijken/plan").await.met_status(200).tekst;
        assert_eq!(pagina.replace(MODULE, "").matches("<script").count(), 1);
        let ld = json_ld(&pagina);
        let (kruimels, artikel) = (&ld["@graph"][0], &ld["@graph"][1]);
        assert_eq!(kruimels["@type"], "BreadcrumbList");
        assert_eq!(
            kruimels["itemListElement"][2]["item"],
            format!("{BASIS}/praktijken/plan")
        );
        assert_eq!(
            (&artikel["@type"], &artikel["headline"]),
            (&json!("Article"), &json!(kwaad))
        );
        assert_eq!(artikel["isBasedOn"]["url"], "https://example.org/brief");
        let html = Html::parse_document(&pagina);
        let meta = |naam: &str| {
            let selector = Selector::parse(&format!("meta[name='{naam}']")).unwrap();
            let meta = html.select(&selector).next();
            meta.and_then(|m| m.attr("content"))
                .unwrap_or_else(|| panic!("{naam}"))
                .to_owned()
        };
        assert_eq!(meta("description"), "Over \"hulp\" & <geld>.");
        assert_eq!(meta("DCTERMS.title"), kwaad);
        assert_eq!(meta("DCTERMS.type"), "praktijk");
        assert_eq!(meta("DCTERMS.language"), "nl-NL");
        assert!(meta("DCTERMS.modified").ends_with('Z'));
        let vast = meta("DCTERMS.identifier");
        app.get(vast.strip_prefix(BASIS).unwrap())
            .await
            .met_status(308);
        let wet = json_ld(&app.get("/regelingen/wet").await.met_status(200).tekst);
        assert_eq!(
            wet["@graph"][1]["about"]["legislationIdentifier"],
            "BWBR0035362"
        );
    })
    .await;
}
