//! The pages of questions: asking (`stellen`), one question with its answer (`punt`), all of them
//! (`lijst`), and what waits for one's own organisatie (`mijn`).

mod lijst;
mod mijn;
mod punt;
mod stellen;

use axum::{Router, routing::get};

use crate::app::App;

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/knelpunten/{naam}/vraagpunten/nieuw",
            get(stellen::bij_knelpunt).post(stellen::over_knelpunt),
        )
        .route(
            "/bevindingen/{naam}/vraagpunten/nieuw",
            get(stellen::bij_bevinding).post(stellen::over_bevinding),
        )
        .route("/vraagpunten", get(lijst::tonen))
        .route("/vraagpunten.csv", get(lijst::ophalen))
        .route("/vraagpunten/{id}", get(punt::tonen).post(punt::doen))
        .route("/account/vraagpunten", get(mijn::tonen))
}
