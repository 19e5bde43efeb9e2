//! Addresses that programs know by convention: `robots.txt`, `security.txt` (RFC 9116), our public
//! keys (RFC 7517), the description of our search for browsers (`OpenSearch`) and the icon.

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use chrono::{Duration, NaiveTime, SecondsFormat};

use super::{
    assets,
    extract::ReqCtx,
    render::{doorverwijzing, omleiding},
};
use crate::{app::App, markdown::SafeHtml};

/// Where security.txt stands.
const SECURITY: &str = "/.well-known/security.txt";

/// How long what security.txt says may be relied on. The RFC advises less than a year.
const GELDIG: Duration = Duration::days(180);

pub fn routes() -> Router<App> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route(SECURITY, get(security))
        .route("/security.txt", get(async || omleiding(SECURITY)))
        .route("/.well-known/jwks.json", get(jwks))
        .route("/opensearch.xml", get(opensearch))
        .route("/favicon.ico", get(favicon))
}

fn tekst(soort: &'static str, inhoud: String) -> Response {
    ([(header::CONTENT_TYPE, soort)], inhoud).into_response()
}

/// Everything may be visited except search results: filters combine without end, and every stuk
/// is in the sitemap.
async fn robots(State(app): State<App>) -> Response {
    let inhoud = format!(
        "# Alles op deze site is openbaar. Zoekresultaten slaat u beter over: filters geven eindeloos\n\
         # veel combinaties, en elk stuk staat in de sitemap.\n\
         User-agent: *\n\
         Disallow: /zoeken?\n\
         \n\
         Sitemap: {}/sitemap.xml\n",
        app.basis_url
    );
    tekst("text/plain; charset=utf-8", inhoud)
}

/// Where to report a vulnerability. The end of its validity moves along, day by day: as long as
/// somebody runs this, it holds.
async fn security(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Response {
    let verloopt = ctx.now.date_naive().and_time(NaiveTime::MIN).and_utc() + GELDIG;
    let verloopt = verloopt.to_rfc3339_opts(SecondsFormat::Secs, true);
    let (contact, basis) = (app.contact.uri(), &app.basis_url);
    let waarschuwing = if app.contact.is_ingesteld() {
        ""
    } else {
        "# Dit adres is een voorbeeld: wie deze site draait, heeft nog geen adres ingesteld.\r\n"
    };
    let inhoud = format!(
        "{waarschuwing}\
         Contact: {contact}\r\n\
         Expires: {verloopt}\r\n\
         Canonical: {basis}{SECURITY}\r\n\
         Preferred-Languages: nl, en\r\n\
         Policy: {basis}/kwetsbaarheid-melden\r\n"
    );
    tekst("text/plain; charset=utf-8", inhoud)
}

/// The keys by which an organisation where people log in knows that it is us who ask.
async fn jwks(State(app): State<App>) -> Response {
    let soort = [
        (header::CONTENT_TYPE, "application/jwk-set+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (soort, app.aanbieders.sleutels().to_string()).into_response()
}

/// Lets a browser offer our search in its address bar.
async fn opensearch(State(app): State<App>) -> Response {
    let basis = SafeHtml::tekst(&app.basis_url);
    let icoon = assets::url("favicon.svg");
    let inhoud = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>Dwarsverband</ShortName>\n\
         <Description>Zoek praktijken, regelingen en publicaties over het sociaal domein</Description>\n\
         <Language>nl</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Image type=\"image/svg+xml\">{basis}{icoon}</Image>\n\
         <Url type=\"text/html\" template=\"{basis}/zoeken?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{basis}/opensearch.xml\"/>\n\
         </OpenSearchDescription>\n"
    );
    tekst(
        "application/opensearchdescription+xml; charset=utf-8",
        inhoud,
    )
}

/// Pages name the icon; programs that don't read pages ask for it here.
async fn favicon() -> Response {
    doorverwijzing(&assets::url("favicon.svg"))
}
