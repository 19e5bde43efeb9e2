//! The pages of publicaties.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::model::{Publicatie, officieel_document};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    http::{
        beeld::{self, Alinea, Herkomst, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        render::{Kader, antwoord, omleiding},
        slot::Slot,
        verbanden::{self, Verbanden},
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
    Ok(antwoord(&PublicatiePagina::maak(&app, &ctx, &stuk)))
}

/// The page of one publicatie.
#[derive(Debug, Template)]
#[template(path = "publicatie.html")]
struct PublicatiePagina {
    kader: Kader,
    titel: String,
    lead: SafeHtml,
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
    verbanden: Verbanden,
    officieel: Option<String>,
    slot: Slot,
    json: String,
}

impl PublicatiePagina {
    fn maak(app: &App, ctx: &Ctx, stuk: &Stuk<Publicatie>) -> Self {
        let pad = stuk.kop.pad();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let elders = [Soort::Thema, Soort::Organisatie, Soort::Regeling];
        Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst, &mut uitleg),
            alineas: beeld::alineas(&stuk.inhoud.secties, &mut uitleg),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            publicatiesoort: stuk.inhoud.publicatiesoort.label(),
            auteur: stuk.inhoud.auteur.clone(),
            datum: stuk.kop.datum.map(taal::dag).unwrap_or_default(),
            herkomst: beeld::herkomst(stuk),
            themas: beeld::links(stuk, Soort::Thema),
            regelingen: beeld::links(stuk, Soort::Regeling),
            plaatsen: beeld::links(stuk, Soort::Organisatie),
            verbanden: verbanden::verbanden(stuk, &elders),
            officieel: officieel_document(&beeld::nummer(&stuk.kop)),
            slot: Slot::van(app, ctx, stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        }
    }
}
