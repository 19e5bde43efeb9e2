//! The pages of proefprojecten.

mod pagina;

use axum::{Router, extract::State, response::Response, routing::get};

use self::pagina::ProefprojectPagina;
use super::model::Proefproject;
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        render::{antwoord, omleiding},
    },
    stukken::{model::Soort, service as stukken},
};

/// The routes of the pages of proefprojecten.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/proefprojecten", get(overzicht))
        .route("/proefprojecten/{naam}", get(tonen))
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Proefprojecten",
        lead: "Wat gemeenten uitproberen, wat zij zagen, en wat zij daarna besloten.",
        per_pagina: 20,
        ook: &[],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Proefproject, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Proefproject>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = ProefprojectPagina::maak(&app, &ctx, stuk).await?;
    Ok(antwoord(&pagina))
}
