//! The pages of proefprojecten: the list and one of them (`pagina`), and how a pilot begins and ends
//! (`starten`, `voorstellen`, `besluit` with `getypt`, `vervolg`). They are written on the pages of
//! [`crate::schrijven`].

mod besluit;
mod getypt;
mod pagina;
mod starten;
mod verder;
mod vervolg;
mod voorstellen;

use axum::{
    Router,
    extract::State,
    response::Response,
    routing::{get, post},
};

use self::{pagina::ProefprojectPagina, verder::Verder};
use super::model::Proefproject;
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        render::{antwoord, doorverwijzing, omleiding},
        stand::{OUD, Stand},
    },
    stukken::{model::Soort, service as stukken},
};

/// The routes of the pages of proefprojecten.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/proefprojecten", get(overzicht))
        .route("/proefprojecten/{naam}", get(tonen))
        .route(
            "/proefprojecten/{naam}/starten",
            get(starten::vraag).post(starten::doe),
        )
        .route("/proefprojecten/{naam}/besluiten", get(voorstellen::vraag))
        .route(
            "/proefprojecten/{naam}/besluiten/{id}",
            get(besluit::tonen).post(besluit::doe),
        )
        .route("/proefprojecten/{naam}/vervolg", post(vervolg::begin))
}

/// The routes that take more than a form with a short text: a lesson is as long as a section.
pub fn grote_routes() -> Router<App> {
    Router::new().route(
        "/proefprojecten/{naam}/besluiten",
        post(voorstellen::stel_voor),
    )
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
        ook: &[("/proefprojecten/nieuw", "Een proefproject beschrijven")],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Proefproject, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Proefproject>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let stand = Stand::van::<Proefproject>(&app, &ctx, &stuk.kop).await?;
    let opvolger = stand.opvolger.as_ref();
    if let Some(opvolger) = opvolger.filter(|_| parameters.een(OUD) != "ja") {
        return Ok(doorverwijzing(&opvolger.url));
    }
    let verder = Verder::van(&app, &ctx, &stuk).await?;
    let mut pagina = ProefprojectPagina::maak(&app, &ctx, stuk, (stand, verder)).await?;
    pagina.gelukt = match parameters.een("gelukt") {
        "aangeboden" => {
            "Het proefproject ligt bij de redactie. U hoort het als het is gepubliceerd."
        }
        "gepubliceerd" => "Het proefproject is gepubliceerd. Iedereen kan het lezen en vinden.",
        "ingetrokken" => "Het proefproject is ingetrokken. Wie het leest, ziet waarom.",
        "overgenomen" => "De wijziging is overgenomen.",
        "gestart" => "De proef is gestart.",
        "besloten" => "Het besluit is genomen. Iedereen ziet hoe de proef afliep.",
        _ => "",
    };
    Ok(antwoord(&pagina))
}
