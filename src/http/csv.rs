//! Tables for spreadsheets, as a file to keep.

use std::borrow::Cow;

use anyhow::Context as _;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use crate::error::Result;

/// What makes a spreadsheet run a cell instead of showing it.
const FORMULE: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that every spreadsheet shows as it is.
pub fn cel(tekst: &str) -> Cow<'_, str> {
    if tekst.starts_with(FORMULE) {
        Cow::Owned(format!("'{tekst}"))
    } else {
        Cow::Borrowed(tekst)
    }
}

/// A table as a file with this name. No cell of it is run.
///
/// # Errors
/// There is no memory for it.
pub fn tabel(
    naam: &str,
    kop: &[&str],
    rijen: impl IntoIterator<Item = Vec<String>>,
) -> Result<Response> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(kop).context("write a table")?;
    for rij in rijen {
        let cellen = rij.iter().map(|tekst| cel(tekst).into_owned());
        csv.write_record(cellen).context("write a table")?;
    }
    let bytes = csv.into_inner().map_err(csv::IntoInnerError::into_error);
    Ok(bestand(naam, bytes.context("write a table")?))
}

/// A table that was written already, as a file with this name.
pub fn bestand(naam: &str, inhoud: impl Into<Vec<u8>>) -> Response {
    let koppen = [(header::CONTENT_TYPE, "text/csv; charset=utf-8")];
    let mut antwoord = (koppen, inhoud.into()).into_response();
    if let Ok(plaatsing) = HeaderValue::from_str(&format!("attachment; filename=\"{naam}\"")) {
        let koppen = antwoord.headers_mut();
        koppen.insert(header::CONTENT_DISPOSITION, plaatsing);
    }
    antwoord
}

#[cfg(test)]
mod tests {
    use super::cel;

    #[test]
    fn no_cell_is_run() {
        for (tekst, getoond) in [
            ("=1+1", "'=1+1"),
            ("+31", "'+31"),
            ("-jeugd", "'-jeugd"),
            ("@naam", "'@naam"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("hulp = goed", "hulp = goed"),
            ("", ""),
        ] {
            assert_eq!(cel(tekst), getoond, "{tekst:?}");
        }
    }
}
