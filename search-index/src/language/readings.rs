//! How texts are read for their fragments, remembered from query to query.
//!
//! What stands between two spaces reads the same in every text and for every query: which words it
//! has, the stem of each and the parts of each. Words are numbers here, so that a query only has to
//! say which numbers it looks for.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Analysers;
use crate::analysis::{fold, is_stopword, stemmed_term, tokenize};

/// Above this many bytes of remembered text, some 50,000 words, the memory starts afresh.
const REMEMBERED: usize = 500_000;
/// Above this many numbers they are given afresh.
const NUMBERS: usize = 100_000;

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
    /// Per piece its readings, by their place in the row.
    pieces: FxHashMap<String, Range<usize>>,
    row: Vec<Reading>,
    /// The bytes of all pieces.
    size: usize,
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

    /// Gives numbers afresh when there are many: between queries, for a query holds numbers.
    pub(super) fn tidy(&mut self) {
        if self.numbers.len() >= NUMBERS {
            *self = Self::default();
        }
    }

    fn remember(&mut self, piece: &str, readings: Vec<Reading>) -> Range<usize> {
        if self.size >= REMEMBERED {
            self.pieces.clear();
            self.row.clear();
            self.size = 0;
        }
        let places = self.row.len()..self.row.len() + readings.len();
        self.row.extend(readings);
        self.pieces.insert(piece.to_owned(), places.clone());
        self.size += piece.len();
        places
    }
}

impl Analysers {
    /// The words of what stands between two spaces that are worth marking.
    pub(crate) fn read(&mut self, piece: &str) -> &[Reading] {
        let places = if let Some(known) = self.readings.pieces.get(piece) {
            known.clone()
        } else {
            let fresh = self.read_afresh(piece);
            self.readings.remember(piece, fresh)
        };
        &self.readings.row[places]
    }

    fn read_afresh(&mut self, piece: &str) -> Vec<Reading> {
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
        readings
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
    fn what_is_forgotten_is_read_again() {
        let language = Language::new(Lexicon::new(""), Synonyms::default());
        language.with_analysers(|analysers| {
            let schuld = analysers.readings.number("schuld");
            for number in 0..2 * super::REMEMBERED / 10 {
                analysers.read(&format!("vulling{number:05}"));
                assert_eq!(analysers.read("Schulden,")[0].stem, Some(schuld));
            }
            assert!(analysers.readings.size <= super::REMEMBERED + 20);
        });
    }

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
