//! The words of the readable documents: which exist, which look alike, which begin so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::Field;

use crate::analysis::{Part, Stemmer, is_stopword, stemmed_term};
use crate::error::Result;
use crate::statistics::View;

/// How many look-alikes replace an unknown word.
const CANDIDATES: usize = 3;
/// How many words replace one that is not finished.
const COMPLETIONS: usize = 5;
/// Fewer letters are the beginning of anything.
const SHORTEST_BEGINNING: usize = 3;
/// Shorter words have too many neighbours to guess.
const SHORTEST_FUZZY: usize = 4;
/// From this length on a word may differ in two places.
const TWO_EDITS_FROM: usize = 8;

impl View {
    /// Whether the word, or another form of it, occurs in a readable document, by itself or as a
    /// part of a compound.
    pub(crate) fn knows(&self, stemmer: &mut Stemmer, form: &str) -> Result<bool> {
        if self.has(stemmer, form)? {
            return Ok(true);
        }
        match stemmed_term(stemmer, form) {
            Some(stem) => Ok(self.frequency(self.fields.parts, stem)? > 0),
            None => Ok(false),
        }
    }

    /// Whether the word, or another form of it, occurs by itself in a readable document.
    pub(crate) fn has(&self, stemmer: &mut Stemmer, form: &str) -> Result<bool> {
        if self.frequency(self.fields.exact, form)? > 0 {
            return Ok(true);
        }
        match stemmed_term(stemmer, form) {
            Some(stem) => Ok(self.frequency(self.fields.all, stem)? > 0),
            None => Ok(false),
        }
    }

    /// Whether there are parts, and readable documents have each of them.
    pub(crate) fn knows_parts(&self, parts: &[Part]) -> Result<bool> {
        for Part { stem, .. } in parts {
            if self.frequency(self.fields.all, stem)? == 0
                && self.frequency(self.fields.parts, stem)? == 0
            {
                return Ok(false);
            }
        }
        Ok(!parts.is_empty())
    }

    /// Returns the readable words that begin so: by how many readable documents have it, then by
    /// alphabet.
    pub(crate) fn completions(&self, beginning: &str) -> Result<Vec<String>> {
        if beginning.chars().count() < SHORTEST_BEGINNING {
            return Ok(Vec::new());
        }
        // How many documents have a word is at most how many would have it if all could be read:
        // the rare words of a long list need no look.
        let mut at_most: BTreeMap<String, u64> = BTreeMap::new();
        self.each_word(self.fields.exact, beginning, |word, documents| {
            *at_most.entry(word.to_owned()).or_default() += documents;
        })?;
        let mut candidates: Vec<(Reverse<u64>, String)> = at_most
            .into_iter()
            .map(|(word, documents)| (Reverse(documents), word))
            .collect();
        candidates.sort_unstable();
        let mut best: Vec<(Reverse<u64>, String)> = Vec::new();
        for (Reverse(documents), word) in candidates {
            if best
                .get(COMPLETIONS - 1)
                .is_some_and(|(Reverse(least), _)| *least > documents)
            {
                break;
            }
            let frequency = self.frequency(self.fields.exact, &word)?;
            if frequency > 0 {
                best.push((Reverse(frequency), word));
                best.sort_unstable();
                best.truncate(COMPLETIONS);
            }
        }
        Ok(best.into_iter().map(|(_, word)| word).collect())
    }

    /// Returns the readable words that look most like an unknown one, with at most so many edits:
    /// by distance, then by how many readable documents have it, then by alphabet. The first letter
    /// is taken as right.
    pub(crate) fn look_alikes(&self, form: &str, most: usize) -> Result<Vec<String>> {
        let letters: Vec<char> = form.chars().collect();
        if letters.len() < SHORTEST_FUZZY || letters.iter().any(|letter| letter.is_numeric()) {
            return Ok(Vec::new());
        }
        let edits = if letters.len() < TWO_EDITS_FROM {
            1
        } else {
            most
        };
        let mut by_distance: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        let mut rows = Rows::default();
        self.each_word(
            self.fields.exact,
            &letters[..1].iter().collect::<String>(),
            |word, _| {
                // Most words fall out by their length; stop words are never what was meant.
                if length_differs_within(&letters, word, edits)
                    && let Some(distance) = rows.distance_within(&letters, word, edits)
                    && !is_stopword(word)
                {
                    by_distance
                        .entry(distance)
                        .or_default()
                        .insert(word.to_owned());
                }
            },
        )?;
        let mut best = Vec::new();
        for words in by_distance.into_values() {
            let mut ranked = Vec::new();
            for word in words {
                let frequency = self.frequency(self.fields.exact, &word)?;
                if frequency > 0 {
                    ranked.push((Reverse(frequency), word));
                }
            }
            ranked.sort_unstable();
            best.extend(
                ranked
                    .into_iter()
                    .map(|(_, word)| word)
                    .take(CANDIDATES - best.len()),
            );
            if best.len() == CANDIDATES {
                break;
            }
        }
        Ok(best)
    }

    /// Calls `visit` with every word of a field that begins so and how many documents have it,
    /// readable or not and once per segment: whoever uses this must ask the view for the frequency
    /// before showing anything.
    pub(crate) fn each_word(
        &self,
        field: Field,
        prefix: &str,
        mut visit: impl FnMut(&str, u64),
    ) -> Result<()> {
        for (_, segment, _) in self.segments() {
            let index = segment.inverted_index(field)?;
            let mut words = index.terms().range().ge(prefix).into_stream()?;
            while words.advance() {
                let Ok(word) = str::from_utf8(words.key()) else {
                    continue;
                };
                if !word.starts_with(prefix) {
                    break;
                }
                visit(word, u64::from(words.value().doc_freq));
            }
        }
        Ok(())
    }
}

/// Whether a word is as long as these letters, give or take so many.
fn length_differs_within(letters: &[char], word: &str, most: usize) -> bool {
    let length = if word.is_ascii() {
        word.len()
    } else {
        word.chars().count()
    };
    length.abs_diff(letters.len()) <= most
}

/// The rows of an edit distance: kept from word to word, for there are thousands of words.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    row: Vec<usize>,
    next: Vec<usize>,
}

impl Rows {
    /// Returns the edit distance (a swap of neighbours is one edit) when it is at most `most`.
    fn distance_within(&mut self, letters: &[char], word: &str, most: usize) -> Option<usize> {
        let Self { before, row, next } = self;
        row.clear();
        row.extend(0..=letters.len());
        let mut previous = None;
        for (place, letter) in word.chars().enumerate() {
            next.clear();
            next.push(place + 1);
            for (at, own) in letters.iter().enumerate() {
                let mut cost = (row[at] + usize::from(*own != letter))
                    .min(row[at + 1] + 1)
                    .min(next[at] + 1);
                if at > 0 && previous == Some(*own) && letters[at - 1] == letter {
                    cost = cost.min(before[at - 1] + 1);
                }
                next.push(cost);
            }
            if next.iter().all(|cost| *cost > most) {
                return None;
            }
            std::mem::swap(before, row);
            std::mem::swap(row, next);
            previous = Some(letter);
        }
        row.last().copied().filter(|distance| *distance <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn distances() {
        for (one, other, distance) in [
            ("schuld", "schuld", Some(0)),
            ("schuld", "schulf", Some(1)),
            ("schuld", "schlud", Some(1)),
            ("schuld", "schul", Some(1)),
            ("schuld", "schuldt", Some(1)),
            ("schuld", "schelden", None),
            ("bewindvoering", "bewinvoerig", Some(2)),
            ("zörg", "zorg", Some(1)),
            ("a", "", Some(1)),
        ] {
            let letters: Vec<char> = one.chars().collect();
            assert_eq!(
                Rows::default().distance_within(&letters, other, 2),
                distance,
                "{one} {other}"
            );
        }
    }
}
