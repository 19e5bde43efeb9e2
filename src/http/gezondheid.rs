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
use crate::{app::App, db};

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

/// Ready: database and index can be used, and how far the index is.
async fn gereed(State(app): State<App>) -> Response {
    match db::hoogste(app.db.read()).await {
        Ok(hoogste) => {
            let positie = app.index.position();
            let achter = hoogste - positie;
            als_json(&json!({
                "status": "gereed", "positie": positie, "achterstand": achter,
                "documenten": app.index.len(),
            }))
        }
        Err(fout) => {
            tracing::error!(fout = ?fout, "not ready");
            let wat = json!({ "status": "niet-gereed", "reden": "database" });
            (StatusCode::SERVICE_UNAVAILABLE, als_json(&wat)).into_response()
        }
    }
}

/// Figures in the text form of Prometheus.
async fn metrics(State(app): State<App>) -> Response {
    let hoogste = db::hoogste(app.db.read()).await.unwrap_or_default();
    let positie = app.index.position();
    let mut tekst = String::new();
    for (naam, uitleg, waarde) in [
        (
            "zoekindex_documenten",
            "Documents in the search index.",
            app.index.len().cast_signed(),
        ),
        (
            "zoekindex_positie",
            "Last change applied to the search index.",
            positie,
        ),
        (
            "zoekindex_achterstand",
            "Changes not yet applied.",
            hoogste - positie,
        ),
    ] {
        let _ = writeln!(
            tekst,
            "# HELP dwarsverband_{naam} {uitleg}\n# TYPE dwarsverband_{naam} gauge\ndwarsverband_{naam} {waarde}"
        );
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], tekst).into_response()
}
