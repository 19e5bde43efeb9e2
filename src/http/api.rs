//! The JSON API: what all its doors share, and its description in OpenAPI.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema, openapi::RefOr};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::error;
use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    organisaties, praktijken, publicaties, regelingen,
    stukken::{
        model::{Bron, Buur, Kop, Leefdomein, Sectie, Soort, Stuk},
        service::{self as stukken, Volgorde},
    },
    themas, zoeken,
    zoeken::model::{
        Treffer, controleer_diepte, lees_bladzijde, meld_herhaald, onbekende_parameter,
    },
};

/// The version of the API, in every answer.
pub const API_VERSION: &str = "1.0.0";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Dwarsverband",
        description = "De API van het kennis- en leerplatform van het programma sociaal domein. \
                       U leest er alles wat openbaar is, met dezelfde rechten als op de pagina's.",
        version = "1.0.0",
        contact(
            name = "Redactie Dwarsverband",
            email = "redactie@dwarsverband.example",
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
        .merge(publicaties::api::routes())
        .merge(regelingen::api::routes())
        .merge(organisaties::api::routes())
        .merge(themas::api::routes())
        .routes(routes!(beschrijving))
}

/// The description of the API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut beschrijving = routes().split_for_parts().1;
    for (pad, plek) in &mut beschrijving.paths.paths {
        if let Some(get) = &mut plek.get {
            noem_fouten(pad, get);
        }
    }
    beschrijving
}

/// The description of the API as it is served at an address.
pub fn openapi_op(basis_url: &str) -> utoipa::openapi::OpenApi {
    let mut beschrijving = openapi();
    for server in beschrijving.servers.iter_mut().flatten() {
        server.url = format!("{basis_url}{}", server.url);
    }
    beschrijving
}

/// Says which errors an address has, where its door only says that there are: the design rules want
/// to see the 400.
fn noem_fouten(pad: &str, get: &mut utoipa::openapi::path::Operation) {
    let antwoorden = &mut get.responses.responses;
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
    if pad.contains('{') {
        noem("404", "Bestaat niet, of is niet openbaar");
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
    json(&openapi_op(&app.basis_url))
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

/// Een stuk zoals het in een lijst staat.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resultaat {
    /// Vast nummer binnen dit platform.
    pub id: String,
    /// De naam waarmee mensen het stuk aanhalen. Niet elke soort heeft er een.
    pub kenmerk: Option<String>,
    /// Het nummer dat het stuk had waar het vandaan komt.
    pub extern_id: Option<String>,
    /// De soort.
    pub soort: String,
    /// De titel.
    pub titel: String,
    /// Een of twee zinnen.
    pub samenvatting: String,
    /// De plek waar de woorden staan: HTML met alleen `<mark>`.
    pub fragment: String,
    /// Het adres van de pagina.
    pub url: String,
    /// Hoe goed het past; alleen te vergelijken binnen één antwoord.
    pub score: f32,
    /// De slugs van de thema's.
    pub themas: Vec<String>,
    /// De codes van de gemeenten.
    pub gemeenten: Vec<String>,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
}

/// A moment as the API writes it: UTC, with `Z`.
pub fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Resultaat {
    /// A hit under the address of this site.
    pub fn van(treffer: Treffer, basis_url: &str) -> Self {
        let Treffer {
            kop,
            fragment,
            score,
            themas,
            gemeenten,
            feiten: _,
        } = treffer;
        Self {
            url: format!("{basis_url}{}", kop.pad()),
            id: kop.id.to_string(),
            kenmerk: kop.kenmerk.map(|k| k.to_string()),
            extern_id: kop.extern_id,
            soort: kop.soort.to_string(),
            titel: kop.titel,
            samenvatting: kop.samenvatting,
            fragment: fragment.to_string(),
            score,
            themas: themas.into_iter().map(|t| t.slug.to_string()).collect(),
            gemeenten: gemeenten
                .into_iter()
                .filter_map(|g| g.officieel_id)
                .collect(),
            gewijzigd_op: moment(kop.gewijzigd_op),
        }
    }
}

/// Een bladzijde van een lijst.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LijstAntwoord {
    /// Hoeveel er zijn.
    pub totaal: u64,
    /// De bladzijde, vanaf 1.
    pub pagina: u64,
    /// Hoeveel er op een bladzijde staan.
    pub per_pagina: u64,
    /// Bij een lijst altijd leeg.
    pub bedoelde: Option<String>,
    /// De stukken op deze bladzijde.
    pub resultaten: Vec<Resultaat>,
}

/// The headers by which a client can page (standards 1b).
pub fn bladerkoppen(pad: &str, (pagina, per_pagina, totaal): (u64, u64, u64)) -> HeaderMap {
    let bladzijden = totaal.div_ceil(per_pagina).max(1);
    let mut headers = HeaderMap::new();
    for (naam, waarde) in [
        ("total-count", totaal),
        ("current-page", pagina),
        ("per-page", per_pagina),
        ("total-pages", bladzijden),
    ] {
        headers.insert(naam, HeaderValue::from(waarde));
    }
    let teken = if pad.contains('?') { '&' } else { '?' };
    let link = |n: u64, rel: &str| {
        format!("<{pad}{teken}pagina={n}&perPagina={per_pagina}>; rel=\"{rel}\"")
    };
    let mut links = vec![link(1, "first"), link(bladzijden, "last")];
    if pagina > 1 {
        links.push(link((pagina - 1).min(bladzijden), "prev"));
    }
    if pagina < bladzijden {
        links.push(link(pagina + 1, "next"));
    }
    if let Ok(links) = HeaderValue::from_str(&links.join(", ")) {
        headers.insert(header::LINK, links);
    }
    headers
}

/// Answers a list of one kind.
///
/// # Errors
/// A parameter is wrong, or the database fails.
pub async fn lijst(
    app: &App,
    ctx: &Ctx,
    soort: Soort,
    paren: &[(String, String)],
) -> Result<Response> {
    let (volgorde, pagina, per_pagina) = lees_lijstvraag(paren)?;
    let bereik = ((pagina - 1) * per_pagina, per_pagina);
    let lijst = stukken::lijst(ctx, app.db.read(), soort, volgorde, bereik).await?;
    let ids: Vec<_> = lijst.koppen.iter().map(|k| k.id).collect();
    let mut kaarten = zoeken::service::kaarten(ctx, &app.db, lijst.koppen).await?;
    let treffers = ids.iter().filter_map(|id| kaarten.remove(id));
    let antwoord = LijstAntwoord {
        totaal: lijst.totaal,
        pagina,
        per_pagina,
        bedoelde: None,
        resultaten: treffers
            .map(|t| Resultaat::van(t, &app.basis_url))
            .collect(),
    };
    let sorteer = match volgorde {
        None => "",
        Some(Volgorde::Naam) => "?sorteer=naam",
        Some(Volgorde::Nieuwste) => "?sorteer=nieuwste",
    };
    let pad = format!("{}/api/v1/{}{sorteer}", app.basis_url, soort.meervoud());
    let koppen = bladerkoppen(&pad, (pagina, per_pagina, lijst.totaal));
    Ok((koppen, json(&antwoord)).into_response())
}

/// `sorteer`, `pagina` and `perPagina` of a list.
fn lees_lijstvraag(paren: &[(String, String)]) -> Result<(Option<Volgorde>, u64, u64), Fouten> {
    let (mut volgorde, mut pagina, mut per_pagina) = (None, 1, 20);
    let mut fouten = Fouten::new();
    meld_herhaald(&mut fouten, paren);
    for (naam, waarde) in paren {
        match (naam.as_str(), waarde.as_str()) {
            ("sorteer", "naam") => volgorde = Some(Volgorde::Naam),
            ("sorteer", "nieuwste") => volgorde = Some(Volgorde::Nieuwste),
            ("sorteer", _) => fouten.meld("sorteer", "onbekende-waarde", "Kies naam of nieuwste."),
            _ => {
                let bladeren = (&mut pagina, &mut per_pagina);
                if !lees_bladzijde(&mut fouten, naam, waarde, bladeren) {
                    onbekende_parameter(&mut fouten, naam, &["sorteer", "pagina", "perPagina"]);
                }
            }
        }
    }
    controleer_diepte(&mut fouten, pagina, per_pagina);
    fouten.of((volgorde, pagina, per_pagina))
}

/// De bron waaruit een stuk is verteld.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Bron)]
pub struct BronAntwoord {
    /// De naam van het document.
    pub naam: String,
    /// Waar het te lezen is.
    pub url: Option<String>,
    /// De plaats in het document.
    pub plaats: Option<String>,
}

/// Een stuk aan de andere kant van een verband.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Verband)]
pub struct VerbandAntwoord {
    /// Hoe de twee samenhangen.
    pub soort: String,
    /// `uit`: dit stuk wijst; `in`: naar dit stuk wordt gewezen.
    pub richting: String,
    /// De plaats in het doel, zoals een artikel.
    pub plaats: Option<String>,
    /// De soort van het andere stuk.
    pub naar_soort: String,
    /// De titel van het andere stuk.
    pub titel: String,
    /// Het adres van het andere stuk.
    pub url: String,
}

/// Een kop met de tekst eronder (Markdown).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sectie)]
pub struct SectieAntwoord {
    /// De kop.
    pub naam: String,
    /// De tekst, in Markdown.
    pub tekst: String,
}

impl SectieAntwoord {
    /// The sections of a stuk.
    pub fn alle(secties: Vec<Sectie>) -> Vec<Self> {
        secties
            .into_iter()
            .map(|Sectie { naam, tekst }| Self { naam, tekst })
            .collect()
    }
}

/// Wat elk stuk heeft, van welke soort ook.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StukAntwoord {
    /// Vast nummer binnen dit platform.
    pub id: String,
    /// De naam waarmee mensen het stuk aanhalen.
    pub kenmerk: Option<String>,
    /// Het nummer dat het stuk had waar het vandaan komt.
    pub extern_id: Option<String>,
    /// Het nummer in een officieel register.
    pub officieel_id: Option<String>,
    /// De soort.
    pub soort: String,
    /// Het laatste deel van het adres.
    pub slug: String,
    /// De titel.
    pub titel: String,
    /// Een of twee zinnen.
    pub samenvatting: String,
    /// De staat waarin het stuk is.
    pub status: String,
    /// Telt de wijzigingen.
    pub versie: i64,
    /// De dag die het stuk beschrijft, of waarop het is gemaakt.
    #[schema(format = Date, value_type = Option<String>)]
    pub datum: Option<NaiveDate>,
    /// De bron waaruit het stuk is verteld.
    pub bron: Option<BronAntwoord>,
    /// Leefdomeinen.
    pub leefdomeinen: Vec<String>,
    /// Doelgroepen.
    pub doelgroepen: Vec<String>,
    /// Waar het stuk mee samenhangt.
    pub verbanden: Vec<VerbandAntwoord>,
    /// Het adres van de pagina.
    pub url: String,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
}

impl StukAntwoord {
    /// The common part of a stuk under the address of this site; the rest is its kind's.
    pub fn van<T>(stuk: Stuk<T>, basis_url: &str) -> (Self, T) {
        let Stuk {
            kop,
            inhoud,
            leefdomeinen,
            doelgroepen,
            buren,
            tijdlijn: _,
        } = stuk;
        let url = format!("{basis_url}{}", kop.pad());
        let Kop {
            id,
            soort,
            kenmerk,
            slug,
            titel,
            samenvatting,
            status,
            versie,
            datum,
            officieel_id,
            extern_id,
            bron,
            aangemaakt_op: _,
            gewijzigd_op,
            gepubliceerd_op: _,
        } = kop;
        let bron = bron.map(|Bron { naam, url, plaats }| BronAntwoord { naam, url, plaats });
        let antwoord = Self {
            id: id.to_string(),
            kenmerk: kenmerk.map(|k| k.to_string()),
            extern_id,
            officieel_id,
            soort: soort.to_string(),
            slug: slug.to_string(),
            titel,
            samenvatting,
            status,
            versie,
            datum,
            bron,
            leefdomeinen: leefdomeinen.iter().map(Leefdomein::to_string).collect(),
            doelgroepen,
            verbanden: buren.into_iter().map(|b| verband(b, basis_url)).collect(),
            url,
            gewijzigd_op: moment(gewijzigd_op),
        };
        (antwoord, inhoud)
    }
}

fn verband(buur: Buur, basis_url: &str) -> VerbandAntwoord {
    let Buur {
        verband,
        richting,
        plaats,
        kop,
    } = buur;
    let richting = match richting {
        crate::stukken::model::Richting::Uit => "uit",
        crate::stukken::model::Richting::In => "in",
    };
    VerbandAntwoord {
        soort: verband.to_string(),
        richting: richting.to_owned(),
        plaats: (!plaats.is_empty()).then_some(plaats),
        naar_soort: kop.soort.to_string(),
        url: format!("{basis_url}{}", kop.pad()),
        titel: kop.titel,
    }
}
