//! The pages of besluiten: the list of a thema (`lijst`), one of them (`pagina`), proposing and changing one
//! (`formulier`) and its steps (`stap`).

mod formulier;
mod lijst;
mod pagina;
mod stap;

use axum::{
    Router,
    routing::{get, post},
};

use super::model::{Ingevuld, Status};
use crate::{
    app::App, http::werkruimte::deuren, proefprojecten::model::Plek, stukken::model::Soort,
};

/// The part of the menu that these pages belong to.
const NAV: Option<&str> = Some(Soort::Thema.meervoud());

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/themas/{thema}/werkruimte/besluiten", get(lijst::tonen))
        .route(
            "/themas/{thema}/werkruimte/besluiten/nieuw",
            get(deuren::nieuw::<Ingevuld>),
        )
        .route("/besluiten/{naam}", get(pagina::tonen))
        .route("/besluiten/{naam}/wijzigen", get(deuren::tonen::<Ingevuld>))
        .route(
            "/besluiten/{naam}/stappen/{stap}",
            get(stap::vraag).post(stap::zet),
        )
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route(
            "/themas/{thema}/werkruimte/besluiten/nieuw",
            post(deuren::maken::<Ingevuld>),
        )
        .route(
            "/besluiten/{naam}/wijzigen",
            post(deuren::bewaren::<Ingevuld>),
        )
}

/// The colour of a state.
const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Voorgesteld => "warning",
        Status::Genomen => "safe",
        Status::Afgewezen | Status::Ingetrokken => "inactive",
    }
}

/// What a list says of a besluit that waits for these places.
fn wacht_op(open: &[Plek]) -> &'static str {
    match open {
        [_] => "Wacht op duo-partner",
        _ => "Wacht op beide kanten",
    }
}
