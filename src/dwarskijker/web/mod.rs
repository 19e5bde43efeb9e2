//! The pages of the dwarskijker: the list of bevindingen and one of them (`lijst`, `pagina`), writing one
//! (`schrijven`, `versies`) and its steps (`voorleggen`, `stappen`), replying to it (`wederhoor`,
//! `link`) and through whom (`contacten`), and who the dwarskijker is and what waits there (`openbaar`,
//! `werk`, `dossiers`).

mod contacten;
mod dossiers;
mod lijst;
mod link;
mod openbaar;
mod pagina;
mod schrijven;
mod stappen;
mod tekst;
mod versies;
mod voorleggen;
mod wederhoor;
mod werk;
mod werkblad;

use std::time::Duration;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

/// The part of the menu that these pages belong to.
const NAV: Option<&str> = Some("bevindingen");

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bevindingen", get(lijst::tonen))
        .route(
            "/bevindingen/nieuw",
            get(schrijven::nieuw).post(schrijven::begin),
        )
        .route("/bevindingen/{naam}", get(pagina::tonen))
        .route("/bevindingen/{naam}/schrijven", get(schrijven::tonen))
        .route("/bevindingen/{naam}/versies", get(versies::tonen))
        .route(
            "/bevindingen/{naam}/voorleggen",
            get(voorleggen::vraag).post(voorleggen::doe),
        )
        .route(
            "/bevindingen/{naam}/terugnemen",
            get(stappen::vraag_terug).post(stappen::neem_terug),
        )
        .route(
            "/bevindingen/{naam}/vaststellen",
            get(stappen::vraag_vast).post(stappen::stel_vast),
        )
        .route(
            "/bevindingen/{naam}/contacten",
            get(contacten::vraag).post(contacten::doe),
        )
        .route("/bevindingen/{naam}/verbeteren", post(stappen::verbeter))
        .route("/wederhoor", get(wederhoor::overzicht))
        .route("/wederhoor/{naam}", get(wederhoor::tonen))
        .route("/meelezen/wederhoor", get(link::tonen))
        .route("/dwarskijker", get(openbaar::tonen))
        .route("/dwarskijker/werk", get(werk::tonen))
        .route(
            "/dwarskijker/dossiers/{thema}",
            get(dossiers::tonen).post(dossiers::noteer),
        )
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route("/bevindingen/{naam}/schrijven", post(schrijven::bewaar))
        .route("/wederhoor/{naam}", post(wederhoor::reageer))
        .route("/meelezen/wederhoor", post(link::reageer))
}
