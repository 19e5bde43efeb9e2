//! The page on which somebody says that a stuk still holds.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    model::{is_verlopen, over_een_jaar},
    service,
};
use crate::{
    app::App,
    http::{
        error::PageError,
        extract::{Naam, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
    },
    stukken::model::Soort,
    taal,
};

/// The routes of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/praktijken/{naam}/klopt-nog", get(tonen).post(zeggen))
}

#[derive(Debug, Template)]
#[template(path = "versheid/klopt_nog.html")]
struct Pagina {
    kader: Kader,
    stuk: String,
    terug: String,
    lijst: &'static str,
    lijst_pad: String,
    pad: String,
    voor: String,
    verlopen: bool,
    dan: String,
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let kop = service::bereid(&ctx, app.db.read(), Soort::Praktijk, &naam).await?;
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, Some(kop.soort.meervoud())),
        stuk: kop.titel.clone(),
        terug: kop.pad(),
        lijst: kop.soort.label_meervoud(),
        lijst_pad: format!("/{}", kop.soort.meervoud()),
        pad: format!("{}/klopt-nog", kop.pad()),
        voor: kop.herzien_voor.map(taal::dag).unwrap_or_default(),
        verlopen: is_verlopen(kop.herzien_voor, ctx.vandaag()),
        dan: taal::dag(over_een_jaar(ctx.vandaag())),
    }))
}

async fn zeggen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let kop = service::klopt_nog(&app.db, &ctx, Soort::Praktijk, &naam).await?;
    Ok(doorverwijzing(&kop.pad()))
}
