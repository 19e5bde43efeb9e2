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
mod damage;
mod disk;
mod document;
mod entries;
mod error;
mod facet;
#[cfg(test)]
mod faults;
mod fingerprint;
mod folders;
mod fragment;
mod generation;
mod inspection;
mod keys;
mod language;
mod query;
mod ranking;
mod rebuild;
mod schema;
mod search;
mod similar;
mod snapshot;
mod stamp;
mod statistics;
mod straight;
mod suggest;
mod vocabulary;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;

use crate::disk::Disk;
use crate::generation::Generation;
use crate::writer::Writer;

pub use analysis::{Stemming, fold};
pub use damage::Trouble;
pub use document::{Adoption, Change, Document, Lapse, Standing, Weight};
pub use entries::Entry;
pub use error::{Error, Result};
pub use facet::{Facet, FacetCount};
pub use keys::Keys;
pub use language::{Language, Lexicon, Synonym, Synonyms};
pub use query::{Explanation, Factor, How, Query, Reason, Sort, is_quote};
pub use ranking::{Indexing, Ranking};
pub use rebuild::Rebuild;
pub use search::{Found, Hit, Results};
pub use snapshot::Snapshot;
pub use straight::straight;
pub use suggest::{Suggestion, SuggestionKind};

/// What is written to try a disk, and how much of it.
const TRIAL: &str = "probeer.tmp";
const TRIAL_BYTES: usize = 1 << 20;

/// The search index: a handle that can be cloned and shared between threads.
#[derive(Clone)]
pub struct SearchIndex {
    inner: Arc<Inner>,
}

struct Inner {
    root: PathBuf,
    language: Language,
    live: ArcSwap<Generation>,
    disk: Disk,
    writer: Mutex<Writer>,
    rebuilding: AtomicBool,
    open: AtomicBool,
}

impl SearchIndex {
    /// Opens the index under a directory, or makes it.
    ///
    /// Indexes of another layout or lexicon, half-built and damaged ones are removed. A new index
    /// has position 0; so the position says whether there is something to catch up with.
    pub fn open(root: &Path, language: Language) -> Result<Self> {
        Self::open_on(Disk::system(), root, language)
    }

    fn open_on(disk: Disk, root: &Path, language: Language) -> Result<Self> {
        let (generation, writer) = folders::open_or_create(root, &language, &disk)?;
        Ok(Self {
            inner: Arc::new(Inner {
                root: root.to_owned(),
                language,
                live: ArcSwap::from_pointee(generation),
                disk,
                writer: Mutex::new(Writer::new(writer)),
                rebuilding: AtomicBool::new(false),
                open: AtomicBool::new(true),
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
    /// nothing of the changes is visible, and the same call may be made again: the index goes on
    /// with a new writer.
    pub fn apply(&self, changes: Vec<Change>, position: i64) -> Result<()> {
        let mut writer = self
            .inner
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if writer.is_lost() {
            let (generation, fresh) = self.inner.live.load().reopen(&self.inner.disk)?;
            self.inner.live.store(Arc::new(generation));
            *writer = Writer::new(fresh);
        }
        // Loaded under the lock: a rebuild swaps writer and live index together.
        let live = self.inner.live.load_full();
        writer.apply(&live, changes, position)
    }

    /// Answers a query. Every text is a valid query.
    pub fn search(&self, query: &Query) -> Result<Results> {
        let view = self.answering()?.view(&query.readable)?;
        search::search(view, query)
    }

    /// Finds what fits a query, as [`Self::search`] does, but leaves the counting of facets and the
    /// reading of texts to the caller, who may have other work to do meanwhile.
    pub fn find(&self, query: &Query) -> Result<Found> {
        Found::new(self.answering()?.view(&query.readable)?, query)
    }

    /// Returns at most `limit` completions of the last word typed, and after those at most
    /// `limit` documents of which the title has all words typed, the last one as a beginning.
    pub fn suggest(&self, text: &str, readable: &Keys, limit: usize) -> Result<Vec<Suggestion>> {
        let view = self.answering()?.view(readable)?;
        suggest::suggest(&view, text, limit)
    }

    /// Returns the documents most like this one, without it; none when it can't be read with
    /// these keys.
    pub fn similar(&self, id: &str, readable: &Keys, limit: usize) -> Result<Vec<Hit>> {
        let view = self.answering()?.view(readable)?;
        search::similar(&view, id, limit)
    }

    /// Starts a new index beside this one; there can be one at a time.
    pub fn rebuild(&self) -> Result<Rebuild> {
        Rebuild::new(&self.inner)
    }

    /// Refuses every question until a rebuild is finished: for an empty index of which the caller
    /// knows that there are documents, because no answer is better than a wrong one.
    pub fn close_until_built(&self) {
        self.inner.open.store(false, Ordering::Release);
    }

    /// Whether questions are answered.
    pub fn is_open(&self) -> bool {
        self.inner.open.load(Ordering::Acquire)
    }

    fn answering(&self) -> Result<Arc<Generation>> {
        if self.is_open() {
            Ok(self.inner.live.load_full())
        } else {
            Err(Error::NotBuilt)
        }
    }

    /// The number of documents.
    pub fn len(&self) -> u64 {
        self.inner.live.load().reader.searcher().num_docs()
    }

    /// How much room the index takes on its disk, in bytes. Files that go while it is counted count
    /// for nothing.
    pub fn bytes(&self) -> u64 {
        disk::bytes(&self.inner.root)
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id and version of every document, by id: for comparing the index with the tables.
    pub fn ids(&self) -> Result<Vec<(String, i64)>> {
        let entries = self.entries()?.into_iter();
        Ok(entries.map(|entry| (entry.id, entry.version)).collect())
    }

    /// Every document by id, with what tells whether it is as the tables have it.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        entries::entries(&self.inner.live.load())
    }

    /// The number of the last order to build anew that this index answers; 0 when none. It goes
    /// with every commit, so an order is not forgotten when a process is killed half-way.
    pub fn order(&self) -> i64 {
        self.inner.live.load().order()
    }

    /// Looks whether the files of the index are still there. With `thorough` every byte is read
    /// and compared with its checksum, which takes time.
    ///
    /// # Errors
    ///
    /// [`Trouble::Damaged`] when the index has to be built anew.
    pub fn check(&self, thorough: bool) -> Result<()> {
        self.inner.live.load().check(thorough)
    }

    /// What is the matter after an error. The engine does not always tell: then the files are
    /// looked at, and a small file is written beside them.
    pub fn diagnose(&self, error: &Error) -> Trouble {
        let told = error.trouble();
        if told != Trouble::Other {
            return told;
        }
        if let Err(found) = self.check(false).and_then(|()| self.try_disk()) {
            return found.trouble();
        }
        Trouble::Other
    }

    /// Writes a file beside the index and removes it again: whether there is room, and leave.
    pub fn try_disk(&self) -> Result<()> {
        let path = self.inner.root.join(TRIAL);
        let tried = std::fs::write(&path, vec![0; TRIAL_BYTES]);
        let removed = std::fs::remove_file(&path);
        tried
            .and(removed)
            .map_err(|source| generation::io_error(&path, source))
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
