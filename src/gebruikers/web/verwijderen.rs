//! The page where somebody removes their account.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use crate::{
    app::App,
    ctx::Ctx,
    error::Error,
    gebruikers::service::verwijderen::{self, Vooraf},
    http::{
        error::PageError,
        extract::{Formulier, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/verwijderen.html")]
struct Pagina {
    kader: Kader,
    eerst: Vec<String>,
    vraagt_wachtwoord: bool,
    naam: String,
    fouten: Veldfouten,
}

async fn pagina(app: &App, ctx: &Ctx) -> Result<Pagina, Error> {
    let Vooraf {
        eerst,
        vraagt_wachtwoord,
        naam,
    } = verwijderen::vooraf(&app.db, ctx).await?;
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, None),
        eerst,
        vraagt_wachtwoord,
        naam,
        fouten: Veldfouten::default(),
    })
}

pub async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    Ok(antwoord(&pagina(&app, &ctx).await?))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let wachtwoord = formulier.een("wachtwoord").to_owned();
    match verwijderen::verwijder(&app.db, &app.kluis, &ctx, wachtwoord).await {
        Ok(()) => Ok(doorverwijzing("/inloggen?gelukt=verwijderd")),
        Err(Error::Invalid(fouten)) => {
            let mut antwoord = antwoord(&Pagina {
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx).await?
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}
