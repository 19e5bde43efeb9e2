//! Limits on how often somebody may ask, through the whole router, by a clock that stands still.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, header},
};
use dwarsverband::{actor::Actor, app::App, ctx::Clock, http::assets};

use crate::support::{Antwoord, TestApp, account};

/// Requests at once, as decision 16 says.
const INEENS: usize = 200;
const PROXY: &str = "10.0.0.2";

async fn app() -> TestApp {
    let nu = chrono::DateTime::from_timestamp(1_795_000_000, 0).expect("a moment");
    TestApp::sqlite().await.met(|app| App {
        clock: Clock::from_fn(move || nu),
        proxy: [PROXY.parse().expect("an address")].into(),
        ..app
    })
}

/// Asks from an address, by way of whatever the header says.
async fn vraag(app: &TestApp, van: &str, via: &str, wie: &Actor, pad: &str) -> Antwoord {
    let van: SocketAddr = SocketAddr::new(van.parse().expect("an address"), 4711);
    let mut verzoek = Request::get(pad)
        .extension(ConnectInfo(van))
        .extension(wie.clone());
    if !via.is_empty() {
        verzoek = verzoek.header("x-forwarded-for", via);
    }
    app.stuur(verzoek.body(Body::empty()).expect("a request"))
        .await
}

/// How many of 250 requests are answered.
async fn hoeveel(app: &TestApp, van: &str, via: &str, wie: &Actor) -> usize {
    let mut goed = 0;
    for _ in 0..250 {
        let antwoord = vraag(app, van, via, wie, "/robots.txt").await;
        goed += usize::from(antwoord.status.as_u16() == 200);
    }
    goed
}

#[tokio::test]
async fn one_request_too_many_is_told_when_to_come_back() {
    let app = app().await;
    let bezoeker = Actor::Bezoeker;
    assert_eq!(hoeveel(&app, "192.0.2.7", "", &bezoeker).await, INEENS);

    let pagina = vraag(&app, "192.0.2.7", "", &bezoeker, "/zoeken?q=x").await;
    let pagina = pagina.met_status(429);
    assert_eq!(pagina.kop("retry-after"), "1");
    assert!(
        pagina.tekst.contains("te vaak achter elkaar")
            && pagina.tekst.contains("<html lang=\"nl\"")
    );
    assert_eq!(pagina.kop("x-frame-options"), "DENY");
    let api = vraag(&app, "192.0.2.7", "", &bezoeker, "/api/v1/zoeken?q=x").await;
    let api = api.met_status(429);
    assert_eq!(api.kop("retry-after"), "1");
    assert_eq!(api.kop("content-type"), "application/problem+json");
    assert_eq!(api.json()["type"], "urn:dwarsverband:probleem:te-vaak");

    // Files of the product do not count, and somebody else is not kept waiting.
    let stijl = assets::url("app.css");
    let stijl = vraag(&app, "192.0.2.7", "", &bezoeker, &stijl).await;
    assert_eq!(stijl.status.as_u16(), 200);
    let ander = vraag(&app, "192.0.2.8", "", &bezoeker, "/robots.txt").await;
    assert_eq!(ander.status.as_u16(), 200);
}

/// A token that does not work is no way around: each try counts, on the API and on pages.
#[tokio::test]
async fn a_wrong_token_counts_like_any_request() {
    let app = app().await;
    for (van, pad, eerst) in [
        ("192.0.2.60", "/api/v1/praktijken", 401),
        ("192.0.2.61", "/praktijken", 403),
    ] {
        let mut statussen = BTreeMap::new();
        for nummer in 0..250 {
            let van = SocketAddr::new(van.parse().expect("an address"), 4711);
            let verzoek = Request::get(pad)
                .extension(ConnectInfo(van))
                .header(header::AUTHORIZATION, format!("Bearer dwv_{nummer}"))
                .body(Body::empty());
            let antwoord = app.stuur(verzoek.expect("a request")).await;
            *statussen.entry(antwoord.status.as_u16()).or_insert(0) += 1;
        }
        assert_eq!(statussen, BTreeMap::from([(eerst, INEENS), (429, 50)]));
        let bezoeker = vraag(&app, van, "", &Actor::Bezoeker, "/robots.txt").await;
        assert_eq!(bezoeker.status.as_u16(), 429, "it is the same sender");
    }
}

/// A list that somebody has to look at is not filled by one sender.
#[tokio::test]
async fn asking_to_join_is_for_people() {
    let app = app().await;
    let meld_aan = async |van: &str, nummer: usize| {
        let van = SocketAddr::new(van.parse().expect("an address"), 4711);
        let verzoek = Request::post("/meedoen")
            .extension(ConnectInfo(van))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!(
                "naam=Kim&mail=n{nummer}%40nergens.example"
            )));
        let antwoord = app.stuur(verzoek.expect("a request")).await;
        antwoord.status.as_u16()
    };
    for nummer in 0..20 {
        assert_eq!(meld_aan("192.0.2.70", nummer).await, 400, "no organisatie");
    }
    assert_eq!(meld_aan("192.0.2.70", 21).await, 429);
    assert_eq!(meld_aan("192.0.2.71", 22).await, 400, "somebody else");
    let pagina = vraag(&app, "192.0.2.70", "", &Actor::Bezoeker, "/meedoen").await;
    assert_eq!(pagina.status.as_u16(), 200, "reading goes on");
}

#[tokio::test]
async fn few_links_are_opened_from_one_network() {
    let app = app().await;
    let open = async |van: &str, pad: &str| {
        let van = SocketAddr::new(van.parse().expect("an address"), 4711);
        let verzoek = Request::post(pad)
            .extension(ConnectInfo(van))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::empty());
        let antwoord = app.stuur(verzoek.expect("a request")).await;
        antwoord.status.as_u16()
    };
    let link = format!("/meelezen/{}", "A".repeat(43));
    for _ in 0..20 {
        assert_eq!(
            open("192.0.2.80", &link).await,
            404,
            "there is no such link"
        );
    }
    assert_eq!(open("192.0.2.80", &link).await, 429);
    assert_eq!(open("192.0.2.80", "/meelezen/kort").await, 429);
    assert_eq!(open("192.0.2.81", &link).await, 404, "somebody else");
    // Who opened one goes on.
    assert_eq!(open("192.0.2.80", "/meelezen").await, 404);
}

#[tokio::test]
async fn an_account_is_counted_by_itself_wherever_it_is() {
    let app = app().await;
    let (els, jan) = (account(1, []), account(2, []));
    assert_eq!(
        hoeveel(&app, "192.0.2.7", "", &Actor::Bezoeker).await,
        INEENS
    );
    // At the same address, which has no room for visitors any more.
    assert_eq!(hoeveel(&app, "192.0.2.7", "", &els).await, INEENS);
    assert_eq!(
        hoeveel(&app, "192.0.2.8", "", &els).await,
        0,
        "and elsewhere"
    );
    assert_eq!(hoeveel(&app, "192.0.2.7", "", &jan).await, INEENS);
}

#[tokio::test]
async fn only_the_known_proxy_says_who_asks() {
    let app = app().await;
    let wie = &Actor::Bezoeker;
    for (van, via, telt_als) in [
        // This machine is not counted, whatever it passes on.
        ("127.0.0.1", "", 250),
        ("::1", "192.0.2.20", 250),
        // Behind the proxy everybody is counted apart.
        (PROXY, "192.0.2.30", INEENS),
        (PROXY, "192.0.2.31", INEENS),
        (PROXY, "192.0.2.99, 192.0.2.30", 0),
        // A stranger can't pass for another, nor make up a new one each time.
        ("192.0.2.40", "192.0.2.50", INEENS),
        ("192.0.2.40", "192.0.2.51", 0),
        ("192.0.2.50", "", INEENS),
        // Half an address of IPv6 is one sender.
        ("2001:db8::1", "", INEENS),
        ("2001:db8::2", "", 0),
        ("2001:db8:0:1::1", "", INEENS),
    ] {
        assert_eq!(
            hoeveel(&app, van, via, wie).await,
            telt_als,
            "{van} for {via:?}"
        );
    }
}

#[tokio::test]
async fn too_many_logins_say_when_to_come_back() {
    let app = TestApp::sqlite().await;
    let mut laatste = None;
    for _ in 0..11 {
        let verzoek = Request::post("/inloggen")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("mail=els%40gemeente.example&wachtwoord=raad"));
        laatste = Some(app.stuur(verzoek.expect("a request")).await);
    }
    let antwoord = laatste.expect("an answer").met_status(429);
    let wacht: u64 = antwoord.kop("retry-after").parse().expect("seconds");
    assert!((1..=900).contains(&wacht), "{wacht}");
}
