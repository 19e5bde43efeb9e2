//! What happens around every request: its name and context, security headers, the log.

use std::time::Instant;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tracing::Span;

use super::{
    LEZEN,
    afzender::Afzender,
    drempel::Drempel,
    error, koek,
    logregel::{self, Gevraagd},
    render::doorverwijzing,
};
use crate::{
    actor::Actor,
    app::App,
    ctx::{Ctx, Machtiging},
    error::Error,
    feitencheck::service as feitencheck,
    gebruikers::{
        service::{
            sessies::{self, Wie},
            tokens,
        },
        web::drager,
    },
    ids::new_id,
};

/// Nothing from elsewhere, nothing inline (standards: internet.nl, NCSC).
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                   font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                   frame-ancestors 'none'; manifest-src 'self'";

/// Where somebody reads by a toegangslink.
pub(super) const MEELEZEN: &str = "/meelezen";

/// Gives the request its context: who asks, when, and a name for the log. Who asks says the token of
/// a program, or else the login that the browser holds, or on the pages for it a toegangslink; a test
/// may put an [`Actor`] into the request instead. Writes the line of the request when it is answered. Who is refused here, such as a program
/// with a token that does not work, is counted here: the layer that counts comes after it.
pub async fn context(
    State((app, drempel)): State<(App, Drempel)>,
    mut request: Request,
    next: Next,
) -> Response {
    let begin = Instant::now();
    let mut ctx = Ctx {
        actor: Actor::Bezoeker,
        aanmelding: None,
        machtiging: Machtiging::Geen,
        now: app.clock.now(),
        request_id: new_id().simple().to_string(),
        pad: terug_naar(&request, &app.basis_url),
    };
    // An error page names the request, so that its line in the log can be found.
    Span::current().record("id", ctx.request_id.as_str());
    let gevraagd = Gevraagd::van(request.uri().path());
    let afzender = Afzender::van(&request, &app.proxy);
    request.extensions_mut().insert(afzender);
    let mut antwoord = match herken(&app, &mut ctx, &mut request).await {
        Ok(()) => beantwoord(&app, &ctx, request, next).await,
        // Somebody who is logged in is not treated as a visitor because a table can't be read.
        Err(fout) => {
            let is_api = request.uri().path().starts_with("/api/");
            let fout = drempel.tel_onbekende(afzender, &ctx).err().unwrap_or(fout);
            error::als_antwoord(&fout, is_api, &ctx, &app)
        }
    };
    if let Ok(naam) = HeaderValue::from_str(&ctx.request_id) {
        let headers = antwoord.headers_mut();
        headers.insert(HeaderName::from_static("x-request-id"), naam);
    }
    if let Some(error::WeerVanaf(moment)) = antwoord.extensions_mut().remove() {
        let wacht = (moment - ctx.now).num_milliseconds();
        let seconden = u64::try_from(wacht).unwrap_or(0).div_ceil(1_000).max(1);
        let headers = antwoord.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconden));
    }
    logregel::schrijf(
        &gevraagd,
        &ctx,
        afzender,
        antwoord.status(),
        begin.elapsed(),
    );
    antwoord
}

/// Whether a page is for who holds a toegangslink.
fn is_meelezen(pad: &str) -> bool {
    let rest = pad.strip_prefix(MEELEZEN);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Finds out who asks.
async fn herken(app: &App, ctx: &mut Ctx, request: &mut Request) -> Result<(), Error> {
    let is_api = request.uri().path().starts_with("/api/");
    if let Some(actor) = request.extensions_mut().remove::<Actor>() {
        ctx.actor = actor;
    } else if let Some(token) = drager::lees(request.headers(), is_api) {
        // Whoever comes with a token is nobody else: the cookie is not looked at.
        (ctx.actor, ctx.machtiging) = met_token(app, token, is_api).await?;
    } else if is_meelezen(request.uri().path()) {
        // Whoever reads by a toegangslink is nobody else there, and nobody at all anywhere else.
        if let Some(sessie) = koek::lees_linkkoek(app, request.headers())
            && let Some(actor) = feitencheck::wie(&app.db, ctx.now, &sessie).await?
        {
            ctx.actor = actor;
        }
    } else if let Some(code) = koek::lees(app, request.headers())
        // Files of the product are the same for everyone, and a page asks for several.
        && !request.uri().path().starts_with("/static/")
    {
        match sessies::wie(&app.db, &app.clock, &code).await? {
            Wie::Ingelogd(wie) => {
                let (actor, aanmelding) = *wie;
                ctx.actor = actor;
                ctx.aanmelding = Some(aanmelding);
            }
            Wie::Halverwege(halverwege) => {
                request.extensions_mut().insert(halverwege);
            }
            Wie::Niemand => {}
        }
    }
    Ok(())
}

/// Answers a request whose context is known, in the form that its asker reads.
async fn beantwoord(app: &App, ctx: &Ctx, mut request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    request.extensions_mut().insert(ctx.clone());
    let mut antwoord = next.run(request).await;
    // A panic or a body that is too large was answered before any handler could choose a form.
    match antwoord.extensions_mut().remove::<error::Vormloos>() {
        Some(error::Vormloos::Inloggen) if !is_api => langs("/inloggen", &ctx.pad),
        Some(error::Vormloos::Bevestigen) if !is_api => langs("/account/bevestigen", &ctx.pad),
        Some(fout) => error::in_vorm(fout, is_api, ctx, app),
        None => antwoord,
    }
}

/// Who comes with a token. It is for programs: pages are for people, who log in.
async fn met_token(app: &App, token: &str, is_api: bool) -> Result<(Actor, Machtiging), Error> {
    if is_api {
        tokens::wie(&app.db, &app.clock, token).await
    } else {
        Err(Error::MagNiet(
            "Een API-token werkt alleen op adressen die met /api/ beginnen. Laat de header \
             Authorization weg."
                .into(),
        ))
    }
}

/// Where somebody comes back to: the page that they asked, or the one with the form that they sent.
fn terug_naar(request: &Request, basis_url: &str) -> String {
    if LEZEN.contains(request.method()) {
        let pad = request.uri().path_and_query();
        return pad.map_or_else(String::new, ToString::to_string);
    }
    let van = request.headers().get(header::REFERER);
    let pad = van.and_then(|van| van.to_str().ok()?.strip_prefix(basis_url));
    let pad = pad.filter(|pad| pad.starts_with('/')).unwrap_or("/");
    pad.to_owned()
}

/// Sends somebody to a page that asks who they are, and back to where they were.
fn langs(pagina: &str, naar: &str) -> Response {
    let naar: String = form_urlencoded::byte_serialize(naar.as_bytes()).collect();
    doorverwijzing(&format!("{pagina}?naar={naar}"))
}

/// Refuses what a page of another site makes a browser send (ASVS 5.0, 3.5): browsers say where a
/// request comes from, and no page can make them say something else. Who says nothing of the kind
/// is no browser, and holds no login of anybody.
pub async fn alleen_eigen(State(app): State<App>, request: Request, next: Next) -> Response {
    let leest = LEZEN.contains(request.method()) || request.method() == Method::OPTIONS;
    if leest || is_eigen(request.headers(), &app.basis_url) {
        return next.run(request).await;
    }
    let is_api = request.uri().path().starts_with("/api/");
    match request.extensions().get::<Ctx>() {
        Some(ctx) => error::als_antwoord(&Error::VanElders, is_api, ctx, &app),
        None => StatusCode::FORBIDDEN.into_response(),
    }
}

fn is_eigen(headers: &HeaderMap, basis_url: &str) -> bool {
    let tekst = |naam: &str| headers.get(naam).map(|w| w.to_str().unwrap_or_default());
    match (tekst("sec-fetch-site"), tekst("origin")) {
        (Some(van), _) => matches!(van, "same-origin" | "none"),
        (None, Some(van)) => van == basis_url,
        (None, None) => true,
    }
}

/// Sets the security headers on every answer.
pub async fn beveiliging(request: Request, next: Next) -> Response {
    let mut antwoord = next.run(request).await;
    let headers = antwoord.headers_mut();
    // A file that somebody added has a stricter one.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        zet(headers, header::CONTENT_SECURITY_POLICY, CSP);
    }
    zet(
        headers,
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=31536000; includeSubDomains",
    );
    zet(headers, header::X_FRAME_OPTIONS, "DENY");
    zet(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    zet(headers, header::REFERRER_POLICY, "same-origin");
    if !headers.contains_key(header::CACHE_CONTROL) {
        zet(headers, header::CACHE_CONTROL, "no-store");
    }
    antwoord
}

fn zet(headers: &mut HeaderMap, naam: HeaderName, waarde: &'static str) {
    headers.insert(naam, HeaderValue::from_static(waarde));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_make_a_browser_send_something() {
        let basis_url = "https://dwarsverband.example";
        for (site, origin, eigen) in [
            (Some("same-origin"), Some(basis_url), true),
            (Some("none"), None, true),
            (
                Some("same-site"),
                Some("https://ander.dwarsverband.example"),
                false,
            ),
            (Some("cross-site"), Some("https://elders.example"), false),
            (Some("cross-site"), None, false),
            // The first header decides, because a page elsewhere can't have it say anything else.
            (Some("cross-site"), Some(basis_url), false),
            (None, Some(basis_url), true),
            (None, Some("https://elders.example"), false),
            (None, Some("null"), false),
            (None, None, true),
        ] {
            let mut headers = HeaderMap::new();
            let zet =
                |headers: &mut HeaderMap, naam: &'static str, waarde: Option<&'static str>| {
                    if let Some(waarde) = waarde {
                        headers.insert(naam, HeaderValue::from_static(waarde));
                    }
                };
            zet(&mut headers, "sec-fetch-site", site);
            zet(&mut headers, "origin", origin);
            assert_eq!(is_eigen(&headers, basis_url), eigen, "{site:?} {origin:?}");
        }
    }
}
