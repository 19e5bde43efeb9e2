//! What is counted per document while a segment is scored.

use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::plan::{PlannedTerm, PlannedWord};
use crate::error::Result;
use crate::statistics::visit;

/// The arrays of one segment.
pub(super) struct Tally {
    pub matched: BitSet,
    pub scores: Vec<f32>,
    /// How often the word at hand occurs, per document; all zero between words.
    pub frequencies: Vec<f32>,
    /// The words of the query that it has, a bit a word.
    pub places: Vec<u64>,
    /// The documents that have it.
    counted: Vec<DocId>,
}

impl Tally {
    pub(super) fn new(documents: u32) -> Self {
        Self {
            matched: BitSet::with_max_value(documents),
            scores: vec![0.0; documents as usize],
            frequencies: vec![0.0; documents as usize],
            places: vec![0; documents as usize],
            counted: Vec::new(),
        }
    }

    /// Hands out the documents that have a term, and how often it counts there.
    #[expect(
        clippy::cast_precision_loss,
        reason = "no text has 2^24 times the same word"
    )]
    pub(super) fn each(
        &mut self,
        planned: &PlannedTerm,
        segment: &SegmentReader,
        readable: &BitSet,
        mut give: impl FnMut(&mut Self, DocId, f32),
    ) -> Result<()> {
        let term = Term::from_field_text(planned.field, &planned.text);
        visit(segment, readable, &term, |doc, times| {
            give(self, doc, planned.weight * times as f32);
        })
    }

    /// Adds up how often the documents have any of the terms of a word.
    pub(super) fn count(
        &mut self,
        word: &PlannedWord,
        segment: &SegmentReader,
        readable: &BitSet,
    ) -> Result<()> {
        for term in &word.terms {
            self.each(term, segment, readable, |tally, doc, times| {
                let frequency = &mut tally.frequencies[doc as usize];
                if *frequency <= 0.0 {
                    tally.counted.push(doc);
                }
                *frequency += times;
            })?;
        }
        Ok(())
    }

    /// Hands out what was counted and starts afresh.
    pub(super) fn take(&mut self, mut give: impl FnMut(&mut Self, DocId, f32)) {
        let mut counted = std::mem::take(&mut self.counted);
        for doc in counted.drain(..) {
            let frequency = std::mem::take(&mut self.frequencies[doc as usize]);
            give(self, doc, frequency);
        }
        // The room is for the next word.
        self.counted = counted;
    }

    /// Adds to what a document gets, for these words of the query.
    pub(super) fn add(&mut self, doc: DocId, score: f32, places: u64) {
        self.matched.insert(doc);
        self.scores[doc as usize] += score;
        self.places[doc as usize] |= places;
    }
}

/// What each word of the query is of all it says.
pub(super) struct Coverage([f32; 64]);

impl Coverage {
    /// Takes the places and the weight of each clause; a word is as heavy as the heaviest of what
    /// stands for it.
    pub(super) fn new(clauses: impl Iterator<Item = (u64, f32)>) -> Self {
        let mut shares = [0.0_f32; 64];
        for (places, weight) in clauses {
            for (place, share) in shares.iter_mut().enumerate() {
                if (places >> place) & 1 == 1 {
                    *share = share.max(weight);
                }
            }
        }
        let all: f32 = shares.iter().sum();
        if all > 0.0 {
            for share in &mut shares {
                *share /= all;
            }
        }
        Self(shares)
    }

    /// The share of these words together.
    pub(super) fn of(&self, mut places: u64) -> f32 {
        let mut covered = 0.0;
        while places != 0 {
            covered += self.0[places.trailing_zeros() as usize];
            places &= places - 1;
        }
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::Coverage;

    #[test]
    fn shares_follow_the_heaviest_of_each_place() {
        // The first word by itself and by a part, the second, and both together.
        let clauses = [(0b01, 1.0), (0b01, 0.5), (0b10, 3.0), (0b11, 0.25)];
        let coverage = Coverage::new(clauses.into_iter());
        for (places, share) in [(0b00, 0.0), (0b01, 0.25), (0b10, 0.75), (0b11, 1.0)] {
            assert!((coverage.of(places) - share).abs() < 1e-6, "{places:b}");
        }
        assert!(Coverage::new(std::iter::empty()).of(0b1).abs() < 1e-6);
    }
}
