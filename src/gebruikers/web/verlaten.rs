//! The page where a member leaves an organisatie.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::mensen::GEDULD;
use crate::{
    actor::{Actor, Bereik},
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
    sluit: bool,
    fouten: Veldfouten,
}

async fn pagina(app: &App, ctx: &Ctx, kop: Kop) -> Result<Verlaten, Error> {
    let collegas = vertrek::collegas(&app.db, ctx, kop.id).await?;
    let niemand = Optie::nieuw("", "Niemand", false);
    let collega = |(id, naam): (Uuid, String)| Optie::nieuw(&id.to_string(), &naam, false);
    Ok(Verlaten {
        kader: Kader::nieuw(app, ctx, None),
        pad: format!("{}/verlaten", kop.pad()),
        organisatie: kop.titel,
        collegas: std::iter::once(niemand)
            .chain(collegas.into_iter().map(collega))
            .collect(),
        sluit: alleen_hier(ctx, kop.id),
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
            Ok(na_vertrek(&ctx, kop.id))
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
pub(super) fn na_vertrek(ctx: &Ctx, organisatie_id: Uuid) -> Response {
    doorverwijzing(if alleen_hier(ctx, organisatie_id) {
        "/inloggen?gelukt=vertrokken"
    } else {
        "/account?gelukt=vertrokken"
    })
}

/// Whether all that somebody may do is for one organisatie.
fn alleen_hier(ctx: &Ctx, organisatie_id: Uuid) -> bool {
    let hier = Bereik::Organisatie(organisatie_id);
    let mut alle = ctx.aanmelding.iter().flat_map(|a| &a.toekenningen);
    alle.all(|wat| wat.bereik == hier)
}
