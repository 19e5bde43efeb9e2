//! The pages of themas.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::model::Thema;
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Alinea, Kaart, Link, Stap},
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
    zoeken::model::{Facet, Vraag},
};

/// The routes of the pages of themas.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/themas", get(overzicht))
        .route("/themas/{naam}", get(tonen))
}

async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Thema’s",
        lead: "Onderwerpen waar Rijk en gemeenten samen aan werken.",
        per_pagina: 50,
        ook: &[],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Thema, pagina, &paren).await?)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Thema>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    Ok(antwoord(&ThemaPagina::maak(&app, &ctx, stuk).await?))
}

/// The page of one thema.
#[derive(Debug, Template)]
#[template(path = "thema.html")]
struct ThemaPagina {
    kader: Kader,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    leefdomeinen: String,
    doelgroepen: String,
    praktijken: Vec<Kaart>,
    proefprojecten: Vec<Kaart>,
    publicaties: Vec<Link>,
    regelingen: Vec<Link>,
    verbanden: Verbanden,
    zoek: String,
    slot: Slot,
    json: String,
}

impl ThemaPagina {
    async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Thema>) -> Result<Self> {
        let pad = stuk.kop.pad();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let praktijken = beeld::koppen(&stuk, Soort::Praktijk);
        let proefprojecten = beeld::koppen(&stuk, Soort::Proefproject);
        let (leefdomeinen, doelgroepen) = beeld::woorden(&stuk);
        let elders = [
            Soort::Praktijk,
            Soort::Proefproject,
            Soort::Publicatie,
            Soort::Regeling,
        ];
        let zoek = Vraag::default().met_filter(Facet::Thema, vec![stuk.kop.slug.to_string()]);
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst, &mut uitleg),
            alineas: beeld::alineas(&stuk.inhoud.secties, &mut uitleg),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            leefdomeinen,
            doelgroepen,
            praktijken: lijst::kaarten(app, ctx, praktijken).await?,
            proefprojecten: lijst::kaarten(app, ctx, proefprojecten).await?,
            publicaties: beeld::links(&stuk, Soort::Publicatie),
            regelingen: beeld::links(&stuk, Soort::Regeling),
            verbanden: verbanden::verbanden(&stuk, &elders),
            zoek: zoek.pad(),
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }
}
