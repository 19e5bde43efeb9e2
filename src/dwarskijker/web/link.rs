//! The page on which somebody without an account reads a bevinding by a toegangslink and replies: that text,
//! and nothing else.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::service::reageren::{self, Antwoord},
    wederhoor::{Getypt, Pagina, antwoord_van, pagina},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
    },
    taal,
};

/// Where a link to a bevinding is read.
const PAD: &str = "/meelezen/wederhoor";

/// What they read who replied.
const GELUKT: &str = "Uw reactie is bewaard. Zolang uw link werkt, kunt u haar aanpassen tot de bevinding is \
                      vastgesteld.";

/// That a link works no more, whatever the reason, without a word of what it was to.
#[derive(Debug, Template)]
#[template(path = "dwarskijker/link_voorbij.html")]
struct Voorbij {
    kader: Kader,
    /// What was typed, to copy.
    geschreven: Geschreven,
}

fn voorbij(app: &App, ctx: &Ctx, tekst: &str) -> Response {
    let pagina = Voorbij {
        kader: Kader::nieuw(app, ctx, None),
        geschreven: geschreven([("Uw reactie", tekst)]),
    };
    met_status(StatusCode::NOT_FOUND, &pagina)
}

/// The context for the frame of these pages: whoever logs in does not come back to a link.
fn zonder_pad(ctx: &Ctx) -> Ctx {
    Ctx {
        pad: String::new(),
        ..ctx.clone()
    }
}

async fn blad(app: &App, ctx: &Ctx, getypt: Option<Getypt>) -> Result<Pagina> {
    let (geopend, tot) = reageren::open_met_link(&app.db, ctx).await?;
    let mut pagina = pagina(app, ctx, geopend, getypt).await?;
    PAD.clone_into(&mut pagina.pad);
    pagina.met_link = taal::moment_van(tot);
    Ok(pagina)
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let ctx = zonder_pad(&ctx);
    match blad(&app, &ctx, None).await {
        Ok(mut pagina) => {
            if parameters.een("gelukt") == "gereageerd" {
                pagina.gelukt = GELUKT;
            }
            Ok(antwoord(&pagina))
        }
        Err(Error::NotFound) => Ok(voorbij(&app, &ctx, "")),
        Err(fout) => Err(fout.into()),
    }
}

pub async fn reageer(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let ctx = zonder_pad(&ctx);
    let akkoord = Akkoord::van(&formulier);
    let wat = antwoord_van(&formulier, akkoord);
    let tekst = wat.as_ref().map_or("", |wat| wat.tekst.as_str());
    let tekst = tekst.to_owned();
    match doe(&app, &ctx, wat, akkoord).await {
        Err(Error::NotFound) => Ok(voorbij(&app, &ctx, &tekst)),
        uitkomst => Ok(uitkomst?),
    }
}

async fn doe(app: &App, ctx: &Ctx, wat: Result<Antwoord>, akkoord: Akkoord) -> Result<Response> {
    let wat = wat?;
    match reageren::reageer_met_link(&app.db, ctx, &wat).await {
        Ok(()) => Ok(doorverwijzing(&format!("{PAD}?gelukt=gereageerd"))),
        Err(Error::NotFound) => Err(Error::NotFound),
        Err(Error::Invalid(fouten)) => {
            let getypt = Getypt {
                antwoord: wat,
                akkoord,
                fouten,
            };
            let pagina = blad(app, ctx, Some(getypt)).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let mut pagina = blad(app, ctx, None).await?;
            waarom.tekst().clone_into(&mut pagina.niet_gedaan);
            pagina.geschreven = geschreven([("Uw reactie", wat.tekst.as_str())]);
            Ok(waarom.antwoord(&pagina))
        }
    }
}
