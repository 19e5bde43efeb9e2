//! Burgerservicenummers: eight or nine digits that pass the elfproef.

use std::ops::Range;

use super::lezer::is_spatie;

/// How people group the digits. A group of four with one of five, or two of four, is more often a
/// year with a number (`2016 12345`) than a burgerservicenummer.
const GROEPEN: [&[usize]; 14] = [
    &[9],
    &[8],
    &[3, 3, 3],
    &[4, 2, 3],
    &[4, 3, 2],
    &[2, 2, 2, 3],
    &[2, 3, 2, 2],
    &[3, 2, 2, 2],
    &[3, 2, 4],
    &[2, 3, 3],
    &[3, 3, 2],
    &[2, 2, 2, 2],
    &[1; 9],
    &[1; 8],
];

pub(super) fn vind(tekst: &str) -> Vec<Range<usize>> {
    let reeksen = reeksen(tekst);
    let mut vondsten = Vec::new();
    let mut i = 0;
    while i < reeksen.len() {
        let gevonden = GROEPEN
            .iter()
            .find_map(|groepen| Some((vanaf(tekst, &reeksen, i, groepen)?, groepen.len())));
        match gevonden {
            Some((plek, lengte)) => {
                vondsten.push(plek);
                i += lengte;
            }
            None => i += 1,
        }
    }
    vondsten
}

/// Where digits stand side by side.
fn reeksen(tekst: &str) -> Vec<Range<usize>> {
    let mut reeksen: Vec<Range<usize>> = Vec::new();
    for (plek, teken) in tekst.char_indices().filter(|(_, t)| t.is_ascii_digit()) {
        let einde = plek + teken.len_utf8();
        match reeksen.last_mut() {
            Some(laatste) if laatste.end == plek => laatste.end = einde,
            _ => reeksen.push(plek..einde),
        }
    }
    reeksen
}

fn vanaf(
    tekst: &str,
    reeksen: &[Range<usize>],
    i: usize,
    groepen: &[usize],
) -> Option<Range<usize>> {
    let delen = reeksen.get(i..i + groepen.len())?;
    if !delen
        .iter()
        .map(ExactSizeIterator::len)
        .eq(groepen.iter().copied())
    {
        return None;
    }
    let teken = match delen {
        [eerste, tweede, ..] => Some(verbinding(tekst, eerste, tweede)?),
        _ => None,
    };
    let een_teken = delen
        .windows(2)
        .all(|paar| verbinding(tekst, &paar[0], &paar[1]) == teken);
    let cijfers: String = delen.iter().map(|deel| &tekst[deel.clone()]).collect();
    if !een_teken || !elfproef(&cijfers) {
        return None;
    }
    let plek = delen.first()?.start..delen.last()?.end;
    // A longer chain of the same make is something else: an amount, a version, a list.
    let vast = |a: Option<&Range<usize>>, b: Option<&Range<usize>>| {
        let (Some(a), Some(b), Some(teken)) = (a, b, teken) else {
            return false;
        };
        let los = is_spatie(teken) && groepen[0] > 1;
        !los && verbinding(tekst, a, b) == Some(teken)
    };
    let ervoor = i.checked_sub(1).and_then(|j| reeksen.get(j));
    let erna = reeksen.get(i + groepen.len());
    if vast(ervoor, delen.first()) || vast(delen.last(), erna) {
        return None;
    }
    let (voor, na) = (&tekst[..plek.start], &tekst[plek.end..]);
    let rond = teken == Some('.') && cijfers.ends_with("000");
    let staat_los = (!voor.ends_with(char::is_alphanumeric) || met_naam(voor))
        && !na.starts_with(char::is_alphanumeric);
    (staat_los && !rond && !is_bedrag(voor, na)).then_some(plek)
}

/// The one character between two groups, when it can join them.
fn verbinding(tekst: &str, a: &Range<usize>, b: &Range<usize>) -> Option<char> {
    let mut tussen = tekst.get(a.end..b.start)?.chars();
    let teken = tussen.next()?;
    let verbindt = is_spatie(teken) || matches!(teken, '.' | '-');
    (verbindt && tussen.next().is_none()).then_some(teken)
}

/// The weighted sum is a multiple of eleven; eight digits have lost a zero in front.
fn elfproef(cijfers: &str) -> bool {
    let som: i32 = cijfers
        .bytes()
        .rev()
        .zip([-1, 2, 3, 4, 5, 6, 7, 8, 9])
        .map(|(cijfer, gewicht)| i32::from(cijfer - b'0') * gewicht)
        .sum();
    som % 11 == 0 && cijfers.bytes().any(|c| c != b'0')
}

/// `BSN999990019`: the name of the number may stand against it.
fn met_naam(voor: &str) -> bool {
    eindigt_op(voor, "bsn")
}

fn is_bedrag(voor: &str, na: &str) -> bool {
    let (voor, na) = (voor.trim_end(), na.trim_start());
    let munt = ["€", "eur", "euro"];
    munt.iter().any(|m| eindigt_op(voor, m))
        || munt.iter().any(|m| begint_met(na, m))
        || begint_met(na, ",-")
        || na
            .strip_prefix(',')
            .is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
}

fn eindigt_op(tekst: &str, woord: &str) -> bool {
    let begin = tekst.len().checked_sub(woord.len());
    let einde = begin.and_then(|begin| tekst.get(begin..));
    einde.is_some_and(|einde| einde.eq_ignore_ascii_case(woord))
}

fn begint_met(tekst: &str, woord: &str) -> bool {
    let begin = tekst.get(..woord.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(woord))
}
