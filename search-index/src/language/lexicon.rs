//! The words that compounds are made of.
//!
//! A sorted list with an index on the first letters: made in a few milliseconds from text that may
//! be part of the program, with no memory but the index. Looking for the words that begin at a
//! place in a compound costs one look-up and a walk over few neighbours.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::no_parts::NO_PARTS;

/// Parts of a compound have at least this many letters; shorter ones are found in every word.
pub(crate) const SHORTEST_PART: usize = 4;
/// No word of Dutch that is a part of others is longer.
const LONGEST_PART: usize = 32;

/// A list of Dutch words, for splitting compounds.
pub struct Lexicon {
    text: Cow<'static, str>,
    /// Where each word stands in the text, in the order of the alphabet.
    words: Vec<(u32, u8)>,
    /// The words by their first letters.
    index: FxHashMap<[u8; SHORTEST_PART], Range<u32>>,
}

impl Lexicon {
    /// Takes a text with a word a line: folded, see [`fold`](crate::fold). Lines that are not four
    /// letters or more are passed over, as are words that make no compounds. Sorted text costs
    /// least.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        let no_parts: HashSet<&str> = NO_PARTS.split_whitespace().collect();
        let mut words: Vec<(u32, u8)> = Vec::with_capacity(text.len() / 12);
        let mut start = 0;
        for line in text.split('\n') {
            let word = line.trim_end();
            let usable = (SHORTEST_PART..=LONGEST_PART).contains(&word.len())
                && word.bytes().all(|letter| letter.is_ascii_lowercase())
                && !no_parts.contains(word);
            if let (true, Ok(at), Ok(length)) =
                (usable, u32::try_from(start), u8::try_from(word.len()))
            {
                words.push((at, length));
            }
            start += line.len() + 1;
        }
        let word = |place: &(u32, u8)| word_at(&text, *place);
        if !words.is_sorted_by(|one, next| word(one) < word(next)) {
            words.sort_unstable_by(|one, next| word(one).cmp(word(next)));
            words.dedup_by(|one, next| word(one) == word(next));
        }
        let mut index: FxHashMap<[u8; SHORTEST_PART], Range<u32>> = FxHashMap::default();
        for (number, place) in (0..).zip(&words) {
            if let Some(first) = word(place).first_chunk() {
                index.entry(*first).or_insert(number..number).end = number + 1;
            }
        }
        Self { text, words, index }
    }

    /// Whether the word is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.beginning(word.as_bytes())
            .binary_search_by(|place| word_at(&self.text, *place).cmp(word.as_bytes()))
            .is_ok()
    }

    /// Calls `visit` with the length of every word that the letters begin with, shortest first.
    pub(crate) fn prefixes(&self, letters: &[u8], mut visit: impl FnMut(usize)) {
        let mut words = self.beginning(letters);
        let mut length = SHORTEST_PART;
        // Every word of the range begins with the letters up to here; the shortest comes first.
        while let Some(first) = words.first() {
            if usize::from(first.1) == length {
                visit(length);
            }
            let Some(letter) = letters.get(length) else {
                return;
            };
            let after = |place: &(u32, u8)| word_at(&self.text, *place).get(length).copied();
            let from = words.partition_point(|place| after(place) < Some(*letter));
            let to = words.partition_point(|place| after(place) <= Some(*letter));
            words = &words[from..to];
            length += 1;
        }
    }

    fn beginning(&self, letters: &[u8]) -> &[(u32, u8)] {
        letters
            .first_chunk::<SHORTEST_PART>()
            .and_then(|first| self.index.get(first))
            .map_or(&[], |range| {
                &self.words[range.start as usize..range.end as usize]
            })
    }

    /// Names the list: another list splits other words.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for place in &self.words {
            for byte in word_at(&self.text, *place).iter().chain(b"\n") {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        hash
    }
}

fn word_at(text: &str, (start, length): (u32, u8)) -> &[u8] {
    &text.as_bytes()[start as usize..start as usize + usize::from(length)]
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("words", &self.words.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn knows_its_words_in_any_order() {
        let lexicon =
            Lexicon::new("zorg\nhulp\nhulpverlening\nraad\r\nhulp\nonder\ntoo\nÉén woord\n");
        for word in ["hulp", "hulpverlening", "raad", "zorg"] {
            assert!(lexicon.contains(word), "{word}");
        }
        for word in ["", "hul", "hulpv", "too", "zorgen", "onder"] {
            assert!(!lexicon.contains(word), "{word}");
        }
    }

    #[test]
    fn words_that_begin_a_text() {
        let lexicon = Lexicon::new("hulp\nhulpverlener\nhulpverlening\nhulst\n");
        let mut found = Vec::new();
        lexicon.prefixes(b"hulpverleningen", |length| found.push(length));
        assert_eq!(found, [4, 13]);
    }

    #[test]
    fn the_fingerprint_is_that_of_the_words() {
        let name = |text: &'static str| Lexicon::new(text).fingerprint();
        assert_eq!(name("hulp\nzorg"), name("zorg\nhulp\n\n"));
        assert_ne!(name("hulp\nzorg"), name("hulp"));
    }
}
