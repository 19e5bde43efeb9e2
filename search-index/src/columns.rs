//! The facet values of a segment, laid out to be counted.
//!
//! The engine packs its columns for size, and taking a value out costs more than counting it. A
//! segment never changes, so it is unpacked once, for as long as it is searched.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::index::SegmentId;
use tantivy::{BitSet, DocId, Searcher, SegmentReader};

use crate::error::Result;
use crate::facet::Facet;
use crate::schema::facet_column;
use crate::statistics::members;

/// The facets of one segment, each unpacked when it is first asked for.
#[derive(Default)]
pub(crate) struct SegmentColumns {
    facets: [OnceLock<FacetColumn>; Facet::ALL.len()],
}

/// The values of one facet in one segment.
pub(crate) struct FacetColumn {
    /// All values there are, by alphabet.
    pub values: Vec<String>,
    /// Per document where its values begin, and one more for where the last one ends.
    starts: Vec<u32>,
    /// The values of all documents in a row, by their place in `values`.
    places: Vec<u32>,
}

impl SegmentColumns {
    pub(crate) fn facet(&self, segment: &SegmentReader, facet: Facet) -> Result<&FacetColumn> {
        let column = &self.facets[facet as usize];
        if let Some(known) = column.get() {
            return Ok(known);
        }
        let unpacked = FacetColumn::unpack(segment, facet)?;
        Ok(column.get_or_init(|| unpacked))
    }
}

impl FacetColumn {
    fn unpack(segment: &SegmentReader, facet: Facet) -> Result<Self> {
        let documents = segment.max_doc();
        let mut unpacked = Self {
            values: Vec::new(),
            starts: Vec::with_capacity(documents as usize + 1),
            places: Vec::new(),
        };
        unpacked.starts.push(0);
        let Some(column) = segment.fast_fields().str(&facet_column(facet))? else {
            unpacked.starts.resize(documents as usize + 1, 0);
            return Ok(unpacked);
        };
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let value = String::from_utf8_lossy(stream.key());
            unpacked.values.push(value.into_owned());
        }
        for doc in 0..documents {
            let ordinals = column.term_ords(doc);
            let places = ordinals.filter_map(|ordinal| u32::try_from(ordinal).ok());
            unpacked.places.extend(places);
            let end = u32::try_from(unpacked.places.len()).unwrap_or(u32::MAX);
            unpacked.starts.push(end);
        }
        Ok(unpacked)
    }

    fn of(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        &self.places[self.starts[doc] as usize..self.starts[doc + 1] as usize]
    }

    /// How many of these documents have each of the values.
    pub(crate) fn count(&self, docs: &BitSet) -> Vec<u64> {
        let mut counts = vec![0; self.values.len()];
        for doc in members(docs) {
            for place in self.of(doc) {
                counts[*place as usize] += 1;
            }
        }
        counts
    }

    /// Those of the documents that have one of the values.
    pub(crate) fn with_any(&self, docs: &BitSet, values: &[String]) -> BitSet {
        let chosen: Vec<bool> = self.values.iter().map(|one| values.contains(one)).collect();
        let mut with = BitSet::with_max_value(docs.max_value());
        for doc in members(docs) {
            if self.of(doc).iter().any(|place| chosen[*place as usize]) {
                with.insert(doc);
            }
        }
        with
    }
}

/// The columns of the segments that are searched now.
#[derive(Default)]
pub(crate) struct Columns(Mutex<HashMap<SegmentId, Arc<SegmentColumns>>>);

impl Columns {
    /// Returns the columns of every segment of a searcher, and forgets those of others.
    pub(crate) fn of(&self, searcher: &Searcher) -> Vec<Arc<SegmentColumns>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = HashMap::new();
        let segments = searcher.segment_readers().iter();
        let columns = segments.map(|segment| {
            let id = segment.segment_id();
            let columns = known.get(&id).cloned().unwrap_or_default();
            now.insert(id, Arc::clone(&columns));
            columns
        });
        let columns = columns.collect();
        *known = now;
        columns
    }
}
