//! How much of a request is read. Who sends more is told what is too large, how much may be sent and what to
//! do about it, however it was found out: by what the request says of itself, or while it comes in.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures_util::StreamExt as _;
use tokio::time::timeout;
use tower_http::limit::RequestBodyLimitLayer;

use super::error::Vormloos;
use crate::taal;

/// What is too large is read until this many times what may be, so that its sender gets the answer; a browser
/// that is cut off while it sends shows only that the line broke.
pub const UITLEZEN: usize = 4;
/// How long that may take.
const GEDULD: Duration = Duration::from_secs(10);

/// What is larger than is read, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeGroot {
    /// What it is, as a sentence begins: `Het formulier`.
    pub wat: String,
    /// How much of it is read, in the round number of bytes that people are told.
    pub hoogstens: u64,
    /// What to do, as a sentence.
    pub raad: &'static str,
}

impl TeGroot {
    /// Of what is called so.
    pub fn nieuw(wat: impl Into<String>, hoogstens: u64, raad: &'static str) -> Self {
        Self {
            wat: wat.into(),
            hoogstens,
            raad,
        }
    }

    /// What is too large, how much may be, and what to do.
    pub fn tekst(&self) -> String {
        let hoogstens = taal::omvang(self.hoogstens);
        format!(
            "{} is te groot. Stuur hoogstens {hoogstens}. {}",
            self.wat, self.raad
        )
    }

    /// The answer; the layer of the context gives it its form.
    pub fn antwoord(self) -> Response {
        let mut antwoord = StatusCode::PAYLOAD_TOO_LARGE.into_response();
        antwoord.extensions_mut().insert(Vormloos::TeGroot(self));
        antwoord
    }
}

/// How much of a request some routes read.
#[derive(Debug, Clone)]
pub struct Grens {
    /// What their handlers get at most, in bytes.
    pub bytes: usize,
    /// Until which size a larger one is read and thrown away, in bytes.
    pub uitlezen: usize,
    /// What is said of a larger one.
    pub te_groot: TeGroot,
}

impl Grens {
    /// Of routes that read so many bytes.
    pub const fn nieuw(bytes: usize, te_groot: TeGroot) -> Self {
        Self {
            bytes,
            uitlezen: bytes.saturating_mul(UITLEZEN),
            te_groot,
        }
    }

    /// Routes that read no more than this.
    pub fn om<S: Clone + Send + Sync + 'static>(self, routes: Router<S>) -> Router<S> {
        routes
            .layer(RequestBodyLimitLayer::new(self.bytes))
            .layer(axum::middleware::from_fn_with_state(self, bewaak))
    }
}

/// Answers who says that more comes than is read, and gives words to whoever else found out.
async fn bewaak(State(grens): State<Grens>, request: Request, next: Next) -> Response {
    let lengte = request.headers().get(header::CONTENT_LENGTH);
    let lengte = lengte.and_then(|lengte| lengte.to_str().ok()?.parse::<u64>().ok());
    if let Some(lengte) = lengte.filter(|lengte| *lengte > grens.bytes as u64) {
        if lengte <= grens.uitlezen as u64 {
            lees_uit(request.into_body(), grens.uitlezen).await;
        }
        return grens.te_groot.antwoord();
    }
    let antwoord = next.run(request).await;
    let is_gezegd = antwoord.extensions().get::<Vormloos>().is_some();
    if antwoord.status() == StatusCode::PAYLOAD_TOO_LARGE && !is_gezegd {
        return grens.te_groot.antwoord();
    }
    antwoord
}

/// Reads a body to its end and keeps nothing of it. What goes wrong goes wrong for who sends it.
async fn lees_uit(body: Body, hoogstens: usize) {
    let lezen = async {
        let mut gelezen = 0;
        let mut stukjes = body.into_data_stream();
        while let Some(Ok(stukje)) = stukjes.next().await {
            gelezen += stukje.len();
            if gelezen > hoogstens {
                break;
            }
        }
    };
    if timeout(GEDULD, lezen).await.is_err() {
        tracing::debug!("what was too large came in too slowly to be read");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use axum::{body::Bytes, extract::rejection::BytesRejection};
    use futures_util::stream;
    use tower::ServiceExt as _;

    use super::*;

    async fn lees(heel: Result<Bytes, BytesRejection>) -> StatusCode {
        heel.map_or_else(|fout| fout.status(), |_| StatusCode::OK)
    }

    /// Sends so many bytes, ten at a time; answers what came back, and how much was read.
    async fn stuur(aantal: usize, zegt_lengte: bool) -> (u16, Option<String>, usize) {
        let grens = Grens::nieuw(100, TeGroot::nieuw("Het formulier", 100, "Kort het in."));
        let routes: Router = grens.om(Router::new().fallback(lees));
        let gelezen = Arc::new(AtomicUsize::new(0));
        let teller = Arc::clone(&gelezen);
        let stukjes = stream::iter(0..aantal / 10).map(move |_| {
            teller.fetch_add(10, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from_static(b"0123456789"))
        });
        let mut verzoek = Request::post("/");
        if zegt_lengte {
            verzoek = verzoek.header(header::CONTENT_LENGTH, aantal);
        }
        let verzoek = verzoek.body(Body::from_stream(stukjes)).expect("a request");
        let antwoord = routes.oneshot(verzoek).await.expect("an answer");
        let woorden = match antwoord.extensions().get() {
            Some(Vormloos::TeGroot(te_groot)) => Some(te_groot.tekst()),
            _ => None,
        };
        let gelezen = gelezen.load(Ordering::Relaxed);
        (antwoord.status().as_u16(), woorden, gelezen)
    }

    #[tokio::test]
    async fn whoever_finds_out_there_is_one_answer() {
        for zegt_lengte in [true, false] {
            let (status, woorden, _) = stuur(100, zegt_lengte).await;
            assert_eq!((status, woorden), (200, None));
            let (status, woorden, _) = stuur(110, zegt_lengte).await;
            assert_eq!(status, 413);
            let woorden = woorden.expect("words");
            for deel in [
                "Het formulier is te groot.",
                "hoogstens 100",
                "Kort het in.",
            ] {
                assert!(woorden.contains(deel), "{woorden}");
            }
        }
    }

    #[tokio::test]
    async fn what_is_a_little_too_large_is_read_to_its_end() {
        for (aantal, gelezen) in [(400, 400), (410, 0), (10_000, 0)] {
            assert_eq!(stuur(aantal, true).await.2, gelezen, "{aantal}");
        }
    }
}
