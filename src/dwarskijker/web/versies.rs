//! Every version of a bevinding, for who writes it.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::service::{
        versies::{self, Versies},
        zaak::eis,
    },
    NAV,
};
use crate::{
    app::App,
    error::Error,
    gebruikers::service::namen::namen,
    http::{
        beeld,
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::verschil::Veldverschil,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "dwarskijker/versies.html")]
struct Pagina {
    kader: Kader,
    titel: String,
    nummer: String,
    pad: String,
    versie: i64,
    verschillen: Vec<Veldverschil>,
    alle: Vec<Regel>,
}

#[derive(Debug)]
struct Regel {
    nummer: i64,
    wanneer: String,
    wie: String,
    notitie: String,
    nu: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    eis(&ctx)?;
    let gevraagd = match parameters.een("versie") {
        "" => None,
        tekst => Some(tekst.parse().map_err(|_| Error::NotFound)?),
    };
    let Versies {
        kop,
        alle,
        nummer,
        verschillen,
    } = versies::versies(&app.db, &ctx, &naam, gevraagd).await?;
    let bekend = namen(&app.db, alle.iter().map(|versie| versie.door.as_str())).await?;
    let regel = |versie: versies::Versie| Regel {
        nummer: versie.nummer,
        wanneer: taal::moment_van(versie.op),
        wie: bekend.get(&versie.door).cloned().unwrap_or_default(),
        notitie: versie.notitie,
        nu: versie.nummer == nummer,
    };
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, NAV),
        titel: kop.titel.clone(),
        nummer: beeld::nummer(&kop),
        pad: kop.pad(),
        versie: nummer,
        verschillen,
        alle: alle.into_iter().map(regel).collect(),
    }))
}
