//! What differs between two texts, word by word, and between two states of a stuk, field by field.
//! Pure.

mod velden;

use similar::{Algorithm, ChangeTag, TextDiff};

pub use self::velden::{Veld, Veldverschil, veldverschillen};

/// Up to how many bytes, both texts together, the way of comparing is the one that reads best. Its
/// work may grow with the square of the length.
const MAX_MOOI: usize = 40_000;

/// Up to how many bytes, both texts together, words are compared; above it whole lines. Far more
/// than the fields of a stuk hold.
const MAX_WOORDELIJK: usize = 1_000_000;

/// How many characters of an equal passage stay on either side of a change, in [`ingekort`].
const OMHEEN: usize = 90;

/// What stands for the words that [`ingekort`] left out. The brackets tell it from an ellipsis of the
/// writer.
pub const WEGGELATEN: &str = "[…]";

/// What happened to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wat {
    /// It stands in both texts.
    Gelijk,
    /// It stands in the old text only.
    Weg,
    /// It stands in the new text only.
    Erbij,
}

/// A piece of one of the texts or of both, white space and markup included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stukje {
    /// What happened to it.
    pub wat: Wat,
    /// The text; never empty.
    pub tekst: String,
}

impl Stukje {
    /// Whether it was taken out.
    pub fn is_weg(&self) -> bool {
        self.wat == Wat::Weg
    }

    /// Whether it was put in.
    pub fn is_erbij(&self) -> bool {
        self.wat == Wat::Erbij
    }
}

/// Compares two texts word by word. `Gelijk` and `Weg` together are the old text, `Gelijk` and
/// `Erbij` the new one. Neighbours differ in kind, and what went stands before what came in its
/// place.
pub fn verschil(oud: &str, nieuw: &str) -> Vec<Stukje> {
    let lengte = oud.len().saturating_add(nieuw.len());
    // Histogram holds on to rare words, so that a rewritten sentence does not fall apart around
    // every "de" and "het". Myers, as it is here, stops looking for better when it takes long.
    let mut instelling = TextDiff::configure();
    instelling.algorithm(if lengte <= MAX_MOOI {
        Algorithm::Histogram
    } else {
        Algorithm::Myers
    });
    let vergelijking = if lengte <= MAX_WOORDELIJK {
        instelling.diff_unicode_words(oud, nieuw)
    } else {
        instelling.diff_lines(oud, nieuw)
    };
    let mut schrijver = Schrijver::default();
    for woord in vergelijking.iter_all_changes() {
        match woord.tag() {
            ChangeTag::Equal => schrijver.gelijk.push_str(woord.value()),
            ChangeTag::Delete => schrijver.wijziging().0.push_str(woord.value()),
            ChangeTag::Insert => schrijver.wijziging().1.push_str(woord.value()),
        }
    }
    schrijver.af()
}

/// Joins the words of a comparison to pieces that read well.
#[derive(Debug, Default)]
struct Schrijver {
    stukjes: Vec<Stukje>,
    /// What went and what came since the last equal words.
    weg: String,
    erbij: String,
    /// Equal words behind those, of which it is not certain yet whether they stay.
    gelijk: String,
}

impl Schrijver {
    /// Where to write the words of a change. Words replaced one by one read as one replacement: a
    /// space between two of them is no reason to begin anew.
    fn wijziging(&mut self) -> (&mut String, &mut String) {
        if !self.gelijk.is_empty() {
            let vervangt = heeft_woord(&self.weg) && heeft_woord(&self.erbij);
            let tussenin = !heeft_woord(&self.gelijk) && !self.gelijk.contains('\n');
            if vervangt && tussenin {
                self.weg.push_str(&self.gelijk);
                self.erbij.push_str(&self.gelijk);
                self.gelijk.clear();
            } else {
                self.leg_weg();
            }
        }
        (&mut self.weg, &mut self.erbij)
    }

    /// Writes down what was held.
    fn leg_weg(&mut self) {
        let stukjes = [
            (Wat::Weg, std::mem::take(&mut self.weg)),
            (Wat::Erbij, std::mem::take(&mut self.erbij)),
            (Wat::Gelijk, std::mem::take(&mut self.gelijk)),
        ];
        for (wat, tekst) in stukjes {
            if !tekst.is_empty() {
                self.stukjes.push(Stukje { wat, tekst });
            }
        }
    }

    fn af(mut self) -> Vec<Stukje> {
        self.leg_weg();
        self.stukjes
    }
}

fn heeft_woord(tekst: &str) -> bool {
    tekst.chars().any(char::is_alphanumeric)
}

/// The same comparison with long equal passages reduced to the words beside a change;
/// [`WEGGELATEN`] stands for the others. Nothing that changed is left out.
pub fn ingekort(stukjes: &[Stukje]) -> Vec<Stukje> {
    let laatste = stukjes.len().saturating_sub(1);
    let kort_in = |(plek, stukje): (usize, &Stukje)| {
        let mut stukje = stukje.clone();
        if stukje.wat == Wat::Gelijk {
            // Nothing changed at all: then the beginning tells which text it is.
            let enige = laatste == 0;
            stukje.tekst = passage(&stukje.tekst, plek > 0 || enige, plek < laatste);
        }
        stukje
    };
    stukjes.iter().enumerate().map(kort_in).collect()
}

/// A passage with the words left out that are far from the sides that matter.
fn passage(tekst: &str, begin: bool, einde: bool) -> String {
    let kop = if begin { eerste_woorden(tekst) } else { "" };
    let staart = if einde { laatste_woorden(tekst) } else { "" };
    // To leave out a few words costs more than to read them.
    if kop.len() + staart.len() + 3 * WEGGELATEN.len() >= tekst.len() {
        return tekst.to_owned();
    }
    [kop, WEGGELATEN, staart]
        .into_iter()
        .filter(|deel| !deel.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first words, as many as fit; part of a word when it does not end.
fn eerste_woorden(tekst: &str) -> &str {
    let Some((einde, _)) = tekst.char_indices().nth(OMHEEN) else {
        return tekst;
    };
    let kop = &tekst[..einde];
    let spatie = kop.rfind(char::is_whitespace).filter(|plek| *plek > 0);
    spatie.map_or(kop, |plek| kop[..plek].trim_end())
}

/// The last words, as many as fit; part of a word when it does not end.
fn laatste_woorden(tekst: &str) -> &str {
    let Some((begin, _)) = tekst.char_indices().rev().nth(OMHEEN - 1) else {
        return tekst;
    };
    let staart = &tekst[begin..];
    let spatie = staart.find(char::is_whitespace);
    let woorden = spatie.map_or("", |plek| staart[plek..].trim_start());
    if woorden.is_empty() { staart } else { woorden }
}

#[cfg(test)]
mod tests;
