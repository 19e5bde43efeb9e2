//! The pages of the regietafel: what it has before it with every traject (`pagina`, as a file in `csv`, what a number
//! counts in `lijst`), putting and withdrawing a question (`voorleggen`), its meetings (`vergaderingen`), what it
//! decides (`besluit`), and how a duo says that its thema stands (`stand`). Forms with one field share `vorm`.

mod besluit;
mod csv;
mod lijst;
mod pagina;
mod stand;
mod trajecten;
mod vergaderingen;
mod voorleggen;
mod vorm;

use std::time::Duration;

use axum::{
    Router,
    routing::{get, post},
};

use super::model::Stand;
use crate::app::App;

/// Where it is.
const PAD: &str = "/regietafel";
/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route(PAD, get(pagina::tonen))
        .route("/regietafel/trajecten.csv", get(csv::ophalen))
        .route("/regietafel/lijst", get(lijst::tonen))
        .route(
            "/regietafel/voorleggen/{soort}/{naam}",
            get(voorleggen::vraag).post(voorleggen::doe),
        )
        .route(
            "/regietafel/escalaties/{id}/intrekken",
            get(voorleggen::intrekken).post(voorleggen::trek_in),
        )
        .route(
            "/regietafel/escalaties/{id}/verplaatsen",
            get(vergaderingen::verplaatsen).post(vergaderingen::verplaats),
        )
        .route("/regietafel/escalaties/{id}/besluit", get(besluit::vraag))
        .route(
            "/regietafel/vergaderingen/nieuw",
            get(vergaderingen::nieuw).post(vergaderingen::plan),
        )
        .route(
            "/regietafel/vergaderingen/{id}/afgelasten",
            get(vergaderingen::afgelasten).post(vergaderingen::gelast_af),
        )
        .route(
            "/themas/{thema}/werkruimte/stand",
            get(stand::tonen).post(stand::geef),
        )
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new().route("/regietafel/escalaties/{id}/besluit", post(besluit::neem))
}

/// The colour of how a duo says that its thema stands.
const fn kleur(stand: Stand) -> &'static str {
    match stand {
        Stand::OpKoers => "safe",
        Stand::LetOp => "warning",
        Stand::Vast => "danger",
    }
}
