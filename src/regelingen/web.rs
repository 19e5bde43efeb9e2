//! The pages of regelingen.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::model::{Regeling, artikel_link, officiele_tekst};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Alinea, Groep, Kaart, Link, Stap},
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
    Ok(antwoord(&RegelingPagina::maak(&app, &ctx, stuk).await?))
}

/// The page of one regeling.
#[derive(Debug, Template)]
#[template(path = "regeling.html")]
struct RegelingPagina {
    kader: Kader,
    titel: String,
    lead: String,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    regelingsoort: &'static str,
    afkorting: String,
    leefdomeinen: String,
    officieel: Option<String>,
    artikelen: Vec<Link>,
    praktijken: Vec<Kaart>,
    themas: Vec<Link>,
    verbanden: Vec<Groep>,
    json: String,
}

impl RegelingPagina {
    async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Regeling>) -> Result<Self> {
        let pad = stuk.kop.pad();
        let praktijken = beeld::koppen(&stuk, Soort::Praktijk);
        let id = stuk.kop.officieel_id.clone().unwrap_or_default();
        let (leefdomeinen, _) = beeld::woorden(&stuk);
        Ok(Self {
            kader: Kader::nieuw(app, Some("regelingen")).op(&pad),
            titel: stuk.kop.titel.clone(),
            lead: stuk.kop.samenvatting.clone(),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst),
            alineas: beeld::alineas(&stuk.inhoud.secties),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            regelingsoort: stuk.inhoud.regelingsoort.label(),
            afkorting: stuk.inhoud.afkorting.clone(),
            leefdomeinen,
            officieel: officiele_tekst(&id),
            artikelen: artikelen(&id, &stuk),
            praktijken: lijst::kaarten(app, ctx, praktijken).await?,
            themas: beeld::links(&stuk, Soort::Thema),
            verbanden: beeld::groepen(&stuk, &[Soort::Praktijk, Soort::Thema]),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// The articles that stukken here are about, each with its place in the official text.
fn artikelen(id: &str, stuk: &Stuk<Regeling>) -> Vec<Link> {
    let mut plaatsen: Vec<&str> = stuk
        .buren
        .iter()
        .map(|b| b.plaats.as_str())
        .filter(|p| !p.is_empty())
        .collect();
    plaatsen.sort_unstable();
    plaatsen.dedup();
    let link = |plaats: &str| {
        let url = artikel_link(id, plaats)?;
        Some(Link {
            url,
            tekst: plaats.to_owned(),
            bij: String::new(),
        })
    };
    plaatsen.into_iter().filter_map(link).collect()
}
