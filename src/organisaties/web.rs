//! The pages of organisaties.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};
use chrono::NaiveDate;

use super::model::{Gemeentegrootte, Organisatie, Provincie};
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
    taal,
    zoeken::model::{Facet, Vraag},
};

/// The routes of the pages of organisaties.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisaties", get(overzicht))
        .route("/organisaties/{naam}", get(tonen))
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
    Ok(antwoord(&OrganisatiePagina::maak(&app, &ctx, stuk).await?))
}

/// The page of one organisatie.
#[derive(Debug, Template)]
#[template(path = "organisatie.html")]
struct OrganisatiePagina {
    kader: Kader,
    titel: String,
    lead: String,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    organisatiesoort: &'static str,
    officiele_naam: String,
    provincie: &'static str,
    inwoners: String,
    grootte: &'static str,
    bestaat: String,
    tooi_uri: String,
    is_gemeente: bool,
    praktijken: Vec<Kaart>,
    vergelijkbaar: String,
    publicaties: Vec<Link>,
    verbanden: Vec<Groep>,
    json: String,
}

impl OrganisatiePagina {
    async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Organisatie>) -> Result<Self> {
        let pad = stuk.kop.pad();
        let praktijken = beeld::koppen(&stuk, Soort::Praktijk);
        let Organisatie { begin, einde, .. } = stuk.inhoud;
        let grootte = stuk.inhoud.grootte();
        Ok(Self {
            kader: Kader::nieuw(app, Some("organisaties")).op(&pad),
            titel: stuk.kop.titel.clone(),
            lead: stuk.kop.samenvatting.clone(),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst),
            alineas: beeld::alineas(&stuk.inhoud.secties),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            organisatiesoort: stuk.inhoud.organisatiesoort.label(),
            officiele_naam: stuk.inhoud.officiele_naam.clone(),
            provincie: stuk.inhoud.provincie.map_or("", Provincie::label),
            inwoners: stuk.inhoud.inwoners.map(taal::getal).unwrap_or_default(),
            grootte: grootte.map_or("", Gemeentegrootte::label),
            bestaat: bestaat(begin, einde),
            tooi_uri: stuk.inhoud.tooi_uri.clone(),
            is_gemeente: stuk.inhoud.is_gemeente(),
            praktijken: lijst::kaarten(app, ctx, praktijken).await?,
            vergelijkbaar: vergelijkbaar(grootte),
            publicaties: beeld::links(&stuk, Soort::Publicatie),
            verbanden: beeld::groepen(&stuk, &[Soort::Praktijk, Soort::Publicatie]),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// Where to find praktijken of gemeenten of the same size; empty for what is no gemeente.
fn vergelijkbaar(grootte: Option<Gemeentegrootte>) -> String {
    let Some(grootte) = grootte else {
        return String::new();
    };
    let vraag = Vraag::default()
        .met_filter(Facet::Soort, vec![Soort::Praktijk.to_string()])
        .met_filter(Facet::Gemeentegrootte, vec![grootte.to_string()]);
    vraag.pad()
}

/// Since when, and until when.
fn bestaat(begin: Option<NaiveDate>, einde: Option<NaiveDate>) -> String {
    match (begin.map(taal::dag), einde.map(taal::dag)) {
        (Some(begin), Some(einde)) => format!("Van {begin} tot {einde}"),
        (Some(begin), None) => format!("Sinds {begin}"),
        (None, Some(einde)) => format!("Tot {einde}"),
        (None, None) => String::new(),
    }
}
