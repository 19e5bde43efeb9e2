//! What counts as personal data, and where it stands in a text. Pure.

mod adres;
mod bsn;
mod iban;
mod lezer;
mod mail;
mod telefoon;
#[cfg(test)]
mod tests;
mod velden;

use std::{collections::BTreeMap, ops::Range};

use crate::waarden::waarden;

pub use velden::{AKKOORD, CODE, VINKJE, Veld, keur};

waarden! {
    /// A kind of personal data.
    Soort {
        Bsn = "bsn", "Burgerservicenummer";
        Mail = "mail", "E-mailadres";
        Telefoon = "telefoon", "Telefoonnummer";
        Iban = "iban", "Rekeningnummer";
        Adres = "adres", "Postcode met huisnummer";
    }
}

/// Personal data in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vondst {
    /// What it is.
    pub soort: Soort,
    /// Where it stands, in bytes of the text.
    pub plek: Range<usize>,
}

/// Answers the places of one kind in a text.
type Zoeker = fn(&str) -> Vec<Range<usize>>;

/// The kinds from the most to the least certain: a number inside a find is no find of its own.
const ZOEKERS: [(Soort, Zoeker); 5] = [
    (Soort::Iban, iban::vind),
    (Soort::Mail, mail::vind),
    (Soort::Telefoon, telefoon::vind),
    (Soort::Bsn, bsn::vind),
    (Soort::Adres, adres::vind),
];

/// The personal data in a text, from the beginning to the end; no two share a character.
pub fn vind(tekst: &str) -> Vec<Vondst> {
    let mut vondsten: BTreeMap<usize, Vondst> = BTreeMap::new();
    for (soort, zoek) in ZOEKERS {
        for plek in zoek(tekst) {
            // Of finds that share nothing, only the last that begins before its end can reach in.
            let ervoor = vondsten.range(..plek.end).next_back();
            if ervoor.is_none_or(|(_, v)| v.plek.end <= plek.start) {
                vondsten.insert(plek.start, Vondst { soort, plek });
            }
        }
    }
    vondsten.into_values().collect()
}

/// Whether a text has personal data.
pub fn heeft(tekst: &str) -> bool {
    ZOEKERS.iter().any(|(_, zoek)| !zoek(tekst).is_empty())
}
