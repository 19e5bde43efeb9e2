//! Builds a new index beside the live one.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use tantivy::IndexWriter;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::generation::{self, Generation};
use crate::{Inner, writer};

/// A new index in the making; searches go on in the live one until [`finish`](Self::finish).
/// Dropped unfinished, it leaves nothing behind.
pub struct Rebuild {
    inner: Arc<Inner>,
    /// The directory, as long as it is ours to remove.
    path: Option<PathBuf>,
    build: Option<(Generation, IndexWriter)>,
}

impl Rebuild {
    pub(crate) fn new(inner: &Arc<Inner>) -> Result<Self> {
        if inner.rebuilding.swap(true, Ordering::AcqRel) {
            return Err(Error::RebuildRunning);
        }
        // From here on dropping the value gives the flag free, also when creating fails.
        let mut rebuild = Self {
            inner: Arc::clone(inner),
            path: None,
            build: None,
        };
        let path = generation::next_path(&inner.root, &inner.language)?;
        rebuild.path = Some(path.clone());
        rebuild.build = Some(Generation::create(&path, &inner.language)?);
        Ok(rebuild)
    }

    /// Adds documents; of two with the same id the later stays.
    pub fn add(&mut self, docs: Vec<Document>) -> Result<()> {
        if let Some((generation, writer)) = &self.build {
            for document in docs {
                writer::put(writer, generation, document)?;
            }
        }
        Ok(())
    }

    /// Commits, puts the new index in the place of the live one and removes the old directory.
    ///
    /// The position may lie before that of the live index: it is the point in the change log from
    /// which the new one still has to follow.
    pub fn finish(mut self, position: i64) -> Result<()> {
        if let Some((generation, writer)) = &mut self.build {
            writer::commit(writer, position)?;
            generation.publish(position)?;
        }
        if let Some((generation, writer)) = self.build.take() {
            let mut live_writer = self
                .inner
                .writer
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let old_writer = std::mem::replace(&mut *live_writer, writer);
            let old = self.inner.live.swap(Arc::new(generation));
            drop(live_writer);
            self.path = None;
            // A merge still under way would write into the directory while it is being removed.
            if let Err(error) = old_writer.wait_merging_threads() {
                tracing::warn!(error = ?error, "the writer of the old index ended with an error");
            }
            generation::remove(&old.path);
        }
        Ok(())
    }
}

impl Drop for Rebuild {
    fn drop(&mut self) {
        drop(self.build.take());
        if let Some(path) = &self.path {
            generation::remove(path);
        }
        self.inner.rebuilding.store(false, Ordering::Release);
    }
}

impl std::fmt::Debug for Rebuild {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rebuild")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
