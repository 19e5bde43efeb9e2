//! How texts are read for their fragments, remembered from query to query.
//!
//! What stands between two spaces reads the same in every text and for every query: which words it
//! has, the stem of each and the parts of each. Words are numbers here, so that a query only has to
//! say which numbers it looks for.

use rustc_hash::FxHashMap;

use super::Analysers;
use crate::analysis::{fold, is_stopword, stemmed_term, tokenize};

/// Above this many remembered pieces of text the memory starts afresh.
const REMEMBERED: usize = 50_000;

/// The number of a word: of a form, a stem or a part, which are the same when they are spelled so.
pub(crate) type Number = u32;

/// A word as it stands in a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Where it starts in the piece, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    pub form: Number,
    /// None for a stop word.
    pub stem: Option<Number>,
    /// The stems of its parts when it is a compound.
    pub parts: Box<[Number]>,
}

/// The memory.
#[derive(Default)]
pub(crate) struct Readings {
    numbers: FxHashMap<String, Number>,
    pieces: FxHashMap<String, Box<[Reading]>>,
}

impl Readings {
    /// The number of a word, from now on.
    pub(crate) fn number(&mut self, word: &str) -> Number {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let next = Number::try_from(self.numbers.len()).unwrap_or(Number::MAX);
        self.numbers.insert(word.to_owned(), next);
        next
    }

    /// Forgets everything when it has become much: between queries, for a query holds numbers.
    pub(super) fn tidy(&mut self) {
        if self.pieces.len() >= REMEMBERED {
            *self = Self::default();
        }
    }
}

impl Analysers {
    /// The words of what stands between two spaces that are worth marking.
    pub(crate) fn read(&mut self, piece: &str) -> &[Reading] {
        if !self.readings.pieces.contains_key(piece) {
            let fresh = self.read_afresh(piece);
            self.readings.pieces.insert(piece.to_owned(), fresh);
        }
        &self.readings.pieces[piece]
    }

    fn read_afresh(&mut self, piece: &str) -> Box<[Reading]> {
        let mut readings = Vec::new();
        for token in tokenize(piece) {
            if !is_worth_marking(&piece[token.start..token.end]) {
                continue;
            }
            let parts = self.splitter.parts(&token.form).iter();
            let parts = parts.map(|part| self.readings.number(&part.stem)).collect();
            let stem = stemmed_term(&mut self.stemmer, &token.form);
            readings.push(Reading {
                start: token.start,
                end: token.end,
                form: self.readings.number(&token.form),
                stem: stem.map(|stem| self.readings.number(stem)),
                parts,
            });
        }
        readings.into_boxed_slice()
    }
}

/// Whether a word says something when it is marked: a short one only as an abbreviation (`Pw`,
/// `GR`), and never a number of a page or a paragraph.
fn is_worth_marking(written: &str) -> bool {
    let short = written.chars().nth(2).is_none();
    !short || (!is_stopword(&fold(written)) && written.chars().any(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Lexicon, Synonyms};

    #[test]
    fn the_same_word_has_the_same_number() {
        let language = Language::new(Lexicon::new("jeugd\nhulp\n"), Synonyms::default());
        language.with_analysers(|analysers| {
            let [jeugd, hulp] = ["jeugd", "hulp"].map(|word| analysers.readings.number(word));
            for (piece, spans, parts) in [
                ("Jeugdhulp,", vec![(0, 9)], vec![jeugd, hulp]),
                ("(jeugdhulp)", vec![(1, 10)], vec![jeugd, hulp]),
                ("de", vec![], vec![]),
            ] {
                // The second time from memory.
                for _ in 0..2 {
                    let read = analysers.read(piece);
                    let found: Vec<_> = read.iter().map(|one| (one.start, one.end)).collect();
                    assert_eq!(found, spans, "{piece}");
                    let of_all = read.iter().flat_map(|one| one.parts.iter().copied());
                    assert_eq!(of_all.collect::<Vec<_>>(), parts, "{piece}");
                }
            }
            let stem = analysers.read("hulp")[0].stem;
            assert_eq!(stem, Some(hulp));
        });
    }
}
