//! How texts are read for their fragments, remembered from query to query.
//!
//! What stands between two spaces reads the same in every text and for every query: which words it
//! has, the stem of each and the parts of each. A page of hits has thousands of such pieces, so what
//! is remembered of most, one plain word, lies together: looking it up costs little more than
//! fetching it from memory.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::num::NonZeroU64;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Analysers;
use crate::analysis::{fold, is_ignorable, is_stopword, stemmed_term, tokenize};

/// Above this many bytes the pieces of late become those of before. Both are kept, so about twice as
/// much is remembered: some 50,000 pieces.
const REMEMBERED: usize = 4_000_000;
/// What a piece takes beside what does not fit in its place, in bytes: the maps are half full.
const PLACE: usize = 2 * size_of::<(SmolStr, Read)>();
/// A piece of more bytes than this is no word but data, and not remembered.
const LONGEST: usize = 200;

/// Stands for a form, a stem or a part, which are the same when they are spelled so. Words that
/// share one by chance, of 2^64, would only be marked for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct WordHash(NonZeroU64);

impl WordHash {
    pub(crate) fn of(word: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        Self(NonZeroU64::new(hasher.finish()).unwrap_or(NonZeroU64::MIN))
    }
}

/// A word as it stands in a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Where it starts in the piece, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    pub form: WordHash,
    /// None for a stop word.
    pub stem: Option<WordHash>,
    /// The stems of its parts when it is a compound.
    pub parts: Box<[WordHash]>,
}

/// The words of a piece that are worth marking.
#[derive(Debug, Clone)]
enum Read {
    /// As most have it: in the place itself.
    One(Reading),
    /// None, or several.
    Other(Box<[Reading]>),
}

impl Read {
    fn readings(&self) -> &[Reading] {
        match self {
            Self::One(reading) => std::slice::from_ref(reading),
            Self::Other(readings) => readings,
        }
    }

    /// What it takes outside its place, in bytes.
    fn size(&self) -> usize {
        let outside = match self {
            Self::One(_) => 0,
            Self::Other(readings) => size_of_val(&**readings),
        };
        let parts = self.readings().iter().map(|one| size_of_val(&*one.parts));
        outside + parts.sum::<usize>()
    }
}

type Pieces = FxHashMap<SmolStr, Read>;

/// The memory.
#[derive(Default)]
pub(crate) struct Readings {
    late: Pieces,
    /// What was remembered before that. What is asked for again moves to the pieces of late, so that
    /// frequent words are never forgotten.
    before: Pieces,
    /// The bytes of the pieces of late.
    size: usize,
    /// The last piece that was too long to be remembered.
    too_long: Option<Read>,
}

impl Readings {
    fn remember(&mut self, piece: &str, read: Read) {
        if self.size >= REMEMBERED {
            self.before = std::mem::take(&mut self.late);
            self.size = 0;
        }
        let piece = SmolStr::new(piece);
        let outside = if piece.is_heap_allocated() {
            piece.len()
        } else {
            0
        };
        self.size += PLACE + outside + read.size();
        self.late.insert(piece, read);
    }
}

/// What stands between two spaces in a text, and where each piece starts. What is around its words
/// is left off, so that there are fewer pieces to remember; it is not read as a word either.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(move |piece| {
        let bare = piece.trim_start_matches(|first: char| !first.is_alphanumeric());
        let start = at + piece.len() - bare.len();
        at += piece.len();
        let inside = |last: char| last.is_alphanumeric() || is_ignorable(last);
        (start, bare.trim_end_matches(|last| !inside(last)))
    });
    pieces.filter(|(_, piece)| !piece.is_empty())
}

impl Analysers {
    /// The words of what stands between two spaces that are worth marking.
    pub(crate) fn read(&mut self, piece: &str) -> &[Reading] {
        if piece.len() > LONGEST {
            let read = self.read_afresh(piece);
            return self.readings.too_long.insert(read).readings();
        }
        if !self.readings.late.contains_key(piece) {
            let known = self.readings.before.remove(piece);
            let read = known.unwrap_or_else(|| self.read_afresh(piece));
            self.readings.remember(piece, read);
        }
        let read = self.readings.late.get(piece);
        read.map(Read::readings).unwrap_or_default()
    }

    fn read_afresh(&mut self, piece: &str) -> Read {
        let mut readings = Vec::new();
        for token in tokenize(piece) {
            if !is_worth_marking(&piece[token.start..token.end]) {
                continue;
            }
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let form = WordHash::of(&token.form);
            let parts = self.splitter.parts(&token.form).iter();
            let parts = parts.map(|part| WordHash::of(&part.stem)).collect();
            let stem = stemmed_term(&mut self.stemmer, &token.form);
            readings.push(Reading {
                start: place(token.start),
                end: place(token.end),
                form,
                stem: stem.map(WordHash::of),
                parts,
            });
        }
        match <[Reading; 1]>::try_from(readings) {
            Ok([reading]) => Read::One(reading),
            Err(readings) => Read::Other(readings.into()),
        }
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
    use super::{PLACE, REMEMBERED, Readings, WordHash, pieces};
    use crate::analysis::tokenize;
    use crate::language::{Language, Lexicon, Synonyms};

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let language = Language::new(Lexicon::new(""), Synonyms::default());
        language.with_analysers(|analysers| {
            for number in 0..4 * REMEMBERED / PLACE {
                analysers.read(&format!("vulling{number:06}"));
                if number % 1_000 == 0 {
                    let read = analysers.read("Schulden,");
                    assert_eq!(read[0].stem, Some(WordHash::of("schuld")));
                }
            }
            analysers.read(&"lang/".repeat(10_000));
            let Readings {
                late, before, size, ..
            } = &analysers.readings;
            assert!(*size <= REMEMBERED + 2 * PLACE);
            assert!(late.len().max(before.len()) * PLACE <= REMEMBERED + PLACE);
            let knows = |piece: &str| late.contains_key(piece) || before.contains_key(piece);
            assert!(knows("Schulden,") && !knows("vulling000001"));
        });
    }

    #[test]
    fn pieces_read_as_the_whole_text_does() {
        let text =
            "‘Hulp’ (bij\tschulden), e-mail: art. 2.3.5. 's-Gravenhage a\u{ad}\u{ad}; -- ww's";
        let words = |text: &str, at: usize| -> Vec<_> {
            let tokens = tokenize(text).into_iter();
            tokens.map(|t| (at + t.start, at + t.end, t.form)).collect()
        };
        let by_piece: Vec<_> = pieces(text)
            .flat_map(|(at, piece)| words(piece, at))
            .collect();
        assert_eq!(by_piece, words(text, 0));
        let bare: Vec<&str> = pieces(text).map(|(_, piece)| piece).collect();
        assert_eq!(bare[..3], ["Hulp", "bij", "schulden"]);
    }

    #[test]
    fn a_word_has_one_hash_in_every_piece() {
        let language = Language::new(Lexicon::new("jeugd\nhulp\n"), Synonyms::default());
        language.with_analysers(|analysers| {
            let [jeugd, hulp] = ["jeugd", "hulp"].map(WordHash::of);
            for (piece, spans, parts) in [
                ("Jeugdhulp,", vec![(0, 9)], vec![jeugd, hulp]),
                ("(jeugdhulp)", vec![(1, 10)], vec![jeugd, hulp]),
                ("Hulp/jeugd.", vec![(0, 4), (5, 10)], vec![]),
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
