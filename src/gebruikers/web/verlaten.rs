//! The page where a member leaves an organisatie.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{mensen::GEDULD, personen::rollen_in_woorden};
use crate::{
    actor::Actor,
    app::App,
    ctx::Ctx,
    error::Error,
    gebruikers::service::{domeinen, vertrek},
    http::{
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Kop,
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/verlaten.html")]
struct Verlaten {
    kader: Kader,
    organisatie: String,
    pad: String,
    collegas: Vec<Optie>,
    /// Roles in a thema that end too.
    vervalt: Vec<String>,
    sluit: bool,
    fouten: Veldfouten,
}

async fn pagina(app: &App, ctx: &Ctx, kop: Kop) -> Result<Verlaten, Error> {
    let collegas = vertrek::collegas(&app.db, ctx, kop.id).await?;
    let gevolg = vertrek::gevolg(&app.db, ctx, kop.id).await?;
    let niemand = Optie::nieuw("", "Niemand", false);
    let collega = |(id, naam): (Uuid, String)| Optie::nieuw(&id.to_string(), &naam, false);
    Ok(Verlaten {
        kader: Kader::nieuw(app, ctx, None),
        pad: format!("{}/verlaten", kop.pad()),
        organisatie: kop.titel,
        collegas: std::iter::once(niemand)
            .chain(collegas.into_iter().map(collega))
            .collect(),
        vervalt: rollen_in_woorden(app, ctx, &gevolg.vervalt).await?,
        sluit: gevolg.sluit,
        fouten: Veldfouten::default(),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let kop = domeinen::organisatie(&app.db, &ctx, &naam).await?;
    Ok(antwoord(&pagina(&app, &ctx, kop).await?))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let kop = domeinen::organisatie(&app.db, &ctx, &naam).await?;
    let Actor::Account { id, .. } = &ctx.actor else {
        return Err(Error::NietIngelogd.into());
    };
    let opvolger = formulier.een("opvolger").parse().ok();
    match vertrek::verwijder(&app.db, &ctx, kop.id, *id, opvolger).await {
        Ok(volgnummer) => {
            if let Some(volgnummer) = volgnummer {
                app.volger.wacht_op(volgnummer, GEDULD).await?;
            }
            Ok(na_vertrek(&app, &ctx, kop.id).await?)
        }
        Err(Error::Invalid(fouten)) => {
            let mut antwoord = antwoord(&Verlaten {
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx, kop).await?
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}

/// Where somebody goes who left: to their account, unless that was closed.
pub(super) async fn na_vertrek(
    app: &App,
    ctx: &Ctx,
    organisatie_id: Uuid,
) -> Result<Response, Error> {
    let gevolg = vertrek::gevolg(&app.db, ctx, organisatie_id).await?;
    Ok(doorverwijzing(if gevolg.sluit {
        "/inloggen?gelukt=vertrokken"
    } else {
        "/account?gelukt=vertrokken"
    }))
}
