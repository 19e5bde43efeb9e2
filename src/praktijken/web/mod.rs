//! The pages of praktijken: the list and one praktijk (`pagina`). They are written on the pages of
//! [`crate::schrijven`].

mod pagina;

use axum::{Router, routing::get};

use crate::app::App;

/// The routes of the pages of praktijken.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/praktijken", get(pagina::overzicht))
        .route("/praktijken/{naam}", get(pagina::tonen))
}
