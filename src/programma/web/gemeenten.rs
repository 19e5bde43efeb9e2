//! The gemeenten that never took part, and those that did.

use askama::Template;
use axum::{extract::State, response::Response};

use super::PAD;
use crate::{
    app::App,
    http::{
        beeld::Link,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    organisaties::model::Gemeente,
    programma::{
        model::{Gemeentekeuze, Waar},
        service,
    },
    taal,
};

#[derive(Debug, Template)]
#[template(path = "programma/gemeenten.html")]
struct Pagina {
    kader: Kader,
    titel: &'static str,
    waar: &'static str,
    aantal: String,
    gemeenten: Vec<Link>,
    /// The same place, the other way around.
    andere: Link,
    /// All of the country; none when this is that.
    overal: Option<String>,
    terug: &'static str,
}

/// Shows the gemeenten that were asked for.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let keuze = Gemeentekeuze::lees(&paren)?;
    let meedoen = service::meedoen(&ctx, &app.db, &app.index).await?;
    let gemeenten = meedoen.van(keuze);
    let link = |gemeente: &&Gemeente| Link {
        url: gemeente.pad(),
        tekst: gemeente.titel.clone(),
        bij: String::new(),
    };
    let anders = Gemeentekeuze {
        mee: !keuze.mee,
        ..keuze
    };
    let overal = Gemeentekeuze {
        waar: Waar::Overal,
        ..keuze
    };
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None).op(&keuze.pad()),
        titel: titel(keuze.mee),
        waar: keuze.waar.label(),
        aantal: taal::aantal(gemeenten.len() as u64, "gemeente", "gemeenten"),
        gemeenten: gemeenten.iter().map(link).collect(),
        andere: Link {
            url: anders.pad(),
            tekst: titel(anders.mee).to_owned(),
            bij: String::new(),
        },
        overal: (keuze.waar != Waar::Overal).then(|| overal.pad()),
        terug: PAD,
    }))
}

const fn titel(mee: bool) -> &'static str {
    if mee {
        "Gemeenten die meededen"
    } else {
        "Gemeenten die nog niet meededen"
    }
}
