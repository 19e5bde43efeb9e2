//! How long the server takes for the pages that people open most: home and search, with the
//! shipped content, through the whole router. The bar is 20 ms (`cargo bench --bench paginas`).
#![expect(
    clippy::unwrap_used,
    reason = "a measurement stops where something goes wrong"
)]

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use criterion::{Criterion, criterion_group, criterion_main};
use dwarsverband::{
    app::App,
    config::{Config, Opties},
    ctx::Clock,
    http,
};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// Name and address. The searches are one with results of every kind, one in Dutch compounds, one
/// with a typing error, one with filters, and everything.
const PAGINAS: [(&str, &str); 7] = [
    ("start", "/"),
    ("zoeken", "/zoeken?q=hulp+bij+schulden"),
    ("samenstelling", "/zoeken?q=wijkteams+jeugdhulp"),
    ("tikfout", "/zoeken?q=schuldhulpverlenign"),
    (
        "filters",
        "/zoeken?q=gemeente&soort=praktijk&provincie=zuid-holland",
    ),
    ("alles", "/zoeken"),
    ("api", "/api/v1/zoeken?q=hulp+bij+schulden"),
];

fn paginas(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let map = tempfile::tempdir().unwrap();
    let data = map.path().to_str().unwrap().to_owned();
    let omgeving = |naam: &str| (naam == "DWARSVERBAND_DATA").then(|| data.clone());
    let config = Config::lees(Opties::default(), omgeving).unwrap();
    let app = runtime.block_on(async {
        let app = App::build(&config, Clock::system()).await.unwrap();
        app.maak_klaar(false).await.unwrap();
        app
    });
    let router = http::router(app);
    let mut groep = criterion.benchmark_group("paginas");
    groep
        .sample_size(50)
        .measurement_time(Duration::from_secs(5));
    for (naam, pad) in PAGINAS {
        groep.bench_function(naam, |b| {
            b.iter(|| {
                runtime.block_on(async {
                    let vraag = Request::get(pad).body(Body::empty()).unwrap();
                    let antwoord = router.clone().oneshot(vraag).await.unwrap();
                    assert_eq!(antwoord.status(), 200, "{pad}");
                    to_bytes(antwoord.into_body(), usize::MAX)
                        .await
                        .unwrap()
                        .len()
                })
            });
        });
    }
    groep.finish();
}

criterion_group!(benches, paginas);
criterion_main!(benches);
