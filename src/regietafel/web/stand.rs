//! How the duo says that its thema stands, and what it said before.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Gegeven, Stand},
        service::standen,
    },
    kleur,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    http::{
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Soort,
    taal,
    werkruimte::service::Werkplek,
};

#[derive(Debug)]
struct Eerder {
    stand: &'static str,
    kleur: &'static str,
    wanneer: String,
    toelichting: String,
}

#[derive(Debug, Template)]
#[template(path = "regietafel/stand.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    /// The werkruimte.
    pad: String,
    is_duo: bool,
    standen: Vec<Optie>,
    toelichting: String,
    akkoord: Akkoord,
    eerder: Vec<Eerder>,
    fouten: Veldfouten,
}

fn eerder(gegeven: &Gegeven) -> Eerder {
    Eerder {
        stand: gegeven.stand.label(),
        kleur: kleur(gegeven.stand),
        wanneer: taal::moment_van(gegeven.op),
        toelichting: gegeven.toelichting.clone(),
    }
}

fn pagina(
    app: &App,
    ctx: &Ctx,
    (plek, alle): &(Werkplek, Vec<Gegeven>),
    (stand, toelichting, akkoord): (&str, &str, Akkoord),
    fouten: &Fouten,
) -> Pagina {
    let optie = |s: &Stand| Optie::nieuw(s.waarde(), s.label(), s.waarde() == stand);
    Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Thema.meervoud())),
        thema: plek.thema.titel.clone(),
        thema_url: plek.thema.pad(),
        pad: plek.pad(),
        is_duo: plek.deelname.is_duo(),
        standen: Stand::ALLE.iter().map(optie).collect(),
        toelichting: toelichting.to_owned(),
        akkoord: akkoord.bij(fouten),
        eerder: alle.iter().map(eerder).collect(),
        fouten: Veldfouten::van(fouten),
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
) -> Result<Response, PageError> {
    let waar = standen::verloop(&ctx, app.db.read(), &thema).await?;
    let leeg = ("", "", Akkoord::default());
    Ok(antwoord(&pagina(&app, &ctx, &waar, leeg, &Fouten::new())))
}

pub async fn geef(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (stand, toelichting) = (formulier.een("stand"), formulier.een("toelichting"));
    let akkoord = Akkoord::van(&formulier);
    let gezegd = (stand, toelichting, akkoord.aan);
    match standen::geef(&app.db, &ctx, &thema, gezegd).await {
        Ok(plek) => Ok(doorverwijzing(&format!("{}?gelukt=stand", plek.pad()))),
        Err(Error::Invalid(fouten)) => {
            let waar = standen::verloop(&ctx, app.db.read(), &thema).await?;
            let getypt = (stand, toelichting, akkoord);
            let pagina = pagina(&app, &ctx, &waar, getypt, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}
