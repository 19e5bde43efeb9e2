//! The door of organisaties for programs.

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::model::Organisatie;
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

/// The routes of organisaties under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lijst))
        .routes(routes!(tonen))
}

/// Organisatie: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Organisatie)]
pub struct OrganisatieAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat voor organisatie het is.
    pub organisatiesoort: String,
    /// De naam in het register.
    pub officiele_naam: Option<String>,
    /// De provincie van een gemeente.
    pub provincie: Option<String>,
    /// Het aantal inwoners van een gemeente.
    pub inwoners: Option<i64>,
    /// Het adres in het register TOOI.
    pub tooi_uri: Option<String>,
    /// De eerste dag.
    #[schema(format = Date, value_type = Option<String>)]
    pub begin: Option<NaiveDate>,
    /// De dag waarop de organisatie ophield.
    #[schema(format = Date, value_type = Option<String>)]
    pub einde: Option<NaiveDate>,
}

fn antwoord(stuk: Stuk<Organisatie>, basis_url: &str) -> OrganisatieAntwoord {
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Organisatie {
        tekst,
        secties,
        organisatiesoort,
        officiele_naam,
        provincie,
        inwoners,
        tooi_uri,
        begin,
        einde,
    } = inhoud;
    OrganisatieAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        organisatiesoort: organisatiesoort.to_string(),
        officiele_naam: Some(officiele_naam).filter(|n| !n.is_empty()),
        provincie: provincie.map(|p| p.to_string()),
        inwoners,
        tooi_uri: Some(tooi_uri).filter(|u| !u.is_empty()),
        begin,
        einde,
    }
}

/// Geeft een lijst van organisaties.
#[utoipa::path(
    get,
    path = "/organisaties",
    operation_id = "lijst_organisaties",
    tag = "organisaties",
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
    Ok(api::lijst(&app, &ctx, Soort::Organisatie, &paren).await?)
}

/// Geeft een organisatie: op slug, kenmerk, externId of officieel nummer.
#[utoipa::path(
    get,
    path = "/organisaties/{naam}",
    operation_id = "toon_organisatie",
    tag = "organisaties",
    params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
    responses(
        (status = 200, description = "Het stuk", body = OrganisatieAntwoord,
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
    let stuk = stukken::tonen::<Organisatie>(&ctx, app.db.read(), &naam).await?;
    Ok(api::json(&antwoord(stuk, &app.basis_url)))
}
