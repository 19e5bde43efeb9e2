//! A postcode with its house number: one front door. A postcode alone is a street or two.

use std::ops::Range;

use super::lezer::{Lezer, is_jaar, is_spatie, zoek};

/// Words of two letters that stand between numbers in plain text: `2015 en 2016`, `2014 nr 280`.
const WOORDJES: [&str; 22] = [
    "af", "al", "bw", "de", "en", "er", "ik", "in", "is", "je", "na", "nr", "of", "om", "op", "te",
    "tm", "we", "zo", "ze", "ca", "vs",
];
/// Letters that no postcode has.
const GEEN_POSTCODE: [&str; 3] = ["sa", "sd", "ss"];
/// What comes before a number that belongs to a text and not to a house.
const VINDPLAATSEN: [&str; 13] = [
    "art",
    "artikel",
    "artikelen",
    "bijlage",
    "hoofdstuk",
    "jaar",
    "kamerstuk",
    "kamerstukken",
    "lid",
    "paragraaf",
    "staatsblad",
    "stb",
    "wmo",
];

pub(super) fn vind(tekst: &str) -> Vec<Range<usize>> {
    let mut vondsten = zoek(
        tekst,
        |c| matches!(c, '1'..='9'),
        |plek| nummer_achter(Lezer::op(tekst, plek)),
    );
    vondsten.extend(zoek(tekst, char::is_alphabetic, |plek| {
        nummer_voor(Lezer::op(tekst, plek))
    }));
    vondsten
}

/// `1234 AB 12a`, `1234ab, nr. 12`.
fn nummer_achter(mut lezer: Lezer<'_>) -> Option<usize> {
    let cijfers = postcode(&mut lezer)?;
    lezer.reeks(1..=2, |c| is_spatie(c) || matches!(c, ',' | '-'));
    for woord in ["huisnummer", "nummer", "huisnr", "nr"] {
        if lezer.letterlijk(woord) {
            lezer.letterlijk(".");
            break;
        }
    }
    lezer.reeks(1..=2, |c| is_spatie(c) || c == ':');
    let nummer = huisnummer(&mut lezer)?;
    let jaren = is_jaar(cijfers) && is_jaar(nummer);
    (!jaren && lezer.is_einde()).then_some(lezer.plek())
}

/// `Dorpsstraat 12a, 1234 AB`.
fn nummer_voor(mut lezer: Lezer<'_>) -> Option<usize> {
    let straat = lezer.reeks(3..=60, |c| {
        c.is_alphabetic() || matches!(c, '.' | '\'' | '-')
    })?;
    let straat = straat.trim_end_matches('.').to_lowercase();
    lezer.reeks(1..=2, is_spatie)?;
    let nummer = huisnummer(&mut lezer)?;
    lezer.reeks(1..=3, |c| is_spatie(c) || c == ',')?;
    postcode(&mut lezer)?;
    let huis = !is_jaar(nummer) && !VINDPLAATSEN.contains(&straat.as_str());
    (huis && lezer.is_einde()).then_some(lezer.plek())
}

/// Takes a postcode; answers its digits.
fn postcode<'t>(lezer: &mut Lezer<'t>) -> Option<&'t str> {
    let cijfers = lezer.cijfers(4..=4).filter(|c| !c.starts_with('0'))?;
    let los = lezer.reeks(1..=1, is_spatie).is_some();
    let letters = lezer.reeks(2..=2, |c| c.is_ascii_alphabetic())?;
    let klein = letters.to_ascii_lowercase();
    let woordje = los && letters == klein && WOORDJES.contains(&letters);
    let hoofdstuk = los && is_jaar(cijfers) && letters.chars().all(|c| "IVX".contains(c));
    (!woordje && !hoofdstuk && !GEEN_POSTCODE.contains(&klein.as_str())).then_some(cijfers)
}

/// Takes a house number with what is written against it; answers its digits.
fn huisnummer<'t>(lezer: &mut Lezer<'t>) -> Option<&'t str> {
    let cijfers = lezer.cijfers(1..=5).filter(|c| !c.starts_with('0'))?;
    let mut verder = *lezer;
    if verder.reeks(1..=3, |c| c.is_ascii_alphabetic()).is_some() && verder.is_einde() {
        *lezer = verder;
    }
    let mut verder = *lezer;
    let toevoeging =
        verder.letterlijk("-") && verder.reeks(1..=4, |c| c.is_ascii_alphanumeric()).is_some();
    if toevoeging && verder.is_einde() {
        *lezer = verder;
    }
    Some(cijfers)
}
