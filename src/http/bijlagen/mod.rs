//! Bijlagen: the block on the page of a stuk, the form that adds one, and fetching and removing them.

mod blok;
mod formulier;
mod ontvangst;

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use uuid::Uuid;

pub use blok::Bijlagenblok;

use super::{
    error::{self, PageError},
    extract::{Delen, ReqCtx},
    grens::{Grens, TeGroot, UITLEZEN},
    render::{Kader, antwoord, doorverwijzing, omleiding},
};
use crate::{
    app::App,
    bestanden::naam,
    error::{Error, Result},
    stukken::{model::bijlage::Bijlage, service::bijlagen},
};

/// The routes that send no files.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/bijlagen/{id}/{naam}", get(ophalen))
        .route(
            "/bijlagen/{id}/verwijderen",
            get(vraag_verwijderen).post(verwijderen),
        )
}

/// The route that files come in by, with a limit of its own.
pub fn met_bestanden(app: &App) -> Router<App> {
    let hoogstens = app.bestanden.hoogstens;
    let heel = usize::try_from(hoogstens).unwrap_or(usize::MAX);
    let heel = heel.saturating_mul(UITLEZEN);
    let raad = "Maak het bestand kleiner, of deel het op.";
    let grens = Grens {
        bytes: heel,
        // The handler itself reads what is too large, and throws it away.
        uitlezen: heel,
        te_groot: TeGroot::nieuw("Het bestand", hoogstens, raad),
    };
    let routes = Router::new()
        .route(
            "/bijlagen/nieuw",
            get(formulier::tonen).post(formulier::toevoegen),
        )
        .method_not_allowed_fallback(error::pagina_methode)
        .layer(DefaultBodyLimit::disable());
    grens.om(routes)
}

fn nummer(delen: &[String]) -> Result<Uuid> {
    let id = delen.first().and_then(|id| id.parse().ok());
    id.ok_or(Error::NotFound)
}

/// Gives a file to keep. Whatever is in it, a browser shows or runs nothing of it here.
async fn ophalen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let bijlage = bijlagen::tonen(&ctx, app.db.read(), nummer(&delen)?).await?;
    if delen.get(1) != Some(&bijlage.bestandsnaam) {
        return Ok(omleiding(&bijlage.pad()));
    }
    let bewaard = app.bestanden.opslag.lees(bijlage.id).await?;
    let koppen = koppen(&bijlage, bewaard.grootte)?;
    Ok((koppen, Body::from_stream(bewaard.stukjes)).into_response())
}

fn koppen(bijlage: &Bijlage, grootte: u64) -> Result<HeaderMap> {
    let mut koppen = HeaderMap::new();
    let naam = naam::content_disposition(&bijlage.bestandsnaam);
    let naam = HeaderValue::from_str(&naam).map_err(anyhow::Error::from)?;
    koppen.insert(header::CONTENT_DISPOSITION, naam);
    koppen.insert(header::CONTENT_LENGTH, grootte.into());
    for (kop, waarde) in [
        (header::CONTENT_TYPE, bijlage.soort.mediatype()),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        ),
        // Who may read it can change: a copy is asked for again.
        (header::CACHE_CONTROL, "private, no-cache"),
    ] {
        koppen.insert(kop, HeaderValue::from_static(waarde));
    }
    Ok(koppen)
}

#[derive(Debug, Template)]
#[template(path = "bijlagen/verwijderen.html")]
struct Verwijderpagina {
    kader: Kader,
    titel: String,
    bestandsnaam: String,
    stuk: String,
    terug: String,
    pad: String,
}

async fn vraag_verwijderen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let id = nummer(&delen)?;
    let (bijlage, kop) = bijlagen::voor_verwijderen(&ctx, app.db.read(), id).await?;
    Ok(antwoord(&Verwijderpagina {
        kader: Kader::nieuw(&app, &ctx, Some(kop.soort.meervoud())),
        titel: bijlage.titel,
        bestandsnaam: bijlage.bestandsnaam,
        terug: kop.pad(),
        stuk: kop.titel,
        pad: format!("/bijlagen/{id}/verwijderen"),
    }))
}

async fn verwijderen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let id = nummer(&delen)?;
    let kop = bijlagen::verwijderen(&app.db, &app.bestanden, &ctx, id).await?;
    Ok(doorverwijzing(&kop.pad()))
}
