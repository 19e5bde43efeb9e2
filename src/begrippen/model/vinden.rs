//! Where begrippen stand in a text: whole words, the longest one first, none inside another.

use std::ops::Range;

use super::{Begrip, Woordenboek};

impl Woordenboek {
    /// Every place where a begrip stands in a text, in bytes, from the beginning to the end; none
    /// inside another.
    pub fn plekken(&self, tekst: &str) -> Vec<(Range<usize>, &Begrip)> {
        let gevonden = self.vind(tekst).into_iter();
        gevonden
            .map(|(plek, n)| (plek, &self.begrippen[n]))
            .collect()
    }

    /// The begrippen in a text, in the order in which they stand there, with their number.
    pub(super) fn vind(&self, tekst: &str) -> Vec<(Range<usize>, usize)> {
        let mut gevonden = Vec::new();
        let mut vrij_vanaf = 0;
        for (plek, _) in tekst.char_indices() {
            if plek < vrij_vanaf || !is_grens_voor(tekst, plek) {
                continue;
            }
            let hier = self.langste_eerst.iter().find_map(|n| {
                let lengte = lengte_van(&self.begrippen[*n].begrip, &tekst[plek..])?;
                Some((plek..plek + lengte, *n))
            });
            if let Some((bereik, n)) = hier {
                vrij_vanaf = bereik.end;
                gevonden.push((bereik, n));
            }
        }
        gevonden
    }
}

/// How much of the text, from its beginning, is this begrip as a whole word. A plain word is also
/// found with a capital and in a simple plural.
fn lengte_van(begrip: &str, tekst: &str) -> Option<usize> {
    let zoals_geschreven = begrip.chars().any(char::is_uppercase);
    let lengte = gelijk(begrip, tekst, zoals_geschreven)?;
    if is_grens_na(tekst, lengte) {
        return Some(lengte);
    }
    if zoals_geschreven {
        return None;
    }
    meervoud(begrip).iter().find_map(|uitgang| {
        let met = lengte + uitgang.len();
        let past = tekst[lengte..].starts_with(*uitgang) && is_grens_na(tekst, met);
        past.then_some(met)
    })
}

/// What makes a plural of a word, without changing the word itself.
fn meervoud(begrip: &str) -> &'static [&'static str] {
    if begrip.ends_with('e') {
        &["s", "n"]
    } else {
        &["s", "en"]
    }
}

/// How much of the text is equal to the begrip. White space is equal whatever and how much it is.
fn gelijk(begrip: &str, tekst: &str, zoals_geschreven: bool) -> Option<usize> {
    let mut rest = tekst;
    for letter in begrip.chars() {
        if letter.is_whitespace() {
            let zonder = rest.trim_start();
            if zonder.len() == rest.len() {
                return None;
            }
            rest = zonder;
            continue;
        }
        let hier = rest.chars().next()?;
        let zelfde = hier == letter
            || (is_apostrof(hier) && is_apostrof(letter))
            || (!zoals_geschreven && hier.to_lowercase().eq(letter.to_lowercase()));
        if !zelfde {
            return None;
        }
        rest = &rest[hier.len_utf8()..];
    }
    Some(tekst.len() - rest.len())
}

const fn is_apostrof(teken: char) -> bool {
    matches!(teken, '\'' | '’')
}

/// Whether a word can begin here. Not within a word or an address such as `www.vng.nl`.
fn is_grens_voor(tekst: &str, plek: usize) -> bool {
    let mut terug = tekst[..plek].chars().rev();
    match terug.next() {
        Some('.') => !terug.next().is_some_and(char::is_alphanumeric),
        Some('@' | '_') => false,
        Some(teken) => !teken.is_alphanumeric(),
        None => true,
    }
}

/// Whether a word can end here.
fn is_grens_na(tekst: &str, plek: usize) -> bool {
    let mut verder = tekst[plek..].chars();
    match verder.next() {
        Some('.') => !verder.next().is_some_and(char::is_alphanumeric),
        Some('@' | '_') => false,
        Some(teken) => !teken.is_alphanumeric(),
        None => true,
    }
}
