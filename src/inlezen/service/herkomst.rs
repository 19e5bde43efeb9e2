//! Where a record came from, and whether where it points has changed.

use super::super::model::{Record, Verwijzing};
use crate::hash::hash_tekst;

/// Where a record came from, for the geschiedenis: its source. The name of a file tells a reader
/// nothing, and may tell too much.
pub(super) fn herkomst(record: &Record) -> String {
    let bron = record.basis.bron.as_ref().map(|b| b.naam.as_str());
    let anders = if record.ingebouwd {
        "teksten van de redactie"
    } else {
        "een bestand zonder bron"
    };
    format!("ingelezen uit {}", bron.unwrap_or(anders))
}

/// Empty when there is nothing to link, so that such a record is done when it is in.
pub(super) fn hash_verwijzingen(verwijzingen: &[Verwijzing]) -> String {
    use std::fmt::Write as _;
    if verwijzingen.is_empty() {
        return String::new();
    }
    let mut tekst = String::new();
    for v in verwijzingen {
        let _ = writeln!(
            tekst,
            "{}\t{:?}\t{}\t{}",
            v.verband, v.soort, v.naar, v.plaats
        );
    }
    hash_tekst(&tekst)
}
