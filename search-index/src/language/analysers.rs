//! Analysers for answering queries, kept between queries.
//!
//! What takes time is to stem a word and to take it apart, and texts and queries share their words:
//! an analyser that has seen some thousands of them answers from memory.

use std::sync::{Mutex, PoisonError};

use super::Language;
use crate::analysis::{Splitter, Stemmer};

/// What one query at a time works with.
pub(crate) struct Analysers {
    pub stemmer: Stemmer,
    pub splitter: Splitter,
}

/// More queries at the same time than this make their own; each remembers some megabytes.
const KEPT: usize = 16;

#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Analysers>>);

impl Language {
    /// Takes analysers to work with.
    pub(crate) fn analysers(&self) -> Analysers {
        let kept = {
            let mut pool = self.pool().0.lock().unwrap_or_else(PoisonError::into_inner);
            pool.pop()
        };
        kept.unwrap_or_else(|| Analysers {
            stemmer: Stemmer::new(self.stemming()),
            splitter: self.splitter(),
        })
    }

    /// Gives them back; those of a query that failed are not missed.
    pub(crate) fn give_back(&self, analysers: Analysers) {
        let mut pool = self.pool().0.lock().unwrap_or_else(PoisonError::into_inner);
        if pool.len() < KEPT {
            pool.push(analysers);
        }
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").finish_non_exhaustive()
    }
}
