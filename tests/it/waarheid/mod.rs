//! What is found is what is there: rebuilding beside writes, comparing with the tables, damage, and
//! a disk that is full.

mod herbouw;
mod kill;
mod rechten;
mod schade;
mod schijf;
mod vergelijking;
mod volgorde;

use std::time::{Duration, Instant};

use dwarsverband::stukken::model::Soort;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::TestApp;

/// How long to look before giving up.
const GEDULD: Duration = Duration::from_mins(1);

fn praktijk(naam: &str) -> Value {
    json!({
        "externId": naam, "soort": Soort::Praktijk.waarde(), "titel": format!("Proef {naam}"),
        "tekst": "Het wijkteam helpt bij schulden.",
    })
}

/// The titles that everyone finds with a word.
async fn gevonden(app: &TestApp, woord: &str) -> Vec<String> {
    let url = format!("/api/v1/zoeken?perPagina=100&q={woord}");
    let json = app.get(&url).await.met_status(200).json();
    let treffers = json["resultaten"]
        .as_array()
        .expect("a list of hits")
        .iter();
    let mut titels: Vec<_> = treffers
        .map(|t| t["titel"].as_str().expect("a title").to_owned())
        .collect();
    titels.sort();
    titels
}

/// Looks again until it is there.
async fn wacht_op<T>(wat: &str, kijk: impl AsyncFn() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(gezien) = kijk().await {
            return gezien;
        }
        assert!(begin.elapsed() < GEDULD, "waited in vain for {wat}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Does something while the follower is at work, as it is in the service.
async fn met_volger(app: &TestApp, doe: impl AsyncFnOnce()) {
    let stop = CancellationToken::new();
    let volger = app.app.volger.clone();
    let taak = tokio::spawn(volger.volg(stop.clone()));
    doe().await;
    stop.cancel();
    taak.await.expect("the follower ends when it is told to");
}

/// The index has every stuk as the tables have it, and nothing else.
async fn is_gelijk(app: &TestApp) {
    let volger = &app.app.volger;
    let verschillen = volger.vergelijk_alles(Duration::ZERO).await;
    assert_eq!(verschillen.expect("it compares").totaal(), 0);
    app.app.index.check(true).expect("the files are sound");
}
