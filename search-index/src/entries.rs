//! What the index holds, for comparing it with the tables.

use crate::error::Result;
use crate::generation::Generation;
use crate::schema;

/// A document as far as a comparison needs it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The identity.
    pub id: String,
    /// The version it was given.
    pub version: i64,
    /// The fingerprint of the document that was given: see
    /// [`Document::fingerprint`](crate::Document::fingerprint).
    pub fingerprint: u64,
}

/// Every document, by id.
pub(crate) fn entries(generation: &Generation) -> Result<Vec<Entry>> {
    let mut found = Vec::new();
    for segment in generation.reader.searcher().segment_readers() {
        let Some(ids) = segment.fast_fields().str(schema::ID)? else {
            continue;
        };
        let versions = segment.fast_fields().i64(schema::VERSION)?;
        let fingerprints = segment.fast_fields().u64(schema::FINGERPRINT)?;
        for doc in segment.doc_ids_alive() {
            let mut id = String::new();
            if let Some(ordinal) = ids.ords().first(doc) {
                ids.ord_to_str(ordinal, &mut id)?;
            }
            found.push(Entry {
                id,
                version: versions.first(doc).unwrap_or_default(),
                fingerprint: fingerprints.first(doc).unwrap_or_default(),
            });
        }
    }
    found.sort_unstable();
    Ok(found)
}
