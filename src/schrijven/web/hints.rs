//! What the form says about how something is written.

use super::{super::Schrijfbaar, invullen::Ingevuld};
use crate::leesbaarheid::{
    model::{Hint, hints},
    service::woordenlijst,
};

/// Hints shown at one field.
const HOOGSTENS: usize = 5;

/// How one field could be easier to read.
#[derive(Debug)]
pub struct Veldhint {
    /// The field.
    pub veld: String,
    /// What to do, the first few.
    pub meldingen: Vec<String>,
    /// How many more there are.
    pub meer: usize,
}

/// The texts of a form, each with the name of its field.
fn teksten<K: Schrijfbaar>(ingevuld: &Ingevuld) -> impl Iterator<Item = (String, &str)> {
    let vast = [
        ("titel".to_owned(), ingevuld.titel.as_str()),
        ("samenvatting".to_owned(), &ingevuld.samenvatting),
        ("tekst".to_owned(), &ingevuld.tekst),
    ];
    let secties = K::SJABLOON.iter().zip(&ingevuld.secties);
    let secties = secties.map(|(vak, tekst)| (vak.veld(), tekst.as_str()));
    vast.into_iter().chain(secties)
}

/// How the texts of a form could be easier to read.
pub fn van<K: Schrijfbaar>(ingevuld: &Ingevuld) -> Vec<Veldhint> {
    let hint = |(veld, tekst): (String, &str)| {
        let mut meldingen: Vec<String> = Vec::new();
        for Hint { melding, .. } in hints(tekst, woordenlijst()) {
            if !meldingen.contains(&melding) {
                meldingen.push(melding);
            }
        }
        let meer = meldingen.len().saturating_sub(HOOGSTENS);
        meldingen.truncate(HOOGSTENS);
        (!meldingen.is_empty()).then_some(Veldhint {
            veld,
            meldingen,
            meer,
        })
    };
    teksten::<K>(ingevuld).filter_map(hint).collect()
}
