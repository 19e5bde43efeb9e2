//! Dutch full-text search on tantivy. Knows no database and no web.
//!
//! # Who reads what
//!
//! Documents carry keys and a reader holds keys; who shares a key may read. Everything an answer
//! holds (hits, their order and scores, totals, facets, *bedoelde u*, fuzzy and joined words,
//! suggestions, similar documents) equals the answer of an index that holds only the documents the
//! reader may read. A word in an unreadable document changes nothing in any answer.
//!
//! # Following the change log
//!
//! The caller applies changes in the order of its log, and the position in the log is part of the
//! same commit: see [`SearchIndex::apply`] and [`SearchIndex::position`]. An index can always be
//! made anew from the tables ([`SearchIndex::rebuild`]); a damaged one is dropped on opening and
//! starts at position 0.
//!
//! All calls block. One process at a time opens an index; others may read it as a [`Snapshot`].

mod analysis;
mod collect;
mod columns;
mod document;
mod error;
mod facet;
mod fragment;
mod generation;
mod keys;
mod language;
mod query;
mod ranking;
mod rebuild;
mod schema;
mod search;
mod similar;
mod snapshot;
mod statistics;
mod straight;
mod suggest;
mod vocabulary;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use tantivy::IndexWriter;

use crate::generation::Generation;

pub use analysis::{Stemming, fold};
pub use document::{Change, Document, Weight};
pub use error::{Error, Result};
pub use facet::{Facet, FacetCount};
pub use keys::Keys;
pub use language::{Language, Lexicon, Synonym, Synonyms};
pub use query::{Explanation, Factor, How, Query, Reason, Sort, is_quote};
pub use ranking::{Indexing, Ranking};
pub use rebuild::Rebuild;
pub use search::{Hit, Results};
pub use snapshot::Snapshot;
pub use straight::straight;
pub use suggest::{Suggestion, SuggestionKind};

/// The search index: a handle that can be cloned and shared between threads.
#[derive(Clone)]
pub struct SearchIndex {
    inner: Arc<Inner>,
}

struct Inner {
    root: PathBuf,
    language: Language,
    live: ArcSwap<Generation>,
    writer: Mutex<IndexWriter>,
    rebuilding: AtomicBool,
}

impl SearchIndex {
    /// Opens the index under a directory, or makes it.
    ///
    /// Indexes of another layout or lexicon, half-built and damaged ones are removed. A new index
    /// has position 0; so the position says whether there is something to catch up with.
    pub fn open(root: &Path, language: Language) -> Result<Self> {
        let (generation, writer) = generation::open_or_create(root, &language)?;
        Ok(Self {
            inner: Arc::new(Inner {
                root: root.to_owned(),
                language,
                live: ArcSwap::from_pointee(generation),
                writer: Mutex::new(writer),
                rebuilding: AtomicBool::new(false),
            }),
        })
    }

    /// Answers from now on with other synonyms; what is indexed stays as it is.
    pub fn set_synonyms(&self, synonyms: Synonyms) {
        self.inner.language.set_synonyms(synonyms);
    }

    /// The number of the last change applied; 0 when new.
    pub fn position(&self) -> i64 {
        self.inner.live.load().position()
    }

    /// Applies changes in order, in one commit with the position; searchable on return.
    ///
    /// # Errors
    ///
    /// [`Error::PositionBack`] when the position lies before the present one. After any error
    /// nothing of the changes has been applied.
    pub fn apply(&self, changes: Vec<Change>, position: i64) -> Result<()> {
        let mut writer = self
            .inner
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Loaded under the lock: a rebuild swaps writer and live index together.
        let live = self.inner.live.load_full();
        writer::apply(&mut writer, &live, changes, position)
    }

    /// Answers a query. Every text is a valid query.
    pub fn search(&self, query: &Query) -> Result<Results> {
        let view = self.inner.live.load().view(&query.readable)?;
        search::search(&view, query)
    }

    /// Returns at most `limit` completions of the last word typed, and after those at most
    /// `limit` documents of which the title has all words typed, the last one as a beginning.
    pub fn suggest(&self, text: &str, readable: &Keys, limit: usize) -> Result<Vec<Suggestion>> {
        let view = self.inner.live.load().view(readable)?;
        suggest::suggest(&view, text, limit)
    }

    /// Returns the documents most like this one, without it; none when it can't be read with
    /// these keys.
    pub fn similar(&self, id: &str, readable: &Keys, limit: usize) -> Result<Vec<Hit>> {
        let view = self.inner.live.load().view(readable)?;
        search::similar(&view, id, limit)
    }

    /// Starts a new index beside this one; there can be one at a time.
    pub fn rebuild(&self) -> Result<Rebuild> {
        Rebuild::new(&self.inner)
    }

    /// The number of documents.
    pub fn len(&self) -> u64 {
        self.inner.live.load().reader.searcher().num_docs()
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id and version of every document, by id: for comparing the index with the tables.
    pub fn ids(&self) -> Result<Vec<(String, i64)>> {
        let mut found = Vec::new();
        for segment in self.inner.live.load().reader.searcher().segment_readers() {
            let Some(ids) = segment.fast_fields().str(schema::ID)? else {
                continue;
            };
            let versions = segment.fast_fields().i64(schema::VERSION)?;
            for doc in segment.doc_ids_alive() {
                let mut id = String::new();
                if let Some(ordinal) = ids.ords().first(doc) {
                    ids.ord_to_str(ordinal, &mut id)?;
                }
                found.push((id, versions.first(doc).unwrap_or_default()));
            }
        }
        found.sort_unstable();
        Ok(found)
    }
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex")
            .field("root", &self.inner.root)
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}
