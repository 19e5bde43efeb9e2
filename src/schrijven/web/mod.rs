//! The pages on which people write: beginning (`begin`), writing (`schrijven`, with the form in
//! `formulier` and `invullen`), changes to what is published (`voorstellen` and `wijzigen`), steps
//! (`stappen`), and what waits (`bureau`). The list of a kind and the page of one are the kind's.

mod begin;
mod bureau;
mod formulier;
mod hints;
mod invullen;
mod schrijven;
mod schrijvers;
mod stappen;
mod voorstellen;
mod wijzigen;

use axum::{
    Router,
    routing::{get, post},
};

use super::Schrijfbaar;
use crate::app::App;

/// The routes on which a kind is written, under the address of its list.
pub fn routes<K: Schrijfbaar>() -> Router<App> {
    let onder = |pad: &str| format!("/{}{pad}", K::SOORT.meervoud());
    Router::new()
        .route(
            &onder("/nieuw"),
            get(begin::nieuw::<K>).post(begin::begin::<K>),
        )
        .route(&onder("/{naam}/schrijven"), get(schrijven::tonen::<K>))
        .route(
            &onder("/{naam}/stappen/{actie}"),
            get(stappen::vraag::<K>).post(stappen::zet::<K>),
        )
        .route(
            &onder("/{naam}/voorstellen/{id}"),
            get(voorstellen::tonen::<K>).post(voorstellen::zet::<K>),
        )
        .route(
            &onder("/{naam}/voorstellen/{id}/schrijven"),
            get(wijzigen::schrijven::<K>),
        )
        .route(
            &onder("/{naam}/achteraf/{id}"),
            post(stappen::bekrachtig::<K>),
        )
        .route(&onder("/{naam}/schrijvers"), post(schrijvers::zet::<K>))
}

/// The routes of what waits, of any kind.
pub fn routes_bureau() -> Router<App> {
    Router::new()
        .route("/redactie/praktijken", get(bureau::tonen))
        .route("/account/praktijken", get(bureau::mijn))
}

/// The largest form of a stuk, in bytes: all its texts as long as they may be, as forms send them.
pub const GROOTSTE_FORMULIER: usize = 1024 * 1024;

/// The routes of a kind that take more than a form with one text: up to [`GROOTSTE_FORMULIER`].
pub fn grote_routes<K: Schrijfbaar>() -> Router<App> {
    let onder = |pad: &str| format!("/{}{pad}", K::SOORT.meervoud());
    Router::new()
        .route(&onder("/{naam}/schrijven"), post(schrijven::bewaar::<K>))
        .route(
            &onder("/{naam}/voorstellen/{id}/schrijven"),
            post(wijzigen::bewaar::<K>),
        )
}
