//! The pages of bijeenkomsten: the list of a thema (`lijst`), one of them with the answers (`pagina`) and as a file
//! for a calendar (`agenda`), planning and changing one (`formulier`), calling it off (`afgelasten`) and telling
//! what was said (`verslag`).

mod afgelasten;
mod agenda;
mod formulier;
mod lijst;
mod pagina;
mod verslag;

use axum::{
    Router,
    routing::{get, post},
};

use super::model::{Ingevuld, Status};
use crate::{app::App, http::werkruimte::deuren, stukken::model::Soort};

/// The part of the menu that these pages belong to.
const NAV: Option<&str> = Some(Soort::Thema.meervoud());

/// The routes of these pages that send no long text.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/themas/{thema}/werkruimte/bijeenkomsten",
            get(lijst::tonen),
        )
        .route("/bijeenkomsten/{naam}", get(pagina::tonen))
        .route("/bijeenkomsten/{naam}/agenda.ics", get(agenda::halen))
        .route("/bijeenkomsten/{naam}/antwoord", post(pagina::antwoorden))
        .route(
            "/bijeenkomsten/{naam}/afgelasten",
            get(afgelasten::vraag).post(afgelasten::doe),
        )
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route(
            "/themas/{thema}/werkruimte/bijeenkomsten/nieuw",
            get(deuren::nieuw::<Ingevuld>).post(deuren::maken::<Ingevuld>),
        )
        .route(
            "/bijeenkomsten/{naam}/wijzigen",
            get(deuren::tonen::<Ingevuld>).post(deuren::bewaren::<Ingevuld>),
        )
        .route(
            "/bijeenkomsten/{naam}/verslag",
            get(verslag::vraag).post(verslag::bewaren),
        )
}

/// The colour of a state.
const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Gepland => "neutral",
        Status::Gehouden => "safe",
        Status::Afgelast => "inactive",
    }
}
