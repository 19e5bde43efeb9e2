//! The JSON API: what all its doors share, and its description in OpenAPI.

mod antwoorden;
mod deur;
mod geschreven;
mod invoer;
mod lijst;
mod uitleg;

use std::sync::LazyLock;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::{
    OpenApi,
    openapi::{
        RefOr,
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::error;
use crate::{
    app::App, besluiten, config::Contact, dwarskijker, error::Fouten, kennisvragen, knelpunten,
    logboek, organisaties, praktijken, proefprojecten, publicaties, regelingen, schrijven,
    signalen, themas, vraagpunten, zoeken,
};

pub use antwoorden::*;
pub(crate) use deur::leesdeur;
pub use geschreven::{gemaakt, geweigerd, in_json, samen};
pub use invoer::Invoer;
pub use lijst::{bladerkoppen, lees_lijst, lijst};
pub use uitleg::*;

/// The version of the API, in every answer.
pub const API_VERSION: &str = "1.0.0";

// The contact is an example that can't exist (RFC 2606), as everywhere until somebody sets
// `DWARSVERBAND_CONTACT`: the design rules want a name, a mail address and a page.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dwarsverband",
        description = "De API van het kennis- en leerplatform van het programma sociaal domein. \
                       U leest er alles wat openbaar is, met dezelfde rechten als op de pagina's. Met \
                       een token schrijft u er ook, met dezelfde regels als op de pagina's.",
        version = "1.0.0",
        contact(
            name = "Redactie Dwarsverband",
            email = "contact@dwarsverband.example",
            url = "https://dwarsverband.example"
        ),
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    servers((url = "/api/v1", description = "Deze server"))
)]
struct Beschrijving;

fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Beschrijving::openapi())
        .merge(zoeken::api::routes())
        .merge(praktijken::api::routes())
        .merge(proefprojecten::api::routes())
        .merge(knelpunten::api::routes())
        .merge(kennisvragen::api::routes())
        .merge(besluiten::api::routes())
        .merge(signalen::api::routes())
        .merge(vraagpunten::api::routes())
        .merge(dwarskijker::api::routes())
        .merge(publicaties::api::routes())
        .merge(regelingen::api::routes())
        .merge(organisaties::api::routes())
        .merge(themas::api::routes())
        .merge(schrijven::api::routes())
        .merge(logboek::api::routes())
        .routes(routes!(beschrijving))
}

static OPENAPI: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(|| {
    let mut beschrijving = routes().split_for_parts().1;
    for (pad, plek) in &mut beschrijving.paths.paths {
        let lezen = plek.get.iter_mut().map(|deur| (deur, false));
        let schrijven = [&mut plek.post, &mut plek.put, &mut plek.delete];
        let schrijven = schrijven.into_iter().flatten().map(|deur| (deur, true));
        for (deur, schrijft) in lezen.chain(schrijven) {
            noem_fouten(pad, deur, schrijft);
        }
    }
    noem_token(&mut beschrijving);
    beschrijving
});

/// Says that a token may be sent along, and that reading asks for none.
fn noem_token(beschrijving: &mut utoipa::openapi::OpenApi) {
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("dwv_…")
        .description(Some(
            "Een API-token van uw account. Zonder token leest u alles wat openbaar is; met een \
             token ook wat u zelf mag lezen. Om te schrijven is een token nodig dat dat mag.",
        ))
        .build();
    let onderdelen = beschrijving.components.get_or_insert_default();
    onderdelen.add_security_scheme(TOKEN, SecurityScheme::Http(token));
    let geen: [&str; 0] = [];
    beschrijving.security = Some(vec![
        SecurityRequirement::default(),
        SecurityRequirement::new(TOKEN, geen),
    ]);
}

/// What the description calls a token.
const TOKEN: &str = "bearerAuth";

/// How somebody asks something with a token, on the command line. The token itself is in the
/// environment, so that it stays out of the history of the shell.
pub fn voorbeeld_met_token(basis_url: &str) -> String {
    format!(
        "curl -H \"Authorization: Bearer $DWARSVERBAND_TOKEN\" \\\n  \
         \"{basis_url}/api/v1/zoeken?q=schulden\""
    )
}

/// The description of the API.
pub fn openapi() -> &'static utoipa::openapi::OpenApi {
    &OPENAPI
}

/// The description of the API as it is served at an address by somebody who can be reached.
pub fn openapi_op(basis_url: &str, contact: &Contact) -> utoipa::openapi::OpenApi {
    let mut beschrijving = openapi().clone();
    if let Some(wie) = beschrijving.info.contact.as_mut() {
        zet_contact(wie, basis_url, contact);
    }
    for server in beschrijving.servers.iter_mut().flatten() {
        server.url = format!("{basis_url}{}", server.url);
    }
    beschrijving
}

/// Names who runs the platform, when that was set.
fn zet_contact(wie: &mut utoipa::openapi::Contact, basis_url: &str, contact: &Contact) {
    if !contact.is_ingesteld() {
        return;
    }
    if contact.is_mailadres() {
        wie.email = Some(contact.tekst().to_owned());
        wie.url = Some(basis_url.to_owned());
    } else {
        // A mailbox that nobody reads is worse than none.
        wie.email = None;
        wie.url = Some(contact.uri().to_owned());
    }
}

/// Says which errors an address has, where its door only says that there are: the design rules want
/// to see the 400.
fn noem_fouten(pad: &str, deur: &mut utoipa::openapi::path::Operation, schrijft: bool) {
    let antwoorden = &mut deur.responses.responses;
    let Some(RefOr::T(elke)) = antwoorden.get("4XX").cloned() else {
        return;
    };
    let mut noem = |status: &str, wat: &str| {
        let mut antwoord = elke.clone();
        wat.clone_into(&mut antwoord.description);
        antwoorden.insert(status.to_owned(), RefOr::T(antwoord));
    };
    noem(
        "400",
        "Er klopt iets niet in de vraag; alle fouten staan erin",
    );
    noem("401", "Het token dat is meegestuurd, werkt niet");
    if pad.contains('{') {
        noem("404", "Bestaat niet, of is niet openbaar");
    }
    if schrijft {
        noem("401", "Er is geen token meegestuurd, of het werkt niet");
        noem(
            "403",
            "U mag dit lezen, maar niet doen; er staat wie het wel mag",
        );
        noem(
            "409",
            "De staat laat dit niet toe, of iemand anders was eerst",
        );
        noem("413", "De tekst is te groot");
        noem("415", "Stuur JSON");
    }
}

/// Everything under `/api`.
pub fn router() -> Router<App> {
    let (v1, _) = routes().split_for_parts();
    Router::new()
        .nest("/v1", v1)
        .fallback(error::api_bestaat_niet)
        .method_not_allowed_fallback(error::api_methode)
        .layer(axum::middleware::from_fn(kop))
}

/// Puts the headers on every answer of the API, and checks the form that is asked for.
async fn kop(request: Request, next: Next) -> Response {
    let vooraf = request.method() == Method::OPTIONS;
    let mut antwoord = if vooraf {
        axum::http::StatusCode::NO_CONTENT.into_response()
    } else if accepteert_json(request.headers()) {
        next.run(request).await
    } else {
        error::niet_acceptabel()
    };
    let headers = antwoord.headers_mut();
    zet_koppen(headers);
    if vooraf {
        // Scripts on other sites read what is public; they can't write (`alleen_eigen`).
        let mag = HeaderValue::from_static("GET, HEAD, OPTIONS");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, mag);
    }
    antwoord
}

/// The headers of every answer of the API, also of one that was given before the API was reached.
pub fn zet_koppen(headers: &mut HeaderMap) {
    headers.insert("api-version", HeaderValue::from_static(API_VERSION));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "api-version, link, total-count, current-page, per-page, total-pages",
        ),
    );
}

fn accepteert_json(headers: &HeaderMap) -> bool {
    let Some(accept) = headers.get(header::ACCEPT) else {
        return true;
    };
    let accept = accept.to_str().unwrap_or_default();
    accept.split(',').any(|vorm| {
        let mut delen = vorm.split(';').map(str::trim);
        let soort = delen.next().unwrap_or_default();
        let nul = delen.any(|d| {
            d.strip_prefix("q=")
                .is_some_and(|q| q.parse() == Ok(0.0_f32))
        });
        !nul && matches!(
            soort,
            "*/*" | "application/*" | "application/json" | "application/problem+json"
        )
    })
}

/// Geeft deze beschrijving van de API.
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "beschrijving",
    tag = "api",
    responses((
        status = 200, description = "De beschrijving in OpenAPI 3.1", body = serde_json::Value,
        headers(("API-Version" = String, description = "Versie van de API"),
                ("access-control-allow-origin" = String, description = "Altijd *")),
    ))
)]
async fn beschrijving(State(app): State<App>) -> Response {
    json(&openapi_op(&app.basis_url, &app.contact))
}

/// Refuses parameters where there are none.
///
/// # Errors
/// There are some.
pub fn geen_parameters(paren: &[(String, String)]) -> Result<(), Fouten> {
    let mut fouten = Fouten::new();
    for (naam, _) in paren {
        let melding = "Dit adres kent geen parameters. Haal ze weg.";
        fouten.meld(crate::ids::kort(naam), "onbekende-parameter", melding);
    }
    fouten.of(())
}

/// A value as JSON.
pub fn json(waarde: &impl Serialize) -> Response {
    match serde_json::to_vec(waarde) {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(fout) => {
            tracing::error!(%fout, "an answer could not be written as JSON");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
