//! Mail addresses.

use std::ops::Range;

use super::lezer::Lezer;

pub(super) fn vind(tekst: &str) -> Vec<Range<usize>> {
    let apenstaarten = tekst.match_indices('@');
    let vondsten = apenstaarten.filter_map(|(plek, _)| {
        let naam = naam_voor(&tekst[..plek])?;
        Some(plek - naam..einde_van_domein(tekst, plek + 1)?)
    });
    vondsten.collect()
}

/// How long the name is that ends here.
fn naam_voor(voor: &str) -> Option<usize> {
    let hoort_erbij = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let begin = voor.rfind(|c| !hoort_erbij(c)).map_or(0, |plek| {
        plek + voor[plek..].chars().next().map_or(1, char::len_utf8)
    });
    let naam = voor[begin..].trim_start_matches(|c: char| !c.is_alphanumeric());
    naam.ends_with(|c: char| c != '.').then_some(naam.len())
}

/// Where the domain ends that begins here: names with points between them, and the last one is not
/// a number.
fn einde_van_domein(tekst: &str, begin: usize) -> Option<usize> {
    let mut lezer = Lezer::op(tekst, begin);
    let domein = lezer.reeks(1..=253, |c| c.is_alphanumeric() || matches!(c, '.' | '-'))?;
    let domein = domein.trim_end_matches(['.', '-']);
    let (voor, laatste) = domein.rsplit_once('.')?;
    let is_domein = voor.split('.').all(|deel| !deel.is_empty())
        && laatste.chars().count() >= 2
        && laatste.starts_with(char::is_alphabetic);
    is_domein.then_some(begin + domein.len())
}
