//! Reading questions.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    super::{model::Welke, service},
    VraagpuntAntwoord, nummer, staat_er, vraagpunt,
};
use crate::{
    app::App,
    error::{Fouten, Result},
    http::{
        api::{bladerkoppen, geen_parameters, json, lees_lijst},
        error::{ApiError, Probleem},
        extract::{Naam, Parameters, ReqCtx},
    },
    waarden::opsomming,
    zoeken::model::adres,
};

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(lijst))
        .routes(routes!(tonen))
}

/// Een bladzijde van de vragen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Vraagpunten)]
pub struct VraagpuntenAntwoord {
    /// Hoeveel er zijn.
    pub totaal: u64,
    /// De bladzijde, vanaf 1.
    pub pagina: u64,
    /// Hoeveel er op een bladzijde staan.
    pub per_pagina: u64,
    /// De vragen op deze bladzijde: wat het langst wacht eerst, daarna de nieuwste antwoorden.
    pub resultaten: Vec<VraagpuntAntwoord>,
}

/// Geeft een lijst van vragen aan ministeries, gemeenten en anderen.
#[utoipa::path(
    get,
    path = "/vraagpunten",
    operation_id = "lijst_vraagpunten",
    tag = "vraagpunten",
    params(
        ("aan" = Option<String>, Query, description = "Slug of officieel nummer van wie moet antwoorden"),
        ("stand" = Option<String>, Query, description = "`open` (ook wat te laat is), `te-laat` of `beantwoord`"),
        ("pagina" = Option<u64>, Query, description = "De bladzijde, vanaf 1"),
        ("perPagina" = Option<u64>, Query, description = "Hoeveel per bladzijde, hoogstens 100"),
    ),
    responses(
        (status = 200, description = "Een bladzijde van de lijst", body = VraagpuntenAntwoord,
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
    let vraag = Lijstvraag::lees(&paren)?;
    let (pagina, per_pagina) = (vraag.pagina, vraag.per_pagina);
    let bereik = ((pagina - 1) * per_pagina, per_pagina);
    let conn = app.db.read();
    let (totaal, regels) = match service::filter_van(&ctx, conn, &vraag.aan, vraag.stand).await? {
        Some(filter) => {
            let overzicht = service::overzicht(&ctx, conn, filter, bereik).await?;
            (overzicht.totaal, overzicht.regels)
        }
        // Nobody is called so: nothing was asked of them.
        None => (0, Vec::new()),
    };
    let resultaten = regels
        .iter()
        .map(|regel| vraagpunt((&app, &ctx), &regel.punt, &regel.kop, regel.aan.as_ref()))
        .collect();
    let pad = vraag.adres(&format!("{}/api/v1/vraagpunten", app.basis_url));
    let antwoord = VraagpuntenAntwoord {
        totaal,
        pagina,
        per_pagina,
        resultaten,
    };
    let koppen = bladerkoppen(&pad, (pagina, per_pagina, totaal));
    Ok((koppen, json(&antwoord)).into_response())
}

/// What is asked of the list.
#[derive(Debug)]
struct Lijstvraag {
    aan: String,
    stand: Option<Welke>,
    pagina: u64,
    per_pagina: u64,
}

impl Lijstvraag {
    fn lees(paren: &[(String, String)]) -> Result<Self, Fouten> {
        let mut aan = String::new();
        let mut stand: Option<Welke> = None;
        let bladeren = lees_lijst(paren, &["aan", "stand"], |fouten, naam, waarde| {
            if naam == "aan" {
                aan = waarde.trim().replace('\0', "");
                return;
            }
            stand = waarde.parse().ok();
            if stand.is_none() {
                let alle = opsomming(Welke::ALLE.iter().map(|welke| welke.waarde()));
                fouten.meld(naam, "onbekende-waarde", format!("Kies {alle}."));
            }
        });
        let (pagina, per_pagina) = bladeren?;
        Ok(Self {
            aan,
            stand,
            pagina,
            per_pagina,
        })
    }

    /// The address of the whole of this list.
    fn adres(&self, pad: &str) -> String {
        let mut paren = Vec::new();
        if !self.aan.is_empty() {
            paren.push(("aan", self.aan.clone()));
        }
        if let Some(stand) = self.stand {
            paren.push(("stand", stand.to_string()));
        }
        adres(pad, &paren)
    }
}

/// Geeft een vraag, met het antwoord als dat er is.
#[utoipa::path(
    get,
    path = "/vraagpunten/{id}",
    operation_id = "toon_vraagpunt",
    tag = "vraagpunten",
    params(("id" = String, Path, description = "Het nummer van de vraag")),
    responses(
        (status = 200, description = "De vraag", body = VraagpuntAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    )
)]
async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    Parameters(paren): Parameters,
) -> Result<Response, ApiError> {
    geen_parameters(&paren)?;
    Ok(staat_er(&app, &ctx, nummer(&id)?).await?)
}
