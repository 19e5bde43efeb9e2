//! The page of today.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use crate::{
    app::App,
    http::{
        error::PageError,
        extract::ReqCtx,
        render::{Kader, antwoord},
        vandaag::{Blok, Hoeveel, blok},
    },
    taal,
};

/// The route of the page.
pub fn routes() -> Router<App> {
    Router::new().route("/vandaag", get(tonen))
}

#[derive(Debug, Template)]
#[template(path = "vandaag/vandaag.html")]
struct Pagina {
    kader: Kader,
    dag: String,
    v: Blok,
}

async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    Ok(antwoord(&Pagina {
        v: blok(&app, &ctx, Hoeveel::Alles).await?,
        kader: Kader::nieuw(&app, &ctx, None),
        dag: taal::dag(ctx.vandaag()),
    }))
}
