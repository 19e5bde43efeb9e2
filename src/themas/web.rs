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
        duo::{Duoblok, duoblok},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        regietafel::{Voorgelegd, voorgelegd},
        render::{Kader, antwoord, omleiding},
        slot::Slot,
        verbanden::{self, Verbanden},
    },
    markdown::{self, SafeHtml},
    overzicht::model::is_afgesloten,
    stukken::{
        model::{Kop, Soort, Stuk},
        service as stukken,
    },
    taal,
    werkruimte::service as werkruimte,
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

/// Knelpunten that the page shows; search has them all.
const KNELPUNTEN: usize = 12;

/// The page of one thema.
#[derive(Debug, Template)]
#[template(path = "thema.html")]
struct ThemaPagina {
    kader: Kader,
    titel: String,
    lead: SafeHtml,
    /// What of it lies at the regietafel.
    voorgelegd: Voorgelegd,
    /// Who leads it, since when, and whose voice is missing.
    duo: Duoblok,
    /// The werkruimte, for who takes part; empty for others.
    werkruimte: String,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    leefdomeinen: String,
    doelgroepen: String,
    praktijken: Vec<Kaart>,
    proefprojecten: Vec<Kaart>,
    /// What does not work, what is still open first.
    knelpunten: Vec<Kaart>,
    kennisvragen: Vec<Kaart>,
    /// The search for all of them, when there are more.
    meer_knelpunten: Option<Link>,
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
        let (knelpunten, meer_knelpunten) = knelpunten(&stuk);
        let (leefdomeinen, doelgroepen) = beeld::woorden(&stuk);
        let duo = duoblok(app, ctx, &stuk.kop).await?;
        let doet_mee = werkruimte::deelname(ctx, stuk.kop.id).doet_mee();
        let werkruimte = if doet_mee {
            werkruimte::pad(&stuk.kop)
        } else {
            String::new()
        };
        let elders = [
            Soort::Praktijk,
            Soort::Proefproject,
            Soort::Knelpunt,
            Soort::Publicatie,
            Soort::Regeling,
            Soort::Kennisvraag,
            Soort::Besluit,
            Soort::Notitie,
            Soort::Actie,
            Soort::Bijeenkomst,
        ];
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
            duo,
            werkruimte,
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst, &mut uitleg),
            alineas: beeld::alineas(&stuk.inhoud.secties, &mut uitleg),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            leefdomeinen,
            doelgroepen,
            praktijken: lijst::kaarten(app, ctx, praktijken).await?,
            proefprojecten: lijst::kaarten(app, ctx, proefprojecten).await?,
            knelpunten: lijst::kaarten(app, ctx, knelpunten).await?,
            meer_knelpunten,
            kennisvragen: lijst::kaarten(app, ctx, beeld::koppen(&stuk, Soort::Kennisvraag))
                .await?,
            publicaties: beeld::links(&stuk, Soort::Publicatie),
            regelingen: beeld::links(&stuk, Soort::Regeling),
            verbanden: verbanden::verbanden(&stuk, &elders),
            zoek: zoek_bij(&stuk).pad(),
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// The search for everything of a thema.
fn zoek_bij(stuk: &Stuk<Thema>) -> Vraag {
    Vraag::default().met_filter(Facet::Thema, vec![stuk.kop.slug.to_string()])
}

/// The knelpunten of a thema, those that still play first, and the way to the others.
fn knelpunten(stuk: &Stuk<Thema>) -> (Vec<Kop>, Option<Link>) {
    let mut koppen = beeld::koppen(stuk, Soort::Knelpunt);
    koppen.sort_by_key(is_afgesloten);
    let totaal = koppen.len();
    koppen.truncate(KNELPUNTEN);
    let meer = (totaal > KNELPUNTEN).then(|| {
        let soort = vec![Soort::Knelpunt.to_string()];
        let totaal = taal::aantal(totaal as u64, "knelpunt", "knelpunten");
        Link {
            url: zoek_bij(stuk).met_filter(Facet::Soort, soort).pad(),
            tekst: format!("Zoek en filter in alle {totaal}"),
            bij: String::new(),
        }
    });
    (koppen, meer)
}
