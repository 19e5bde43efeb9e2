//! Reads an index that another process may be writing.

use std::path::Path;
use std::sync::Arc;

use crate::error::Result;
use crate::generation::Generation;
use crate::language::Language;
use crate::query::Query;
use crate::search::{self, Found, Results};
use crate::statistics::{View, Views};

/// What an index held when it was opened. It takes no lock, so the owner of the index can go on.
pub struct Snapshot {
    generation: Arc<Generation>,
    language: Language,
    views: Views,
}

impl Snapshot {
    /// Opens the newest index of this layout and lexicon under a directory; `None` when there is
    /// none that was ever finished.
    pub fn open(root: &Path, language: &Language) -> Result<Option<Self>> {
        let generation = crate::folders::open_to_read(root, language)?;
        Ok(generation.map(|generation| Self {
            generation: Arc::new(generation),
            language: language.clone(),
            views: Views::default(),
        }))
    }

    /// The same documents, answering with another language: one of the same lexicon.
    #[must_use]
    pub fn with_language(&self, language: Language) -> Self {
        Self {
            generation: Arc::clone(&self.generation),
            language,
            views: Views::default(),
        }
    }

    /// How far the change log had been applied.
    pub fn position(&self) -> i64 {
        self.generation.position()
    }

    /// Answers a query. Every text is a valid query.
    pub fn search(&self, query: &Query) -> Result<Results> {
        search::search(self.view(query)?, query)
    }

    /// Finds what fits a query, as [`Self::search`] does, without counting facets or reading texts.
    pub fn find(&self, query: &Query) -> Result<Found> {
        Found::new(self.view(query)?, query)
    }

    fn view(&self, query: &Query) -> Result<Arc<View>> {
        self.generation
            .view_in(&self.views, &self.language, &query.readable)
    }
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot")
            .field("path", &self.generation.path)
            .finish_non_exhaustive()
    }
}
