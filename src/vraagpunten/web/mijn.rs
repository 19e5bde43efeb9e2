//! What waits for the organisatie of the reader.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::super::service::{self, Regel};
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::ReqCtx,
        render::{Kader, antwoord},
        vraagpunt::Punt,
    },
};

#[derive(Debug, Template)]
#[template(path = "vraagpunten/mijn.html")]
struct Pagina {
    kader: Kader,
    punten: Vec<Punt>,
}

pub async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let conn = app.db.read();
    let regels = service::mijn(&ctx, conn).await?;
    let adressaten: BTreeSet<Uuid> = regels.iter().map(|regel| regel.punt.aan).collect();
    let van_ons = service::antwoordt_voor(&ctx, conn, &adressaten).await?;
    let punt = |regel: &Regel| Punt {
        beantwoorden: van_ons.contains(&regel.punt.aan),
        ..Punt::van(&regel.punt, regel.aan.as_ref(), ctx.vandaag()).bij(&regel.kop)
    };
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None),
        punten: regels.iter().map(punt).collect(),
    }))
}
