//! Finds documents with words next to each other.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocSet, SegmentReader, TERMINATED, Term};

use crate::error::Result;

/// Returns the documents among the given ones that have the words next to each other, in this
/// order, in a field with positions.
pub(crate) fn with_phrase(
    segment: &SegmentReader,
    among: &BitSet,
    field: Field,
    words: &[String],
) -> Result<BitSet> {
    let mut found = BitSet::with_max_value(segment.max_doc());
    let index = segment.inverted_index(field)?;
    let mut postings: Vec<SegmentPostings> = Vec::with_capacity(words.len());
    for word in words {
        let term = Term::from_field_text(field, word);
        match index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
            Some(of_word) => postings.push(of_word),
            None => return Ok(found),
        }
    }
    let mut target = 0;
    while let Some(doc) = next_with_all(&mut postings, target) {
        if among.contains(doc) && stand_together(&mut postings) {
            found.insert(doc);
        }
        target = doc + 1;
    }
    Ok(found)
}

/// The first document from the target on that all have.
fn next_with_all(postings: &mut [SegmentPostings], mut target: u32) -> Option<u32> {
    loop {
        let mut agreed = target;
        for of_word in &mut *postings {
            let doc = if of_word.doc() < agreed {
                of_word.seek(agreed)
            } else {
                of_word.doc()
            };
            if doc == TERMINATED {
                return None;
            }
            agreed = doc;
        }
        if agreed == target {
            return (!postings.is_empty()).then_some(target);
        }
        target = agreed;
    }
}

fn stand_together(postings: &mut [SegmentPostings]) -> bool {
    let mut starts: Vec<u32> = Vec::new();
    let mut positions: Vec<u32> = Vec::new();
    for (place, of_word) in (0..).zip(postings) {
        of_word.positions(&mut positions);
        if place == 0 {
            starts.clone_from(&positions);
        } else {
            starts.retain(|start| positions.binary_search(&(start + place)).is_ok());
        }
    }
    !starts.is_empty()
}
