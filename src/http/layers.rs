//! What happens around every request: its name and context, security headers, the log.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use tracing::Span;

use super::{LEZEN, error};
use crate::{actor::Actor, app::App, ctx::Ctx, ids::new_id};

/// Nothing from elsewhere, nothing inline (standards: internet.nl, NCSC).
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                   font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                   frame-ancestors 'none'; manifest-src 'self'";

/// Gives the request its context: who asks, when, and a name for the log. The session of a later
/// door puts an [`Actor`] into the request; without one it is a visitor.
pub async fn context(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let actor = request
        .extensions_mut()
        .remove::<Actor>()
        .unwrap_or(Actor::Bezoeker);
    let request_id = new_id().simple().to_string();
    let ctx = Ctx {
        actor,
        now: app.clock.now(),
        request_id,
    };
    // An error page names the request, so that its line in the log can be found.
    Span::current().record("id", ctx.request_id.as_str());
    request.extensions_mut().insert(ctx.clone());
    let is_api = request.uri().path().starts_with("/api/");
    let gewijzigd = !LEZEN.contains(request.method());
    let mut antwoord = next.run(request).await;
    // A panic or a body that is too large was answered before any handler could choose a form.
    if let Some(fout) = antwoord.extensions_mut().remove::<error::Vormloos>() {
        antwoord = error::in_vorm(fout, is_api, &ctx, &app);
    } else if gewijzigd && antwoord.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        antwoord = error::in_vorm(error::Vormloos::TeGroot, is_api, &ctx, &app);
    }
    if let Ok(naam) = HeaderValue::from_str(&ctx.request_id) {
        antwoord
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), naam);
    }
    antwoord
}

/// Sets the security headers on every answer.
pub async fn beveiliging(request: Request, next: Next) -> Response {
    let mut antwoord = next.run(request).await;
    let headers = antwoord.headers_mut();
    zet(headers, header::CONTENT_SECURITY_POLICY, CSP);
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

/// The span of a request: method and path, never the query, which may hold what people type.
pub fn span(request: &axum::http::Request<Body>) -> Span {
    tracing::info_span!(
        "request",
        method = %request.method(),
        path = %request.uri().path(),
        id = tracing::field::Empty,
    )
}
