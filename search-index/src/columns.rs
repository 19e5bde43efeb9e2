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
use crate::statistics::{in_common, members};

/// The facets of one segment, each unpacked when it is first asked for.
#[derive(Default)]
pub(crate) struct SegmentColumns {
    facets: [OnceLock<FacetColumn>; Facet::ALL.len()],
}

/// The values of one facet in one segment.
pub(crate) struct FacetColumn {
    /// All values there are, by alphabet.
    pub values: Vec<String>,
    documents: Documents,
}

/// Which documents have which values.
enum Documents {
    /// Per value its documents: a few values are counted a word of documents at a time.
    PerValue(Vec<BitSet>),
    /// Per document where its values begin in the row, and one more for where the last one ends;
    /// the row has the place of each value in the list.
    PerDocument { starts: Vec<u32>, row: Vec<u32> },
}

/// More values than this are counted document by document.
const FEW: usize = 64;

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
        let mut values = Vec::new();
        let Some(column) = segment.fast_fields().str(&facet_column(facet))? else {
            return Ok(Self {
                values,
                documents: Documents::PerValue(Vec::new()),
            });
        };
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            values.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        if values.len() <= FEW {
            let mut sets = vec![BitSet::with_max_value(documents); values.len()];
            for doc in 0..documents {
                for ordinal in column.term_ords(doc) {
                    let place = usize::try_from(ordinal).unwrap_or(usize::MAX);
                    if let Some(set) = sets.get_mut(place) {
                        set.insert(doc);
                    }
                }
            }
            return Ok(Self {
                values,
                documents: Documents::PerValue(sets),
            });
        }
        let mut starts = vec![0];
        let mut row = Vec::new();
        for doc in 0..documents {
            let ordinals = column.term_ords(doc);
            row.extend(ordinals.filter_map(|ordinal| u32::try_from(ordinal).ok()));
            starts.push(u32::try_from(row.len()).unwrap_or(u32::MAX));
        }
        Ok(Self {
            values,
            documents: Documents::PerDocument { starts, row },
        })
    }

    /// How many of these documents have each of the values.
    pub(crate) fn count(&self, docs: &BitSet) -> Vec<u64> {
        match &self.documents {
            Documents::PerValue(sets) => sets.iter().map(|with| in_common(docs, with)).collect(),
            Documents::PerDocument { starts, row } => {
                let mut counts = vec![0; self.values.len()];
                for doc in members(docs) {
                    for place in of(starts, row, doc) {
                        counts[*place as usize] += 1;
                    }
                }
                counts
            }
        }
    }

    /// Those of the documents that have one of the values.
    pub(crate) fn with_any(&self, docs: &BitSet, values: &[String]) -> BitSet {
        let chosen: Vec<bool> = self.values.iter().map(|one| values.contains(one)).collect();
        let mut with = BitSet::with_max_value(docs.max_value());
        for doc in members(docs) {
            let has_one = match &self.documents {
                Documents::PerValue(sets) => {
                    let mut sets = sets.iter().zip(&chosen);
                    sets.any(|(with, chosen)| *chosen && with.contains(doc))
                }
                Documents::PerDocument { starts, row } => {
                    let mut places = of(starts, row, doc).iter();
                    places.any(|place| chosen[*place as usize])
                }
            };
            if has_one {
                with.insert(doc);
            }
        }
        with
    }
}

fn of<'a>(starts: &[u32], row: &'a [u32], doc: DocId) -> &'a [u32] {
    let doc = doc as usize;
    &row[starts[doc] as usize..starts[doc + 1] as usize]
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
