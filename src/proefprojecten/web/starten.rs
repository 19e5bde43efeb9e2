//! Letting a pilot begin.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::Stap,
    service::zaak::{self, Zaak},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld,
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
    taal,
};

/// What starting means.
#[derive(Debug, Template)]
#[template(path = "proefprojecten/starten.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    kop_titel: String,
    nummer: String,
    versie: i64,
    eerste_dag: String,
    fouten: Veldfouten,
}

fn pagina(app: &App, ctx: &Ctx, zaak: &Zaak, fouten: &Fouten) -> Pagina {
    let vandaag = ctx.vandaag();
    let begin = zaak.staat.inhoud.periode.begin;
    let begin = begin.filter(|dag| *dag <= vandaag).unwrap_or(vandaag);
    Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Proefproject.meervoud())),
        pad: zaak.kop.pad(),
        kop_titel: zaak.kop.titel.clone(),
        nummer: beeld::nummer(&zaak.kop),
        versie: zaak.kop.versie,
        eerste_dag: format!("De eerste dag van de proef is {}.", taal::dag(begin)),
        fouten: Veldfouten::van(fouten),
    }
}

async fn open(app: &App, ctx: &Ctx, naam: &str) -> Result<Zaak> {
    let zaak = zaak::open(ctx, app.db.read(), naam).await?;
    zaak.wie.mag_starten().map_err(zaak::mag_niet)?;
    Ok(zaak)
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let zaak = open(&app, &ctx, &naam).await?;
    if zaak::kan(&zaak.kop, zaak.staat.inhoud.stand, Stap::Starten).is_err() {
        return Ok(doorverwijzing(&zaak.kop.pad()));
    }
    Ok(antwoord(&pagina(&app, &ctx, &zaak, &Fouten::new())))
}

pub async fn doe(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let zaak = open(&app, &ctx, &naam).await?;
    let versie = formulier.een("versie").parse().unwrap_or_default();
    match zaak::starten(&app.db, &ctx, zaak.kop.id, versie).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt=gestart", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Pagina {
                versie,
                ..pagina(&app, &ctx, &zaak, &fouten)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}
