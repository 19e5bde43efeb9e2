//! The pages of organisaties: the list, one organisatie or gemeente, a province or size class, and
//! the map of them all.

mod delen;
mod gebied;
mod gemeente;
mod kaart;
mod kaarten;
mod organisatie;
mod vragen;

use axum::{Router, extract::State, response::Response, routing::get};

use super::model::{Gebied, Gemeentegrootte, Organisatie, Provincie};
use crate::{
    app::App,
    error::Error,
    http::{
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        render::{antwoord, omleiding},
    },
    ids::Slug,
    stukken::{model::Soort, service as stukken},
};

/// The routes of the pages of organisaties.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisaties", get(overzicht))
        .route("/organisaties/{naam}", get(tonen))
        .route("/provincies", get(provincies))
        .route("/provincies/{provincie}", get(provincie))
        .route("/gemeentegrootte/{klasse}", get(grootte))
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Gemeenten en organisaties",
        lead: "Alle gemeenten, en de organisaties waarmee zij werken. Zoek op naam of op code.",
        per_pagina: 50,
        ook: &[("/provincies", "Bekijk de kaart")],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Organisatie, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Organisatie>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    Ok(if stuk.inhoud.is_gemeente() {
        antwoord(&gemeente::GemeentePagina::maak(&app, &ctx, stuk).await?)
    } else {
        antwoord(&organisatie::OrganisatiePagina::maak(&app, &ctx, stuk).await?)
    })
}

async fn provincies(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    Ok(antwoord(&kaart::KaartPagina::maak(&app, &ctx).await?))
}

async fn provincie(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let waarde = Slug::van_titel(&naam);
    let provincie: Result<Provincie, ()> = waarde.as_str().parse();
    let gebied = Gebied::Provincie(provincie.map_err(|()| Error::NotFound)?);
    if waarde.as_str() != naam {
        return Ok(omleiding(&gebied.pad()));
    }
    Ok(antwoord(
        &gebied::GebiedPagina::maak(&app, &ctx, gebied).await?,
    ))
}

async fn grootte(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let klasse: Result<Gemeentegrootte, ()> = naam.parse();
    let gebied = Gebied::Grootte(klasse.map_err(|()| Error::NotFound)?);
    Ok(antwoord(
        &gebied::GebiedPagina::maak(&app, &ctx, gebied).await?,
    ))
}
