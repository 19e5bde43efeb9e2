//! The sections of a kind that is written in a fixed template.

use super::beeld::{self, Alinea};
use crate::{begrippen::model::Uitleg, stukken::model::Sectie};

/// What stands where a source is silent, and where there is no source.
const NIET_BESCHREVEN: &str = "Niet beschreven in de bron.";
const NOG_NIET_BESCHREVEN: &str = "Nog niet beschreven.";

/// The given sections of a stuk: one that nothing is said in, says so.
pub fn alineas(
    secties: &[Sectie],
    namen: &[&str],
    met_bron: bool,
    uitleg: &mut Uitleg<'_>,
) -> Vec<Alinea> {
    let leeg = if met_bron {
        NIET_BESCHREVEN
    } else {
        NOG_NIET_BESCHREVEN
    };
    let van_sjabloon = namen.iter().map(|naam| Sectie {
        naam: (*naam).to_owned(),
        tekst: tekst(secties, naam).unwrap_or(leeg).to_owned(),
    });
    beeld::alineas(&van_sjabloon.collect::<Vec<_>>(), uitleg)
}

fn tekst<'a>(secties: &'a [Sectie], naam: &str) -> Option<&'a str> {
    let gevonden = secties.iter().find(|s| s.naam == naam)?;
    Some(gevonden.tekst.as_str()).filter(|t| !t.is_empty())
}
