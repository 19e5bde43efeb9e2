//! The pages of praktijken: the list and one praktijk (`pagina`), writing (`schrijven`, with the
//! form in `formulier` and `invullen`), changes to what is published
//! (`voorstellen` and `wijzigen`), steps (`stappen`), and
//! what waits (`bureau`).

mod begin;
mod bureau;
mod formulier;
mod hints;
mod invullen;
mod pagina;
mod schrijven;
mod schrijvers;
mod stand;
mod stappen;
mod voorstellen;
mod wijzigen;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// The routes of the pages of praktijken.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/praktijken", get(pagina::overzicht))
        .route("/praktijken/nieuw", get(begin::nieuw).post(begin::begin))
        .route("/praktijken/{naam}", get(pagina::tonen))
        .route("/praktijken/{naam}/schrijven", get(schrijven::tonen))
        .route(
            "/praktijken/{naam}/stappen/{actie}",
            get(stappen::vraag).post(stappen::zet),
        )
        .route(
            "/praktijken/{naam}/voorstellen/{id}",
            get(voorstellen::tonen).post(voorstellen::zet),
        )
        .route(
            "/praktijken/{naam}/voorstellen/{id}/schrijven",
            get(wijzigen::schrijven),
        )
        .route(
            "/praktijken/{naam}/achteraf/{id}",
            post(stappen::bekrachtig),
        )
        .route("/praktijken/{naam}/schrijvers", post(schrijvers::zet))
        .route("/redactie/praktijken", get(bureau::tonen))
        .route("/account/praktijken", get(bureau::mijn))
}

/// The largest form of a praktijk, in bytes: all its texts as long as they may be, as forms send them.
pub const GROOTSTE_FORMULIER: usize = 1024 * 1024;

/// The routes that take more than a form with one text: up to [`GROOTSTE_FORMULIER`].
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route("/praktijken/{naam}/schrijven", post(schrijven::bewaar))
        .route(
            "/praktijken/{naam}/voorstellen/{id}/schrijven",
            post(wijzigen::bewaar),
        )
}
