//! Answers in CSV, written while they are read: a long one never stands in memory.

use axum::{
    BoxError,
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream::{self, StreamExt as _};

use crate::{csvrij, error::Result};

/// Some rows, and where to go on.
pub type Deel<P> = Option<(Vec<Vec<String>>, P)>;

/// A file to keep. `volgende` gives the next rows from a place on, and none when there are no more.
/// One that fails half-way breaks the answer off, so that nobody takes it for the whole.
pub fn antwoord<P, F>(
    naam: &str,
    kop: &[&str],
    begin: P,
    volgende: impl Fn(P) -> F + Send + 'static,
) -> Response
where
    P: Send + 'static,
    F: Future<Output = Result<Deel<P>>> + Send + 'static,
{
    let kop: Vec<String> = kop.iter().map(|kolom| (*kolom).to_owned()).collect();
    let kop = stream::once(async move { tekst(vec![kop]) });
    let rest = stream::try_unfold(begin, move |plaats| {
        let deel = volgende(plaats);
        async move {
            match deel.await {
                Ok(Some((rijen, verder))) => Ok(Some((tekst(rijen)?, verder))),
                Ok(None) => Ok(None),
                Err(fout) => {
                    tracing::error!(fout = ?fout, "an export in CSV breaks off");
                    Err(BoxError::from(fout))
                }
            }
        }
    });
    bestand(naam, Body::from_stream(kop.chain(rest)))
}

fn tekst(rijen: Vec<Vec<String>>) -> Result<String, BoxError> {
    Ok(csvrij::rijen(rijen)?)
}

/// A short table as a file with this name.
///
/// # Errors
/// There is no memory for it.
pub fn tabel(
    naam: &str,
    kop: &[&str],
    rijen: impl IntoIterator<Item = Vec<String>>,
) -> Result<Response> {
    let kop = kop.iter().map(|kolom| (*kolom).to_owned()).collect();
    let alle = csvrij::rijen(std::iter::once(kop).chain(rijen));
    Ok(bestand(naam, alle.map_err(anyhow::Error::from)?))
}

/// A table that was written already, as a file with this name.
pub fn bestand(naam: &str, inhoud: impl Into<Body>) -> Response {
    let mut antwoord = inhoud.into().into_response();
    let headers = antwoord.headers_mut();
    let soort = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, soort);
    if let Ok(bijlage) = HeaderValue::from_str(&format!("attachment; filename=\"{naam}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, bijlage);
    }
    antwoord
}
