//! The versions of a notitie, each for who could read it then.

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::service::versies::{self, Versies};
use crate::{
    app::App,
    error::Error,
    gebruikers::service::namen::namen,
    http::{
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, omleiding},
        werkruimte::{Werkkop, werkkop},
    },
    stukken::model::{Soort, verschil::Veldverschil},
    taal,
    werkruimte::service::{deelname, versies::Versie},
};

#[derive(Debug, Template)]
#[template(path = "notities/versies.html")]
struct Pagina {
    kader: Kader,
    titel: String,
    pad: String,
    werkkop: Werkkop,
    versie: i64,
    verschillen: Vec<Veldverschil>,
    alle: Vec<Regel>,
}

#[derive(Debug)]
struct Regel {
    nummer: i64,
    wanneer: String,
    /// Who saved it; empty for who takes no part in the thema.
    wie: String,
    nu: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gevraagd = match parameters.een("versie") {
        "" => None,
        tekst => Some(tekst.parse().map_err(|_| Error::NotFound)?),
    };
    let Versies {
        kop,
        plaats,
        alle,
        nummer,
        verschillen,
    } = versies::versies(&ctx, app.db.read(), &naam, gevraagd).await?;
    if kop.slug.as_str() != naam {
        return Ok(omleiding(&format!("{}/versies", kop.pad())));
    }
    let bekend = namen(&app.db, alle.iter().map(|versie| versie.door.as_str())).await?;
    // Who wrote what is for who works there.
    let doet_mee = deelname(&ctx, plaats.thema).doet_mee();
    let regel = |versie: Versie| Regel {
        nummer: versie.nummer,
        wanneer: taal::moment_van(versie.op),
        wie: bekend
            .get(&versie.door)
            .filter(|_| doet_mee)
            .cloned()
            .unwrap_or_default(),
        nu: versie.nummer == nummer,
    };
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, Some(Soort::Thema.meervoud())),
        titel: kop.titel.clone(),
        pad: kop.pad(),
        werkkop: werkkop(&app, &ctx, kop.id, plaats).await?,
        versie: nummer,
        verschillen,
        alle: alle.into_iter().map(regel).collect(),
    }))
}
