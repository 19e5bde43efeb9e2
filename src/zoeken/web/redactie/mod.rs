//! The pages of the redactie for search: its words, what visitors ask, and why something is found.

mod lijst;
mod overzicht;
mod uitleg;
mod voorbeeld;
mod vragen;
mod woord;
mod woorden;

use axum::{
    Router,
    extract::FromRequestParts,
    http::request::Parts,
    routing::{get, post},
};

use crate::{
    actor::Rol,
    app::App,
    ctx::Ctx,
    error::Error,
    http::{error::PageError, extract::ReqCtx},
    zoeken::model::adres,
};

/// The largest word list that is sent, in bytes: more than any that people keep by hand.
pub const GROOTSTE_LIJST: usize = 1024 * 1024;

/// The page of the word list.
const ZOEKWOORDEN: &str = "/redactie/zoekwoorden";
/// The form of one word.
const WOORD: &str = "/redactie/zoekwoorden/woord";
/// The page to put another list in its place.
const LIJST: &str = "/redactie/zoekwoorden/lijst";
/// The page of what visitors ask.
const ZOEKVRAGEN: &str = "/redactie/zoekvragen";
/// The page that tells why something is found.
const UITLEG: &str = "/redactie/uitleg";

/// The routes of the redactie for search.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/redactie", get(overzicht::tonen))
        .route(ZOEKWOORDEN, get(woorden::tonen))
        .route(
            "/redactie/zoekwoorden/geschiedenis",
            get(woorden::geschiedenis),
        )
        .route(WOORD, get(woord::tonen).post(woord::versturen))
        .route(LIJST, get(lijst::tonen))
        .route("/redactie/zoekwoorden.csv", get(lijst::ophalen))
        .route(ZOEKVRAGEN, get(vragen::tonen))
        .route("/redactie/zoekvragen.csv", get(vragen::ophalen))
        .route(UITLEG, get(uitleg::tonen))
}

/// The routes that take more than a form with a text: up to [`GROOTSTE_LIJST`].
pub fn grote_routes() -> Router<App> {
    Router::new().route(LIJST, post(lijst::versturen))
}

/// A request of the redactie. For anybody else these pages don't exist.
struct Redactie(Ctx);

impl<S: Sync> FromRequestParts<S> for Redactie {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let ReqCtx(ctx) = ReqCtx::from_request_parts(parts, state)
            .await
            .map_err(|fout| PageError(fout.0))?;
        ctx.eis_een(&[Rol::Redactie]).map_err(PageError)?;
        Ok(Self(ctx))
    }
}

/// A whole number that a field or parameter holds.
fn getal<T: std::str::FromStr>(tekst: &str) -> Option<T> {
    tekst.trim().parse().ok()
}

/// The page that tells why a question finds what it finds. It is not counted as a question.
fn uitleg_van(q: &str) -> String {
    adres(UITLEG, &[("q", q.to_owned())])
}

/// The form of a new word that begins with what was asked.
fn woord_van(q: &str) -> String {
    adres(WOORD, &[("van", q.to_owned())])
}

/// What a lost page is.
fn is_er_niet() -> PageError {
    PageError(Error::NotFound)
}
