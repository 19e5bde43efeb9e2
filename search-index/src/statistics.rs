//! What one reader sees of the index, and the statistics of just that.
//!
//! Rankings leak: with the statistics of the whole index, a word in a stuk that the reader may not
//! read shifts scores, order and spelling suggestions. A [`View`] therefore counts readable live
//! documents only, and everything else in this crate asks the view and never the engine. An answer
//! through a view equals the answer of an index that holds only the readable documents; the tests
//! hold the two side by side.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::columns::SegmentColumns;
use crate::error::Result;
use crate::keys::Keys;
use crate::language::Language;
use crate::query::PlannedTerm;
use crate::schema::Fields;

/// How many documents of a set lie side by side.
const BUCKET: u32 = 64;
/// Above this many remembered frequencies the memory starts afresh.
const REMEMBERED: usize = 4_000;

/// The readable part of the index at one moment.
pub(crate) struct View {
    pub searcher: Searcher,
    pub fields: Arc<Fields>,
    pub language: Language,
    segments: Vec<BitSet>,
    columns: Vec<Arc<SegmentColumns>>,
    documents: u64,
    all_tokens: u64,
    exact_tokens: u64,
    frequencies: Mutex<HashMap<Term, u64>>,
}

impl View {
    /// Finds out what may be read with these keys.
    pub(crate) fn new(
        searcher: Searcher,
        fields: Arc<Fields>,
        language: Language,
        columns: Vec<Arc<SegmentColumns>>,
        keys: &Keys,
    ) -> Result<Self> {
        let mut view = Self {
            segments: Vec::with_capacity(searcher.segment_readers().len()),
            searcher,
            fields,
            language,
            columns,
            documents: 0,
            all_tokens: 0,
            exact_tokens: 0,
            frequencies: Mutex::default(),
        };
        for segment in view.searcher.segment_readers() {
            let readable = readable(segment, view.fields.keys, keys)?;
            view.documents += readable.len() as u64;
            view.all_tokens += tokens(segment, view.fields.all, &readable)?;
            view.exact_tokens += tokens(segment, view.fields.exact, &readable)?;
            view.segments.push(readable);
        }
        Ok(view)
    }

    /// How many documents can be read.
    pub(crate) fn documents(&self) -> u64 {
        self.documents
    }

    /// The segments, each with its number and its readable documents.
    pub(crate) fn segments(&self) -> impl Iterator<Item = (u32, &SegmentReader, &BitSet)> {
        (0..)
            .zip(self.searcher.segment_readers())
            .zip(&self.segments)
            .map(|((number, segment), readable)| (number, segment, readable))
    }

    /// The facet values of a segment, by its number. They are those of all its documents: whoever
    /// counts takes readable ones.
    pub(crate) fn columns(&self, segment: u32) -> &SegmentColumns {
        &self.columns[segment as usize]
    }

    /// The average length of the readable documents in one of the ranked fields.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of words and documents are far below 2^52"
    )]
    pub(crate) fn average_length(&self, field: Field) -> f64 {
        let tokens = if field == self.fields.exact {
            self.exact_tokens
        } else {
            self.all_tokens
        };
        tokens as f64 / self.documents.max(1) as f64
    }

    /// In how many readable documents a term occurs. Counted once, and remembered with the view.
    pub(crate) fn frequency(&self, field: Field, text: &str) -> Result<u64> {
        let term = Term::from_field_text(field, text);
        let known = |view: &Self| view.remembered().get(&term).copied();
        if let Some(count) = known(self) {
            return Ok(count);
        }
        let mut count = 0;
        for (_, segment, readable) in self.segments() {
            let option = IndexRecordOption::Basic;
            each(segment, readable, &term, option, |_, _| count += 1)?;
        }
        let mut remembered = self.remembered();
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(term, count);
        Ok(count)
    }

    fn remembered(&self) -> MutexGuard<'_, HashMap<Term, u64>> {
        self.frequencies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds a readable document by its id.
    pub(crate) fn find(&self, id: &str) -> Result<Option<DocAddress>> {
        let term = Term::from_field_text(self.fields.id, id);
        let mut found = None;
        for (number, segment, readable) in self.segments() {
            visit(segment, readable, &term, |doc, _| {
                found = Some(DocAddress::new(number, doc));
            })?;
        }
        Ok(found)
    }
}

fn readable(segment: &SegmentReader, field: Field, keys: &Keys) -> Result<BitSet> {
    let mut readable = BitSet::with_max_value(segment.max_doc());
    let index = segment.inverted_index(field)?;
    for key in keys.iter() {
        let term = Term::from_field_text(field, key);
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                readable.insert(doc);
            }
            doc = postings.advance();
        }
    }
    Ok(readable)
}

/// The number of tokens of the readable documents, as far as the index remembers it: lengths are
/// stored rounded, and the rounded ones are what can be summed per document.
fn tokens(segment: &SegmentReader, field: Field, readable: &BitSet) -> Result<u64> {
    let lengths: FieldNormReader = segment.get_fieldnorms_reader(field)?;
    Ok(members(readable)
        .map(|doc| u64::from(lengths.fieldnorm(doc)))
        .sum())
}

/// The documents in a set, in order.
pub(crate) fn members(set: &BitSet) -> impl Iterator<Item = DocId> {
    let buckets = 0..set.max_value().div_ceil(BUCKET);
    buckets.flat_map(|bucket| {
        let mut rest = set.tinyset(bucket);
        let next = move || rest.pop_lowest().map(|place| bucket * BUCKET + place);
        std::iter::from_fn(next)
    })
}

/// How many documents two sets of the same segment have in common.
pub(crate) fn in_common(one: &BitSet, other: &BitSet) -> u64 {
    let buckets = 0..one.max_value().div_ceil(BUCKET);
    let in_bucket = |bucket| one.tinyset(bucket).intersect(other.tinyset(bucket)).len();
    buckets.map(|bucket| u64::from(in_bucket(bucket))).sum()
}

/// Calls `visit` with every document of the set that has the term, and how often it does.
pub(crate) fn visit(
    segment: &SegmentReader,
    among: &BitSet,
    term: &Term,
    visit: impl FnMut(DocId, u32),
) -> Result<()> {
    each(segment, among, term, IndexRecordOption::WithFreqs, visit)
}

/// Block by block, as the index stores them: most of the time of a search is spent here.
fn each(
    segment: &SegmentReader,
    among: &BitSet,
    term: &Term,
    option: IndexRecordOption,
    mut visit: impl FnMut(DocId, u32),
) -> Result<()> {
    let index = segment.inverted_index(term.field())?;
    let Some(mut postings) = index.read_block_postings(term, option)? else {
        return Ok(());
    };
    while postings.block_len() > 0 {
        for (place, doc) in postings.docs().iter().enumerate() {
            if among.contains(*doc) {
                visit(*doc, postings.freq(place));
            }
        }
        postings.advance();
    }
    Ok(())
}

/// How often a document of a segment has a term.
pub(crate) fn times(segment: &SegmentReader, planned: &PlannedTerm, doc: DocId) -> Result<u32> {
    let index = segment.inverted_index(planned.field)?;
    let term = Term::from_field_text(planned.field, &planned.text);
    let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqs)? else {
        return Ok(0);
    };
    let has = postings.doc() <= doc && postings.seek(doc) == doc;
    Ok(if has { postings.term_freq() } else { 0 })
}

/// The views of late, so that paging and typing do not count everything again.
#[derive(Default)]
pub(crate) struct Views(Mutex<Vec<(Keys, Arc<View>)>>);

impl Views {
    /// One per signed-in reader of the last minutes; a view is a bit per document.
    const KEPT: usize = 64;

    /// Returns the view of these keys on the searcher's state of the index, a fresh one when there
    /// is none yet.
    pub(crate) fn get(
        &self,
        searcher: &Searcher,
        keys: &Keys,
        fresh: impl FnOnce() -> Result<View>,
    ) -> Result<Arc<View>> {
        let current = searcher.generation().generation_id();
        let find = |views: &mut Vec<(Keys, Arc<View>)>| {
            // A view holds on to the files of its state, so older ones go as soon as they are seen.
            views.retain(|(_, view)| view.searcher.generation().generation_id() >= current);
            let place = views.iter().position(|(of, view)| {
                of == keys && view.searcher.generation().generation_id() == current
            })?;
            let entry = views.remove(place);
            let view = Arc::clone(&entry.1);
            views.push(entry);
            Some(view)
        };
        if let Some(view) = find(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(view);
        }
        let view = Arc::new(fresh()?);
        let mut views = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if views.len() >= Self::KEPT {
            views.remove(0);
        }
        views.push((keys.clone(), Arc::clone(&view)));
        Ok(view)
    }
}
