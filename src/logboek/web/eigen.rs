//! What the account that is logged in did, and what happened to it.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{bereik, bladen, lees_pagina};
use crate::{
    actor::Actor,
    app::App,
    error::{Error, Fouten},
    http::{
        api::moment,
        beeld::Bladen,
        csv,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    logboek::{
        model::{Dader, EigenRegel, Onderwerp, woorden::in_woorden},
        service::eigen,
    },
    taal,
};

/// Rows of the export that are read at a time.
const PER_KEER: u64 = 500;

#[derive(Debug, Template)]
#[template(path = "logboek/eigen.html")]
struct EigenLogboek {
    kader: Kader,
    regels: Vec<Regel>,
    aantal: String,
    bladen: Option<Bladen>,
    voorbij: bool,
}

/// A row, as the page shows it.
#[derive(Debug)]
struct Regel {
    wanneer: String,
    wat: String,
    door: &'static str,
    /// What it is about; empty when there is nothing to name.
    naam: String,
    /// The address of its page; empty without one.
    url: String,
}

fn regel(rij: &EigenRegel) -> Regel {
    let (naam, url) = match &rij.onderwerp {
        Onderwerp::Stuk(kop) => (kop.titel.clone(), kop.pad()),
        Onderwerp::Onleesbaar => ("een stuk dat u niet meer kunt lezen".into(), String::new()),
        Onderwerp::EigenAccount => ("uw account".into(), String::new()),
        Onderwerp::AnderAccount => ("een ander account".into(), String::new()),
    };
    Regel {
        wanneer: taal::moment_van(rij.op),
        wat: in_woorden(&rij.actie, &rij.velden),
        door: door(rij.dader),
        naam,
        url,
    }
}

const fn door(dader: Dader) -> &'static str {
    match dader {
        Dader::Zelf => "u",
        Dader::Ander => "iemand anders",
        Dader::Platform => "het platform",
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let mut fouten = Fouten::new();
    let pagina = lees_pagina(&mut fouten, &parameters);
    fouten.of(())?;
    let log = eigen::bladzij(&app.db, &ctx, bereik(pagina)).await?;
    Ok(antwoord(&EigenLogboek {
        kader: Kader::nieuw(&app, &ctx, None),
        aantal: taal::aantal(log.totaal, "regel", "regels"),
        bladen: bladen(pagina, log.totaal, "/account/logboek"),
        voorbij: log.rijen.is_empty() && log.totaal > 0,
        regels: log.rijen.iter().map(regel).collect(),
    }))
}

const KOLOMMEN: [&str; 5] = ["moment", "wat", "actie", "door", "over"];

pub async fn csv(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    if !matches!(ctx.actor, Actor::Account { .. }) {
        return Err(Error::NietIngelogd.into());
    }
    Ok(csv::antwoord(
        "mijn-logboek.csv",
        &KOLOMMEN,
        0,
        move |vanaf: u64| {
            let (db, ctx) = (app.db.clone(), ctx.clone());
            async move {
                let log = eigen::bladzij(&db, &ctx, (vanaf, PER_KEER)).await?;
                if log.rijen.is_empty() {
                    return Ok(None);
                }
                let rij = |rij: &EigenRegel| {
                    let Regel {
                        wat, door, naam, ..
                    } = regel(rij);
                    vec![moment(rij.op), wat, rij.actie.clone(), door.into(), naam]
                };
                let rijen = log.rijen.iter().map(rij).collect();
                Ok(Some((rijen, vanaf + PER_KEER)))
            }
        },
    ))
}
