//! Beginning the praktijk that a pilot leads to.

use axum::{extract::State, response::Response};

use super::super::service::{vervolg, zaak};
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Naam, ReqCtx},
        render::doorverwijzing,
    },
    stukken::model::Kop,
};

pub async fn begin(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let zaak = zaak::open(&ctx, app.db.read(), &naam).await?;
    let praktijk = vervolg::begin(&app.db, &ctx, zaak.kop.id).await?;
    Ok(doorverwijzing(&waarheen(&praktijk)))
}

/// A draft is written on; what is there already is read.
fn waarheen(praktijk: &Kop) -> String {
    let pad = praktijk.pad();
    if praktijk.status == "concept" {
        format!("{pad}/schrijven")
    } else {
        pad
    }
}
