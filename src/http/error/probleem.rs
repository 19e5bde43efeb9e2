//! Errors of the API: `application/problem+json` (RFC 9457).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ApiError, Uitleg, bewaar_wanneer, methode, uitleg};
use crate::{
    error::Error,
    http::api::{json, zet_koppen},
};

/// Wat er mis is (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Probleem {
    /// Welk probleem het is: een vaste naam.
    #[serde(rename = "type")]
    #[schema(example = "urn:dwarsverband:probleem:ongeldige-invoer")]
    pub type_: String,
    /// Wat er aan de hand is, in het kort.
    pub title: String,
    /// De status van het antwoord.
    pub status: u16,
    /// Wat u eraan kunt doen.
    pub detail: String,
    /// Alles wat er niet klopt aan de invoer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fouten: Vec<Invoerfout>,
    /// Alleen als u een andere versie zag dan er nu is: de versie van nu. Lees opnieuw wat er staat, en stuur
    /// daarna deze versie mee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versie: Option<i64>,
}

/// Eén fout in de invoer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoerfout {
    /// De parameter of het veld.
    pub veld: String,
    /// Een vast woord voor programma’s.
    pub code: String,
    /// Wat u kunt doen.
    pub melding: String,
}

/// An error in JSON.
pub(super) fn probleem(uitleg: Uitleg) -> Response {
    let Uitleg {
        status,
        code,
        titel,
        detail,
        fouten,
        weer_vanaf,
        versie,
    } = uitleg;
    let (titel, detail) = match status {
        StatusCode::NOT_FOUND => (
            "Dit is er niet",
            "Controleer de naam of het nummer. Alle adressen staan in /api/v1/openapi.json."
                .to_owned(),
        ),
        _ => (titel, detail),
    };
    let fouten = fouten
        .into_iter()
        .map(|f| Invoerfout {
            veld: f.veld,
            code: f.code.to_owned(),
            melding: f.melding,
        })
        .collect();
    let probleem = Probleem {
        type_: format!("urn:dwarsverband:probleem:{code}"),
        title: titel.to_owned(),
        status: status.as_u16(),
        detail,
        fouten,
        versie,
    };
    let mut antwoord = (status, json(&probleem)).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let hoe = match code {
            "ongeldig-token" => "Bearer error=\"invalid_token\"",
            _ => "Bearer",
        };
        let hoe = HeaderValue::from_static(hoe);
        antwoord.headers_mut().insert(header::WWW_AUTHENTICATE, hoe);
    }
    let soort = HeaderValue::from_static("application/problem+json");
    antwoord.headers_mut().insert(header::CONTENT_TYPE, soort);
    zet_koppen(antwoord.headers_mut());
    bewaar_wanneer(&mut antwoord, weer_vanaf);
    antwoord
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        probleem(uitleg(&self.0))
    }
}

/// A conflict for a program that came with another version than the one that there is now.
pub fn verouderd(conflict: &Error, versie: i64) -> Response {
    probleem(Uitleg {
        versie: Some(versie),
        ..uitleg(conflict)
    })
}

/// The API at an address that does not exist.
pub async fn api_bestaat_niet() -> ApiError {
    ApiError(Error::NotFound)
}

/// The API asked with a method that the address does not know.
pub async fn api_methode() -> Response {
    let detail = "Dit adres kent deze methode niet. Welke het wel kent, staat in de header Allow.";
    probleem(methode(detail))
}

/// The API asked for a form it does not have.
pub fn niet_acceptabel() -> Response {
    probleem(Uitleg {
        status: StatusCode::NOT_ACCEPTABLE,
        code: "niet-acceptabel",
        titel: "Deze vorm is er niet",
        detail: "Vraag om application/json in de header Accept.".to_owned(),
        fouten: Vec::new(),
        weer_vanaf: None,
        versie: None,
    })
}

/// The API was sent something else than JSON.
pub fn geen_json() -> Response {
    probleem(Uitleg {
        status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
        code: "geen-json",
        titel: "Deze vorm kennen wij niet",
        detail: "Stuur JSON, met de header Content-Type: application/json.".to_owned(),
        fouten: Vec::new(),
        weer_vanaf: None,
        versie: None,
    })
}
