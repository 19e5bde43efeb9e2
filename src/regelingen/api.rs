//! The door of regelingen for programs.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::model::{Artikel, Regeling, artikel_link};
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

/// The routes of regelingen under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lijst))
        .routes(routes!(tonen))
}

/// Regeling: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Regeling)]
pub struct RegelingAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat voor regeling het is.
    pub regelingsoort: String,
    /// De gewone afkorting.
    pub afkorting: Option<String>,
    /// De artikelen waar het platform iets over zegt, op volgorde.
    pub artikelen: Vec<ArtikelAntwoord>,
}

/// Een artikel, met een regel van de redactie. Dit is niet de tekst van de wet.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Artikel)]
pub struct ArtikelAntwoord {
    /// Het nummer.
    pub artikel: String,
    /// Waar het over gaat, in woorden van de redactie.
    pub samenvatting: String,
    /// Waar de officiële tekst van het artikel staat.
    pub officiele_tekst: Option<String>,
}

fn antwoord(stuk: Stuk<Regeling>, basis_url: &str) -> RegelingAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Regeling {
        tekst,
        secties,
        regelingsoort,
        afkorting,
        artikelen,
    } = inhoud;
    let officieel_id = stuk.officieel_id.clone().unwrap_or_default();
    let artikel = |a: Artikel| ArtikelAntwoord {
        officiele_tekst: artikel_link(&officieel_id, &a.nummer),
        artikel: a.nummer.into(),
        samenvatting: a.samenvatting,
    };
    RegelingAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        regelingsoort: regelingsoort.to_string(),
        afkorting: Some(afkorting).filter(|a| !a.is_empty()),
        artikelen: artikelen.into_iter().map(artikel).collect(),
    }
}

/// Geeft een lijst van regelingen.
#[utoipa::path(
    get,
    path = "/regelingen",
    operation_id = "lijst_regelingen",
    tag = "regelingen",
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
    Ok(api::lijst(&app, &ctx, Soort::Regeling, &paren).await?)
}

/// Geeft een regeling: op slug, kenmerk, externId of officieel nummer.
#[utoipa::path(
    get,
    path = "/regelingen/{naam}",
    operation_id = "toon_regeling",
    tag = "regelingen",
    params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
    responses(
        (status = 200, description = "Het stuk", body = RegelingAntwoord,
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
    let stuk = stukken::tonen::<Regeling>(&ctx, app.db.read(), &naam).await?;
    Ok(api::json(&antwoord(stuk, &app.basis_url)))
}
