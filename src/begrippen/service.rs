//! The list that the product ships with.

use std::sync::LazyLock;

use super::model::{Uitleg, Woordenboek};
use crate::content::{BEGRIPPEN, tabel};

static WOORDENBOEK: LazyLock<Woordenboek> = LazyLock::new(|| {
    Woordenboek::nieuw(tabel(BEGRIPPEN).unwrap_or_else(|fout| {
        // A test reads the table; a page without explanations is better than no page.
        tracing::error!(%fout, "our own list of begrippen can't be read");
        Vec::new()
    }))
});

/// All begrippen.
pub fn woordenboek() -> &'static Woordenboek {
    &WOORDENBOEK
}

/// What explains the begrippen of one page.
pub fn uitleg() -> Uitleg<'static> {
    Uitleg::nieuw(woordenboek())
}
