//! The pages of acties: the list of a thema (`lijst`), one of them (`pagina`), making and changing one
//! (`formulier`) and its steps (`stap`).

mod formulier;
mod lijst;
mod pagina;
mod stap;

use axum::{Router, routing::get};

use super::model::{Ingevuld, Status};
use crate::{app::App, http::werkruimte::deuren, stukken::model::Soort};

/// The part of the menu that these pages belong to.
const NAV: Option<&str> = Some(Soort::Thema.meervoud());

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/themas/{thema}/werkruimte/acties", get(lijst::tonen))
        .route(
            "/themas/{thema}/werkruimte/acties/nieuw",
            get(deuren::nieuw::<Ingevuld>).post(deuren::maken::<Ingevuld>),
        )
        .route("/acties/{naam}", get(pagina::tonen))
        .route(
            "/acties/{naam}/wijzigen",
            get(deuren::tonen::<Ingevuld>).post(deuren::bewaren::<Ingevuld>),
        )
        .route(
            "/acties/{naam}/stappen/{stap}",
            get(stap::vraag).post(stap::zet),
        )
}

/// The colour of a state.
const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Open => "neutral",
        Status::Gedaan => "safe",
        Status::Vervallen => "inactive",
    }
}
