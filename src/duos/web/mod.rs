//! The pages of a duo: who leads the thema and who did (`pagina`), and handing a seat over (`overdragen`).

mod overdragen;
mod pagina;

use axum::{Router, routing::get};

use crate::app::App;

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/themas/{thema}/duo", get(pagina::tonen))
        .route(
            "/themas/{thema}/duo/overdragen",
            get(overdragen::tonen).post(overdragen::doen),
        )
}
