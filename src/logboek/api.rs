//! The door of the log for programs: the seals.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{model::zegel::Zegel, service::openbaar};
use crate::{
    app::App,
    http::{
        api::{bladerkoppen, json, lees_lijst, moment},
        error::{ApiError, Probleem},
        extract::Parameters,
    },
};

/// The routes of the log under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(lijst))
}

/// Het zegel op het logboek van een dag.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Zegel)]
pub struct ZegelAntwoord {
    /// De laatste dag die het zegel beslaat.
    #[schema(format = Date, value_type = String)]
    pub dag: String,
    /// De eerste dag die het zegel beslaat. Die is eerder als het platform stilstond.
    #[schema(format = Date, value_type = String)]
    pub vanaf: String,
    /// Hoeveel stukken en accounts een geschiedenis hebben.
    pub ketens: i64,
    /// Hoeveel regels er samen in staan.
    pub regels: i64,
    /// Het moment waarop het zegel is gemaakt.
    #[schema(format = DateTime, value_type = String)]
    pub gemaakt_op: String,
    /// Het zegel daarvoor; leeg bij het eerste.
    pub vorige: String,
    /// Het zegel: een SHA-256 in hexadecimalen.
    pub zegel: String,
}

impl From<Zegel> for ZegelAntwoord {
    fn from(zegel: Zegel) -> Self {
        Self {
            dag: zegel.dag.to_string(),
            vanaf: zegel.vanaf.to_string(),
            ketens: zegel.ketens,
            regels: zegel.regels,
            gemaakt_op: moment(zegel.op),
            vorige: zegel.vorige,
            zegel: zegel.hash,
        }
    }
}

/// Een bladzijde van de zegels.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ZegelsAntwoord {
    /// Hoeveel er zijn.
    pub totaal: u64,
    /// De bladzijde, vanaf 1.
    pub pagina: u64,
    /// Hoeveel er op een bladzijde staan.
    pub per_pagina: u64,
    /// De zegels op deze bladzijde, het nieuwste eerst.
    pub resultaten: Vec<ZegelAntwoord>,
}

/// Geeft de zegels op het logboek, het nieuwste eerst.
#[utoipa::path(
    get,
    path = "/logboek",
    operation_id = "lijst_zegels",
    tag = "logboek",
    params(
        ("pagina" = Option<u64>, Query, description = "De bladzijde, vanaf 1"),
        ("perPagina" = Option<u64>, Query, description = "Hoeveel per bladzijde, hoogstens 100"),
    ),
    responses(
        (status = 200, description = "Een bladzijde van de lijst", body = ZegelsAntwoord,
         headers(("API-Version" = String, description = "Versie van de API"))),
        (status = "4XX", description = "Wat er niet klopt", body = Probleem,
         content_type = "application/problem+json",
         headers(("API-Version" = String, description = "Versie van de API"))),
    )
)]
async fn lijst(
    State(app): State<App>,
    Parameters(paren): Parameters,
) -> Result<Response, ApiError> {
    let (pagina, per_pagina) = lees_lijst(&paren, &[], |_, _, _| {})?;
    let zegels = openbaar::bladzij(&app.db, ((pagina - 1) * per_pagina, per_pagina)).await?;
    let pad = format!("{}/api/v1/logboek", app.basis_url);
    let koppen = bladerkoppen(&pad, (pagina, per_pagina, zegels.totaal));
    let antwoord = ZegelsAntwoord {
        totaal: zegels.totaal,
        pagina,
        per_pagina,
        resultaten: zegels.rijen.into_iter().map(Into::into).collect(),
    };
    Ok((koppen, json(&antwoord)).into_response())
}
