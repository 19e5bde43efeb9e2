//! Account numbers: a country, two check digits, and what the country puts behind them.

use std::ops::{Range, RangeInclusive};

use iban::{BaseIban, Iban};

use super::lezer::{Lezer, is_spatie, zoek};

/// The shortest and the longest of the register.
const LENGTE: RangeInclusive<usize> = 15..=34;

pub(super) fn vind(tekst: &str) -> Vec<Range<usize>> {
    zoek(
        tekst,
        |c| c.is_ascii_alphabetic(),
        |plek| vanaf(Lezer::op(tekst, plek)),
    )
}

/// The words behind the number could belong to it, so every end of a word is tried.
fn vanaf(mut lezer: Lezer<'_>) -> Option<usize> {
    let mut nummer = lezer
        .reeks(2..=34, |c| c.is_ascii_alphanumeric())?
        .to_ascii_uppercase();
    let mut aaneen = true;
    let mut gevonden = None;
    loop {
        let kop = nummer.as_bytes();
        let is_kop = |i: usize, soort: fn(&u8) -> bool| kop.get(i).is_none_or(soort);
        if ![0, 1].iter().all(|i| is_kop(*i, u8::is_ascii_uppercase))
            || ![2, 3].iter().all(|i| is_kop(*i, u8::is_ascii_digit))
        {
            return None;
        }
        if LENGTE.contains(&nummer.len()) && lezer.is_einde() && klopt(&nummer, aaneen) {
            gevonden = Some(lezer.plek());
        }
        let mut verder = lezer;
        verder.reeks(1..=1, |c| is_spatie(c) || matches!(c, '.' | '-'));
        let deel = verder.reeks(1..=34, |c| c.is_ascii_alphanumeric());
        match deel {
            Some(deel) if nummer.len() + deel.len() <= *LENGTE.end() => {
                nummer.push_str(&deel.to_ascii_uppercase());
                aaneen = false;
                lezer = verder;
            }
            _ => return gevonden,
        }
    }
}

/// A number in one piece may come from a country that the register does not have yet.
fn klopt(nummer: &str, aaneen: bool) -> bool {
    nummer.parse::<Iban>().is_ok() || (aaneen && nummer.parse::<BaseIban>().is_ok())
}
