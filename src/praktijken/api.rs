//! The door of praktijken for programs.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::model::Praktijk;
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

/// The routes of praktijken under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lijst))
        .routes(routes!(tonen))
}

/// Praktijk: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Praktijk)]
pub struct PraktijkAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Hoe ver de praktijk is.
    pub fase: String,
    /// Hoe goed de praktijk is onderbouwd.
    pub onderbouwing: String,
    /// Wat de praktijk kost, in klassen.
    pub kosten: String,
    /// Of de praktijk uit een bron is verteld en niet door de gemeente zelf is aangeleverd.
    pub uit_bron: bool,
}

fn antwoord(stuk: Stuk<Praktijk>, basis_url: &str) -> PraktijkAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Praktijk {
        tekst,
        secties,
        fase,
        onderbouwing,
        kosten,
        uit_bron,
    } = inhoud;
    PraktijkAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        fase: fase.to_string(),
        onderbouwing: onderbouwing.to_string(),
        kosten: kosten.to_string(),
        uit_bron,
    }
}

/// Geeft een lijst van praktijken.
#[utoipa::path(
    get,
    path = "/praktijken",
    operation_id = "lijst_praktijken",
    tag = "praktijken",
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
    Ok(api::lijst(&app, &ctx, Soort::Praktijk, &paren).await?)
}

/// Geeft een praktijk: op slug, kenmerk, externId of officieel nummer.
#[utoipa::path(
    get,
    path = "/praktijken/{naam}",
    operation_id = "toon_praktijk",
    tag = "praktijken",
    params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
    responses(
        (status = 200, description = "Het stuk", body = PraktijkAntwoord,
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
    let stuk = stukken::tonen::<Praktijk>(&ctx, app.db.read(), &naam).await?;
    Ok(api::json(&antwoord(stuk, &app.basis_url)))
}
