//! The list that the product ships with.

use std::sync::OnceLock;

use anyhow::Context as _;

use super::model::{Uitleg, Woordenboek};
use crate::{
    content::{BEGRIPPEN, tabel},
    error::Result,
};

static WOORDENBOEK: OnceLock<Woordenboek> = OnceLock::new();

/// Reads the list, once.
///
/// # Errors
/// The table is not in order.
pub fn lees() -> Result<&'static Woordenboek> {
    if let Some(boek) = WOORDENBOEK.get() {
        return Ok(boek);
    }
    let begrippen = tabel(BEGRIPPEN).context(BEGRIPPEN)?;
    Ok(WOORDENBOEK.get_or_init(|| Woordenboek::nieuw(begrippen)))
}

/// All begrippen. Who starts the service has read them already.
pub fn woordenboek() -> &'static Woordenboek {
    lees().unwrap_or_else(|fout| {
        tracing::error!(%fout, "our own list of begrippen can't be read");
        WOORDENBOEK.get_or_init(Woordenboek::default)
    })
}

/// What explains the begrippen of one page.
pub fn uitleg() -> Uitleg<'static> {
    Uitleg::nieuw(woordenboek())
}
