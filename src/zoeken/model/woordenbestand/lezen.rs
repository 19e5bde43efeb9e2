//! Reading the file, with all its faults at once.

use csv::{ReaderBuilder, StringRecord};

use super::{
    Regelfout,
    rijen::{Lezing, fout_op},
};
use crate::zoeken::model::woorden::Woordenlijst;

/// Reads a list, as we write it or as a Dutch spreadsheet does, with semicolons.
///
/// # Errors
/// Every fault, in the order of the lines.
pub fn lees(bytes: &[u8]) -> Result<Woordenlijst, Vec<Regelfout>> {
    let tekst = std::str::from_utf8(bytes).map_err(|fout| {
        let goed = &bytes[..fout.valid_up_to()];
        let regel = goed.split(|b| *b == b'\n').count();
        let melding =
            "Deze regel heeft letters in een andere codering. Bewaar het bestand als UTF-8.";
        vec![fout_op(regel as u64, "bestand", melding)]
    })?;
    let tekst = tekst.strip_prefix('\u{feff}').unwrap_or(tekst);
    let kop = tekst.lines().next().unwrap_or_default();
    let scheiding = if kop.contains(';') && !kop.contains(',') {
        b';'
    } else {
        b','
    };
    let mut csv = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(scheiding)
        .from_reader(tekst.as_bytes());
    let mut rijen = csv.records();
    let kop = rijen
        .next()
        .transpose()
        .map_err(|fout| vec![onleesbaar(&fout)])?;
    let mut lezing = Lezing::met_kop(&kop.unwrap_or_default())?;
    for rij in rijen {
        match rij {
            Ok(rij) => lezing.rij(regel_van(&rij, tekst), &rij),
            Err(fout) => lezing.meld(onleesbaar(&fout)),
        }
    }
    lezing.uitkomst()
}

/// The line of a row. The reader counts empty lines before a row as a part of it.
fn regel_van(rij: &StringRecord, tekst: &str) -> u64 {
    let Some(plek) = rij.position() else { return 1 };
    let begin = usize::try_from(plek.byte()).unwrap_or(usize::MAX);
    let vanaf = tekst.get(begin..).unwrap_or_default();
    let leeg = vanaf.bytes().take_while(|b| matches!(b, b'\n' | b'\r'));
    plek.line() + leeg.filter(|b| *b == b'\n').count() as u64
}

fn onleesbaar(fout: &csv::Error) -> Regelfout {
    let regel = fout.position().map_or(1, csv::Position::line);
    let melding = "Deze regel is geen geldige CSV. Bewaar het bestand opnieuw als CSV.";
    fout_op(regel, "regel", melding)
}
