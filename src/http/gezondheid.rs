//! For whoever runs the platform: is it alive, is it ready, how is it doing.

use std::fmt::Write as _;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

use super::api::json as als_json;
use crate::{
    app::App,
    db,
    jobs::{model::Staat, service as jobs},
};

const GEEN_DATABASE: &str = "De database antwoordt niet. Kijk of de database draait en of \
    DATABASE_URL klopt.";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/gezondheid", get(gezondheid))
        .route("/gereed", get(gereed))
        .route("/metrics", get(metrics))
}

/// Alive: this process answers.
async fn gezondheid() -> Response {
    als_json(&json!({ "status": "ok" }))
}

/// Ready: the database answers, and the index is there and follows it; and how far it is. Otherwise
/// why not, and what to do about it.
async fn gereed(State(app): State<App>) -> Response {
    let positie = app.index.position();
    let niet = |reden: &str, uitleg: &str| {
        let wat = json!({
            "status": "niet-gereed", "reden": reden, "uitleg": uitleg, "positie": positie,
        });
        (StatusCode::SERVICE_UNAVAILABLE, als_json(&wat)).into_response()
    };
    let hoogste = match db::hoogste(app.db.read()).await {
        Ok(hoogste) => hoogste,
        Err(fout) => {
            tracing::error!(fout = ?fout, "the database does not answer");
            return niet("database", GEEN_DATABASE);
        }
    };
    if let Some(reden) = app.volger.reden() {
        return niet(reden.code(), reden.uitleg());
    }
    als_json(&json!({
        "status": "gereed", "positie": positie, "achterstand": hoogste - positie,
        "documenten": app.index.len(), "herbouwt": app.volger.toestand().herbouwt(),
    }))
}

/// Figures in the text form of Prometheus. One that can't be known is left out.
async fn metrics(State(app): State<App>) -> Response {
    let positie = app.index.position();
    let hoogste = db::hoogste(app.db.read()).await;
    let taken = jobs::overzicht(&app.db, app.clock.now()).await.ok();
    let taken = |staat: Staat| {
        let alle = taken.iter().flatten();
        let aantal = alle.filter(|t| t.staat == staat).map(|t| t.aantal).sum();
        taken.is_some().then_some(aantal)
    };
    let journaal = app.journaal.stand();
    let geteld = |n: u64| Some(n.cast_signed());
    let toestand = app.volger.toestand();
    let hersteld = toestand.hersteld();
    let figuren = [
        (
            "zoekindex_documenten",
            "gauge",
            "Documents in the search index.",
            geteld(app.index.len()),
        ),
        (
            "zoekindex_positie",
            "gauge",
            "Last change applied to the search index.",
            Some(positie),
        ),
        (
            "zoekindex_achterstand",
            "gauge",
            "Changes not yet applied.",
            hoogste.ok().map(|h| h - positie),
        ),
        (
            "zoekindex_volgt",
            "gauge",
            "Whether the search index follows the tables.",
            Some(i64::from(app.volger.reden().is_none())),
        ),
        (
            "zoekindex_herbouwt",
            "gauge",
            "Whether a new search index is being built.",
            Some(i64::from(toestand.herbouwt())),
        ),
        (
            "zoekindex_herbouwd",
            "counter",
            "New search indexes since the start.",
            Some(toestand.herbouwd().cast_signed()),
        ),
        (
            "zoekindex_vergelijkingen",
            "counter",
            "Full comparisons of search index and tables since the start.",
            Some(toestand.vergelijkingen().cast_signed()),
        ),
        (
            "zoekindex_hersteld_ontbreekt",
            "counter",
            "Documents that were missing in the search index and were repaired.",
            Some(hersteld.ontbreekt.cast_signed()),
        ),
        (
            "zoekindex_hersteld_verouderd",
            "counter",
            "Documents that were there in another version and were repaired.",
            Some(hersteld.verouderd.cast_signed()),
        ),
        (
            "zoekindex_hersteld_anders",
            "counter",
            "Documents with other keys, facets or texts that were repaired.",
            Some(hersteld.anders.cast_signed()),
        ),
        (
            "zoekindex_hersteld_te_veel",
            "counter",
            "Documents that were no longer in the tables and were removed.",
            Some(hersteld.te_veel.cast_signed()),
        ),
        (
            "zoekwoorden_versie",
            "gauge",
            "Version of the word list that searches are answered with.",
            Some(app.woorden.versie()),
        ),
        (
            "zoekjournaal_genoteerd_total",
            "counter",
            "Questions taken into the search journal.",
            geteld(journaal.genoteerd),
        ),
        (
            "zoekjournaal_persoonsgegevens_total",
            "counter",
            "Questions that the search journal kept nothing of, for their personal data.",
            geteld(journaal.persoonsgegevens),
        ),
        (
            "zoekjournaal_weggevallen_total",
            "counter",
            "Questions that the search journal lost.",
            geteld(journaal.weggevallen),
        ),
        (
            "taken_wachtend",
            "gauge",
            "Jobs that wait for a worker.",
            taken(Staat::Wacht),
        ),
        (
            "taken_opgegeven",
            "gauge",
            "Jobs that were given up.",
            taken(Staat::Opgegeven),
        ),
    ];
    let mut tekst = String::new();
    for (naam, soort, uitleg, waarde) in figuren {
        let Some(waarde) = waarde else { continue };
        let _ = writeln!(
            tekst,
            "# HELP dwarsverband_{naam} {uitleg}\n# TYPE dwarsverband_{naam} {soort}\ndwarsverband_{naam} {waarde}"
        );
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], tekst).into_response()
}
