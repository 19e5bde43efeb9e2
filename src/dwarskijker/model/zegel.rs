//! The hash that proves that an established bevinding is still what was established.

use serde::Serialize;

use super::{Aanbeveling, Bevinding, Reactie, Wederhoor};
use crate::{hash::hash_tekst, stukken::model::Basis};

/// What the hash is of: the words of the bevinding and of every reply, and nothing that may change later.
#[derive(Debug, Serialize)]
pub struct Zegelbaar<'a> {
    titel: &'a str,
    samenvatting: &'a str,
    tekst: &'a str,
    secties: Vec<[&'a str; 2]>,
    aanbevelingen: Vec<[String; 2]>,
    reacties: Vec<[String; 3]>,
}

impl<'a> Zegelbaar<'a> {
    /// Of a bevinding with the replies of its last round, in the order in which they were asked.
    pub fn van(basis: &'a Basis, bevinding: &'a Bevinding, wederhoor: &'a [Wederhoor]) -> Self {
        let aanbeveling = |a: &Aanbeveling| [a.aan.to_string(), a.tekst.clone()];
        let reactie = |w: &Wederhoor| {
            let tekst = w.reactie.as_ref().map(|r: &Reactie| r.tekst.clone());
            [
                w.organisatie.to_string(),
                w.uiterlijk.to_string(),
                // No reply is something else than an empty one.
                tekst.unwrap_or_else(|| "geen reactie".into()),
            ]
        };
        let sectie = |s: &'a crate::stukken::model::Sectie| [s.naam.as_str(), s.tekst.as_str()];
        Self {
            titel: &basis.titel,
            samenvatting: &basis.samenvatting,
            tekst: &bevinding.tekst,
            secties: bevinding.secties.iter().map(sectie).collect(),
            aanbevelingen: bevinding.aanbevelingen.iter().map(aanbeveling).collect(),
            reacties: wederhoor.iter().map(reactie).collect(),
        }
    }
}

/// The SHA-256 of a bevinding and its replies as JSON, in hexadecimal.
///
/// # Errors
/// Never with these fields; JSON could not be written.
pub fn zegel(van: &Zegelbaar<'_>) -> Result<String, serde_json::Error> {
    serde_json::to_string(van).map(|json| hash_tekst(&json))
}
