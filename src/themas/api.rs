//! The door of themas for programs.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::model::Thema;
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

/// The routes of themas under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lijst))
        .routes(routes!(tonen))
}

/// Thema: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Thema)]
pub struct ThemaAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
}

fn antwoord(stuk: Stuk<Thema>, basis_url: &str) -> ThemaAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Thema { tekst, secties } = inhoud;
    ThemaAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
    }
}

/// Geeft een lijst van thema's.
#[utoipa::path(
    get,
    path = "/themas",
    operation_id = "lijst_themas",
    tag = "themas",
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
    Ok(api::lijst(&app, &ctx, Soort::Thema, &paren).await?)
}

/// Geeft een thema: op slug, kenmerk, externId of officieel nummer.
#[utoipa::path(
    get,
    path = "/themas/{naam}",
    operation_id = "toon_thema",
    tag = "themas",
    params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
    responses(
        (status = 200, description = "Het stuk", body = ThemaAntwoord,
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
    let stuk = stukken::tonen::<Thema>(&ctx, app.db.read(), &naam).await?;
    Ok(api::json(&antwoord(stuk, &app.basis_url)))
}
