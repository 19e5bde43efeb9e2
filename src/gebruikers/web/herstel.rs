//! Asking for a new password, and choosing one with a link from a mail.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::inloggen::veilig;
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::{
        model::bericht::Codesoort,
        service::{
            code::Code,
            herstel::{self, Keuze, Toegang},
        },
    },
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/wachtwoord-vergeten.html")]
struct Vergeten {
    kader: Kader,
    fouten: Veldfouten,
    mail: String,
    verstuurd: bool,
    geen_mail: bool,
}

impl Vergeten {
    fn nieuw(app: &App, ctx: &Ctx) -> Self {
        Self {
            kader: Kader::nieuw(app, ctx, None),
            fouten: Veldfouten::default(),
            mail: String::new(),
            verstuurd: false,
            geen_mail: !app.postbode.bereikt_mensen(),
        }
    }
}

pub async fn vergeten(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    veilig(&app)?;
    Ok(antwoord(&Vergeten {
        verstuurd: parameters.een("verstuurd") == "ja",
        ..Vergeten::nieuw(&app, &ctx)
    }))
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let mail = formulier.een("mail");
    match herstel::vraag(&app.db, &ctx, mail).await {
        Ok(()) => Ok(doorverwijzing("/wachtwoord-vergeten?verstuurd=ja")),
        Err(Error::Invalid(fouten)) => Ok(met_status(
            StatusCode::BAD_REQUEST,
            &Vergeten {
                fouten: Veldfouten::van(&fouten),
                mail: mail.to_owned(),
                ..Vergeten::nieuw(&app, &ctx)
            },
        )),
        Err(fout) => Err(fout.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "gebruikers/wachtwoord-instellen.html")]
struct Instellen {
    kader: Kader,
    fouten: Veldfouten,
    pad: String,
    mail: String,
    welkom: bool,
}

impl Instellen {
    fn nieuw(app: &App, ctx: &Ctx, code: &Code, toegang: &Toegang, fouten: &Fouten) -> Self {
        Self {
            kader: Kader::nieuw(app, ctx, None),
            fouten: Veldfouten::van(fouten),
            pad: format!("/wachtwoord-instellen/{}", code.geheim()),
            mail: toegang.gebruiker.mail.to_string(),
            welkom: toegang.soort == Codesoort::Uitnodiging,
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "gebruikers/link-verlopen.html")]
struct Verlopen {
    kader: Kader,
}

/// Shows the form; changes nothing, because programs that look at mail open every link.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(code): Naam,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let Some((code, toegang)) = toegang(&app, &ctx, &code).await? else {
        return Ok(verlopen(&app, &ctx));
    };
    let pagina = Instellen::nieuw(&app, &ctx, &code, &toegang, &Fouten::new());
    Ok(antwoord(&pagina))
}

pub async fn instellen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(code): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let Some((code, toegang)) = toegang(&app, &ctx, &code).await? else {
        return Ok(verlopen(&app, &ctx));
    };
    let keuze = Keuze {
        wachtwoord: formulier.een("wachtwoord").to_owned(),
        nogmaals: formulier.een("nogmaals").to_owned(),
    };
    match herstel::stel_in(&app.db, &app.kluis, &ctx, &code, keuze).await {
        Ok(_) => Ok(doorverwijzing("/inloggen?gelukt=wachtwoord")),
        Err(Error::Invalid(fouten)) => {
            let pagina = Instellen::nieuw(&app, &ctx, &code, &toegang, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        // Somebody else used it between the question and the answer.
        Err(Error::NotFound) => Ok(verlopen(&app, &ctx)),
        Err(fout) => Err(fout.into()),
    }
}

/// What the code of a link opens; none when it opens nothing any more.
async fn toegang(app: &App, ctx: &Ctx, code: &str) -> Result<Option<(Code, Toegang)>, Error> {
    let Some(code) = Code::lees(code) else {
        return Ok(None);
    };
    match herstel::bekijk(&app.db, ctx, &code).await {
        Ok(toegang) => Ok(Some((code, toegang))),
        Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

fn verlopen(app: &App, ctx: &Ctx) -> Response {
    let kader = Kader::nieuw(app, ctx, None);
    met_status(StatusCode::NOT_FOUND, &Verlopen { kader })
}
