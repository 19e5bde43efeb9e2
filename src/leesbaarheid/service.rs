//! The words that the product ships with.

use std::sync::OnceLock;

use anyhow::Context as _;

use super::model::Woordenlijst;
use crate::{
    begrippen,
    content::{MOEILIJKE_WOORDEN, tabel},
    error::Result,
};

static WOORDENLIJST: OnceLock<Woordenlijst> = OnceLock::new();

/// Reads the words, once.
///
/// # Errors
/// One of the tables is not in order.
pub fn lees() -> Result<&'static Woordenlijst> {
    if let Some(lijst) = WOORDENLIJST.get() {
        return Ok(lijst);
    }
    let moeilijk = tabel(MOEILIJKE_WOORDEN).context(MOEILIJKE_WOORDEN)?;
    let begrippen = begrippen::service::lees()?.clone();
    Ok(WOORDENLIJST.get_or_init(|| Woordenlijst::nieuw(moeilijk, begrippen)))
}

/// All words. Who starts the service has read them already.
pub fn woordenlijst() -> &'static Woordenlijst {
    lees().unwrap_or_else(|fout| {
        tracing::error!(%fout, "our own list of difficult words can't be read");
        WOORDENLIJST.get_or_init(Woordenlijst::default)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{begrippen::service::woordenboek, leesbaarheid::model::MoeilijkWoord};

    #[test]
    fn the_list_is_in_order() {
        let rijen: Vec<MoeilijkWoord> = tabel(MOEILIJKE_WOORDEN).unwrap();
        assert!(rijen.len() >= 80, "{} words", rijen.len());
        let mut gezien = BTreeSet::new();
        for rij in &rijen {
            assert!(!rij.liever.trim().is_empty(), "{}", rij.woord);
            for vorm in rij.alle_vormen() {
                assert_eq!(vorm, vorm.to_lowercase(), "lower case");
                assert!(gezien.insert(vorm.to_owned()), "{vorm} is there twice");
                assert!(
                    woordenboek().begrippen().iter().all(|b| b.begrip != vorm),
                    "{vorm} is explained as a begrip already"
                );
            }
        }
        // What is advised is not advised against in another row.
        for rij in &rijen {
            for liever in rij.liever.split([',', ' ']) {
                assert!(!gezien.contains(liever), "{}: {liever}", rij.woord);
            }
        }
    }

    #[test]
    fn every_form_of_every_word_is_found() {
        let rijen: Vec<MoeilijkWoord> = tabel(MOEILIJKE_WOORDEN).unwrap();
        for rij in &rijen {
            for vorm in rij.alle_vormen() {
                let tekst = format!("Dit staat er: {vorm} hier.");
                let gevonden = crate::leesbaarheid::model::hints(&tekst, lees().unwrap());
                let melding = format!("Schrijf liever: {}.", rij.liever);
                assert!(
                    gevonden.iter().any(|h| h.melding.ends_with(&melding)),
                    "{vorm}: {gevonden:?}"
                );
            }
        }
    }
}
