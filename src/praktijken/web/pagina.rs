//! The list of praktijken, and one of them.

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::model::{
    Praktijk, SECTIES,
    sjabloon::{NIET_BESCHREVEN, NOG_NIET_BESCHREVEN},
};
use crate::{
    app::App,
    begrippen::{self, model::Uitleg},
    ctx::Ctx,
    error::Result,
    http::{
        anderen::Anderen,
        beeld::{self, Alinea, Herkomst, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        lijst::{self, Lijstpagina},
        overname::Overnameblok,
        render::{Kader, antwoord, doorverwijzing, omleiding},
        slot::Slot,
        stand::{OUD, Stand, met_oude},
        verbanden::{self, Verbanden},
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{Sectie, Soort, Stuk},
        service as stukken,
    },
    taal, zoeken,
};

pub async fn overzicht(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let pagina = Lijstpagina {
        titel: "Praktijken",
        lead: "Wat gemeenten al doen, en wat anderen ervan kunnen leren.",
        per_pagina: 20,
        ook: &[("/praktijken/nieuw", "Een praktijk beschrijven")],
    };
    Ok(lijst::tonen(&app, &ctx, Soort::Praktijk, pagina, &paren).await?)
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Praktijk>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let stand = Stand::van::<Praktijk>(&app, &ctx, &stuk.kop).await?;
    if let Some(opvolger) = stand
        .opvolger
        .as_ref()
        .filter(|_| parameters.een(OUD) != "ja")
    {
        return Ok(doorverwijzing(&opvolger.url));
    }
    let mut pagina = PraktijkPagina::maak(&app, &ctx, stuk, stand).await?;
    pagina.gelukt = match parameters.een("gelukt") {
        "aangeboden" => "De praktijk ligt bij de redactie. U hoort het als zij is gepubliceerd.",
        "gepubliceerd" => "De praktijk is gepubliceerd. Iedereen kan haar lezen en vinden.",
        "ingetrokken" => "De praktijk is ingetrokken. Wie haar leest, ziet waarom.",
        "overgenomen" => "De wijziging is overgenomen.",
        _ => "",
    };
    Ok(antwoord(&pagina))
}

/// The page of one praktijk.
#[derive(Debug, Template)]
#[template(path = "praktijken/praktijk.html")]
struct PraktijkPagina {
    kader: Kader,
    gelukt: &'static str,
    stand: Stand,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    fase: &'static str,
    kosten: &'static str,
    over_kosten: String,
    schaal_kosten: (u8, u8),
    effect: &'static str,
    over_effect: String,
    schaal_effect: (u8, u8),
    onderbouwing: &'static str,
    trede: u8,
    anderen: Anderen,
    uit_bron: bool,
    overname: Overnameblok,
    situatie_van: String,
    herkomst: Option<Herkomst>,
    themas: Vec<Link>,
    plaatsen: Vec<Link>,
    regelingen: Vec<Link>,
    verbanden: Verbanden,
    lijkt_op: Vec<Link>,
    leefdomeinen: String,
    doelgroepen: String,
    slot: Slot,
    json: String,
}

impl PraktijkPagina {
    async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Praktijk>, stand: Stand) -> Result<Self> {
        let pad = stuk.kop.pad();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let (leefdomeinen, doelgroepen) = beeld::woorden(&stuk);
        let lijkt_op = zoeken::service::lijkt_op(ctx, &app.db, &app.index, stuk.kop.id).await?;
        let elders = [Soort::Thema, Soort::Organisatie, Soort::Regeling];
        let nummer = beeld::nummer(&stuk.kop);
        // What an organisatie took over is no longer as silent as its bron.
        let met_bron = stuk.kop.bron.is_some() && stuk.inhoud.uit_bron;
        let overname = Overnameblok::van(app, ctx, &stuk.kop).await?;
        let anderen = Anderen::van(app, ctx, &stuk.kop, stuk.inhoud.onderbouwing).await?;
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            gelukt: "",
            stand,
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            inleiding: markdown::html(&stuk.inhoud.tekst, &mut uitleg),
            alineas: alineas(&stuk.inhoud, met_bron, &mut uitleg),
            over_kosten: lees_onder(&stuk.inhoud, "Kosten"),
            over_effect: lees_onder(&stuk.inhoud, "Opbrengst"),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            fase: stuk.inhoud.fase.label(),
            kosten: stuk.inhoud.kosten.label(),
            schaal_kosten: stuk.inhoud.kosten.schaal().unwrap_or_default(),
            effect: stuk.inhoud.effect.label(),
            schaal_effect: stuk.inhoud.effect.schaal().unwrap_or_default(),
            anderen,
            onderbouwing: stuk.inhoud.onderbouwing.label(),
            trede: stuk.inhoud.onderbouwing.trede(),
            uit_bron: stuk.inhoud.uit_bron,
            overname,
            situatie_van: stuk.kop.datum.map(taal::dag).unwrap_or_default(),
            herkomst: beeld::herkomst(&stuk),
            themas: beeld::links(&stuk, Soort::Thema),
            plaatsen: beeld::links(&stuk, Soort::Organisatie),
            regelingen: beeld::links(&stuk, Soort::Regeling),
            verbanden: met_oude(verbanden::verbanden(&stuk, &elders), &stuk),
            lijkt_op: lijkt_op.iter().map(Link::naar).collect(),
            leefdomeinen,
            doelgroepen,
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
            nummer,
        })
    }
}

/// All nine sections: one that nothing is said in, says so.
fn alineas(praktijk: &Praktijk, met_bron: bool, uitleg: &mut Uitleg<'_>) -> Vec<Alinea> {
    let leeg = if met_bron {
        NIET_BESCHREVEN
    } else {
        NOG_NIET_BESCHREVEN
    };
    let secties: Vec<Sectie> = SECTIES
        .iter()
        .map(|naam| {
            let tekst = sectie(praktijk, naam).unwrap_or(leeg);
            Sectie {
                naam: (*naam).to_owned(),
                tekst: tekst.to_owned(),
            }
        })
        .collect();
    beeld::alineas(&secties, uitleg)
}

fn sectie<'a>(praktijk: &'a Praktijk, naam: &str) -> Option<&'a str> {
    let gevonden = praktijk.secties.iter().find(|s| s.naam == naam)?;
    Some(gevonden.tekst.as_str()).filter(|t| !t.is_empty())
}

/// Where to read more, when there is something to read.
fn lees_onder(praktijk: &Praktijk, naam: &str) -> String {
    match sectie(praktijk, naam) {
        Some(tekst) if tekst != NIET_BESCHREVEN => {
            format!("Lees wat erover is verteld onder het kopje {naam}.")
        }
        _ => String::new(),
    }
}
