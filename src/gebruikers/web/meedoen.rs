//! Asking to join an organisatie.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::inloggen::veilig;
use crate::{
    app::App,
    ctx::Ctx,
    error::Error,
    gebruikers::service::aanmelden,
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/meedoen.html")]
struct Meedoen {
    kader: Kader,
    fouten: Veldfouten,
    persoon: String,
    mail: String,
    verstuurd: bool,
}

fn pagina(app: &App, ctx: &Ctx) -> Meedoen {
    Meedoen {
        kader: Kader::nieuw(app, ctx, None),
        fouten: Veldfouten::default(),
        persoon: String::new(),
        mail: String::new(),
        verstuurd: false,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    veilig(&app)?;
    Ok(antwoord(&Meedoen {
        verstuurd: parameters.een("verstuurd") == "ja",
        ..pagina(&app, &ctx)
    }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let (naam, mail) = (formulier.een("naam"), formulier.een("mail"));
    match aanmelden::meld_aan(&app.db, &ctx, naam, mail).await {
        Ok(()) => Ok(doorverwijzing("/meedoen?verstuurd=ja")),
        Err(Error::Invalid(fouten)) => {
            let mut antwoord = antwoord(&Meedoen {
                fouten: Veldfouten::van(&fouten),
                persoon: naam.to_owned(),
                mail: mail.to_owned(),
                ..pagina(&app, &ctx)
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}
