//! The pages of regelingen.

mod pagina;

use axum::{Router, extract::State, response::Response, routing::get};

use super::model::Regeling;
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

/// The routes of the pages of regelingen.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/regelingen", get(overzicht))
        .route("/regelingen/{naam}", get(tonen))
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Regelingen",
        lead: "De wetten en regels waar praktijken en publicaties over gaan.",
        per_pagina: 50,
        ook: &[],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Regeling, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Regeling>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    Ok(antwoord(
        &pagina::RegelingPagina::maak(&app, &ctx, stuk).await?,
    ))
}
