//! The pages of publicaties.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::model::{Publicatie, officieel_document};
use crate::{
    app::App,
    http::{
        beeld::{self, Alinea, Groep, Herkomst, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        render::{Kader, antwoord, omleiding},
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{Soort, Stuk},
        service as stukken,
    },
    taal,
};

/// The routes of the pages of publicaties.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/publicaties", get(overzicht))
        .route("/publicaties/{naam}", get(tonen))
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Publicaties",
        lead: "Kamerbrieven, evaluaties en adviezen, in onze woorden naverteld met de bron erbij.",
        per_pagina: 20,
        ook: &[],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Publicatie, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Publicatie>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    Ok(antwoord(&PublicatiePagina::maak(&app, &stuk)))
}

/// The page of one publicatie.
#[derive(Debug, Template)]
#[template(path = "publicatie.html")]
struct PublicatiePagina {
    kader: Kader,
    titel: String,
    lead: String,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    publicatiesoort: &'static str,
    auteur: String,
    datum: String,
    herkomst: Option<Herkomst>,
    themas: Vec<Link>,
    regelingen: Vec<Link>,
    plaatsen: Vec<Link>,
    verbanden: Vec<Groep>,
    officieel: Option<String>,
    json: String,
}

impl PublicatiePagina {
    fn maak(app: &App, stuk: &Stuk<Publicatie>) -> Self {
        let pad = stuk.kop.pad();
        let elders = [Soort::Thema, Soort::Organisatie, Soort::Regeling];
        Self {
            kader: Kader::nieuw(app, Some("publicaties")).op(&pad),
            titel: stuk.kop.titel.clone(),
            lead: stuk.kop.samenvatting.clone(),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst),
            alineas: beeld::alineas(&stuk.inhoud.secties),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            publicatiesoort: stuk.inhoud.publicatiesoort.label(),
            auteur: stuk.inhoud.auteur.clone(),
            datum: stuk.kop.datum.map(taal::dag).unwrap_or_default(),
            herkomst: beeld::herkomst(stuk),
            themas: beeld::links(stuk, Soort::Thema),
            regelingen: beeld::links(stuk, Soort::Regeling),
            plaatsen: beeld::links(stuk, Soort::Organisatie),
            verbanden: beeld::groepen(stuk, &elders),
            officieel: officieel_document(&beeld::nummer(&stuk.kop)),
            json: format!("/api/v1{pad}"),
        }
    }
}
