//! The pages of kennisvragen: the kennisagenda (`agenda`, with its picture in `beeld` and the same as a file in
//! `csv`), one of them (`pagina`), writing one (`schrijven`), its steps (`stap`), and following (`volgen`).

mod agenda;
mod beeld;
mod csv;
mod pagina;
mod schrijven;
mod stap;
mod volgen;

use axum::{
    Router,
    extract::State,
    response::Response,
    routing::{get, post},
};

use super::model::{Ingevuld, Status};
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        werkruimte::deuren,
    },
    stukken::model::Soort,
};

/// The page with the questions by leefdomein.
const AGENDA: &str = "/kennisagenda";

/// The page of who follows questions, and where they change that.
const GEVOLGD: &str = "/kennisagenda/gevolgd";

/// The routes of these pages that send no long text.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/kennisagenda", get(agenda::tonen))
        .route("/kennisagenda.csv", get(csv::ophalen))
        .route(GEVOLGD, get(volgen::mijn).post(volgen::wijzigen))
        .route("/kennisvragen", get(overzicht))
        .route("/kennisvragen/{naam}", get(pagina::tonen))
        .route("/kennisvragen/{naam}/volgen", post(volgen::volgen))
}

/// The routes that take more than a form with a short text.
pub fn grote_routes() -> Router<App> {
    Router::new()
        .route(
            "/kennisagenda/nieuw",
            get(schrijven::kiezen).post(schrijven::gekozen),
        )
        .route(
            "/themas/{thema}/werkruimte/kennisvragen/nieuw",
            get(schrijven::nieuw).post(schrijven::maken),
        )
        .route(
            "/kennisvragen/{naam}/wijzigen",
            get(deuren::tonen::<Ingevuld>).post(deuren::bewaren::<Ingevuld>),
        )
        .route(
            "/kennisvragen/{naam}/stap/{actie}",
            get(stap::vraag).post(stap::zet),
        )
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Kennisvragen",
        lead: "Wat Rijk en gemeenten willen uitzoeken, en wat daaruit kwam. De nieuwste staan bovenaan.",
        per_pagina: 20,
        ook: &[("/kennisagenda", "De kennisagenda per leefdomein")],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Kennisvraag, pagina, &paren).await?)
}

/// The colour that repeats how a kennisvraag stands.
const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Gesteld => "neutral",
        Status::InOnderzoek => "warning",
        Status::Beantwoord => "safe",
        Status::Vervallen => "inactive",
    }
}
