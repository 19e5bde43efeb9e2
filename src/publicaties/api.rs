//! The door of publicaties for programs.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::model::Publicatie;
use crate::{
    app::App,
    http::{
        api::{self, LijstAntwoord, SectieAntwoord, StukAntwoord},
        error::{ApiError, Probleem},
        extract::{Naam, Parameters, ReqCtx},
    },
    stukken::{
        model::{Soort, Stuk},
        service as stukken,
    },
};

/// The routes of publicaties under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lijst))
        .routes(routes!(tonen))
}

/// Publicatie: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Publicatie)]
pub struct PublicatieAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat voor document het is.
    pub publicatiesoort: String,
    /// De organisatie die het schreef.
    pub auteur: Option<String>,
}

fn antwoord(stuk: Stuk<Publicatie>, basis_url: &str) -> PublicatieAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Publicatie {
        tekst,
        secties,
        publicatiesoort,
        auteur,
    } = inhoud;
    PublicatieAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        publicatiesoort: publicatiesoort.to_string(),
        auteur: Some(auteur).filter(|a| !a.is_empty()),
    }
}

/// Geeft een lijst van publicaties.
#[utoipa::path(
    get,
    path = "/publicaties",
    operation_id = "lijst_publicaties",
    tag = "publicaties",
    params(
        ("sorteer" = Option<String>, Query, description = "`naam` of `nieuwste`"),
        ("pagina" = Option<u64>, Query, description = "De bladzijde, vanaf 1"),
        ("perPagina" = Option<u64>, Query, description = "Hoeveel per bladzijde, hoogstens 100"),
    ),
    responses(
        (status = 200, description = "Een bladzijde van de lijst", body = LijstAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    )
)]
async fn lijst(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, ApiError> {
    Ok(api::lijst(&app, &ctx, Soort::Publicatie, &paren).await?)
}

/// Geeft een publicatie: op slug, kenmerk, externId of officieel nummer.
#[utoipa::path(
    get,
    path = "/publicaties/{naam}",
    operation_id = "toon_publicatie",
    tag = "publicaties",
    params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
    responses(
        (status = 200, description = "Het stuk", body = PublicatieAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    )
)]
async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    Parameters(paren): Parameters,
) -> Result<Response, ApiError> {
    api::geen_parameters(&paren)?;
    let stuk = stukken::tonen::<Publicatie>(&ctx, app.db.read(), &naam).await?;
    Ok(api::json(&antwoord(stuk, &app.basis_url)))
}
