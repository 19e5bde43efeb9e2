//! The pages of notities: one of them (`pagina`), writing it (`formulier`) and its versions (`versies`).

mod formulier;
mod pagina;
mod versies;

use axum::{Router, routing::get};

use super::model::Ingevuld;
use crate::{app::App, http::werkruimte::deuren};

/// The routes of these pages that send no long text.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notities/{naam}", get(pagina::tonen))
        .route("/notities/{naam}/versies", get(versies::tonen))
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route(
            "/themas/{thema}/werkruimte/notities/nieuw",
            get(deuren::nieuw::<Ingevuld>).post(deuren::maken::<Ingevuld>),
        )
        .route(
            "/notities/{naam}/wijzigen",
            get(deuren::tonen::<Ingevuld>).post(deuren::bewaren::<Ingevuld>),
        )
}
