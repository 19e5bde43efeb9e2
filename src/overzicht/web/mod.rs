//! The pages and files of the overview.

mod beeld;
mod beelden;
mod csv;
mod lijst;
mod pagina;
mod tafels;

use axum::{Router, routing::get};

use crate::app::App;

/// The routes of the overview.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/knelpunten/overzicht", get(pagina::tonen))
        .route("/knelpunten/overzicht/lijst", get(lijst::tonen))
        .route("/knelpunten/overzicht.csv", get(csv::knelpunten))
        .route("/knelpunten/overzicht/gemeenten.csv", get(csv::gemeenten))
}
