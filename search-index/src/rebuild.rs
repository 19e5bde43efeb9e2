//! Builds a new index beside the live one.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use tantivy::IndexWriter;

use crate::Inner;
use crate::document::{Change, Document};
use crate::error::{Error, Result};
use crate::folders;
use crate::generation::Generation;
use crate::writer::{self, Writer};

/// A new index in the making; searches and changes go on in the live one until
/// [`finish`](Self::finish). Dropped unfinished, it leaves nothing behind.
///
/// First all documents ([`add`](Self::add)), then what has changed since the first of them was read
/// ([`follow`](Self::follow)), and while nobody else applies changes the last of that and the swap:
/// so the new index is never behind the old one.
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
        let live = inner.live.load_full();
        let path = folders::next_path(&inner.root, &inner.language, Some(&live.path))?;
        rebuild.path = Some(path.clone());
        let build = Generation::create(&path, &inner.language, &inner.disk)?;
        build.0.set_order(live.order());
        rebuild.build = Some(build);
        Ok(rebuild)
    }

    /// Notes the number of the order that this build answers; see [`SearchIndex::order`].
    ///
    /// [`SearchIndex::order`]: crate::SearchIndex::order
    pub fn set_order(&mut self, order: i64) {
        if let Some((generation, _)) = &self.build {
            generation.set_order(order);
        }
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

    /// Takes in changes that were made since the build began, in order.
    pub fn follow(&mut self, changes: Vec<Change>) -> Result<()> {
        if let Some((generation, writer)) = &self.build {
            writer::write(writer, generation, changes)?;
        }
        Ok(())
    }

    /// Writes to disk what has been taken in so far, so that [`finish`](Self::finish) has little
    /// left to do. The build is as unfinished as it was.
    pub fn save(&mut self) -> Result<()> {
        if let Some((_, writer)) = &mut self.build {
            writer.commit()?;
        }
        Ok(())
    }

    /// Commits, puts the new index in the place of the live one and removes the old directory.
    ///
    /// The position may lie before that of the live index: it is the point in the change log from
    /// which the new one still has to follow.
    pub fn finish(mut self, position: i64) -> Result<()> {
        if let Some((generation, writer)) = &mut self.build {
            writer::commit(writer, generation, position)?;
            generation.publish(position)?;
        }
        if let Some((generation, writer)) = self.build.take() {
            let mut live_writer = self
                .inner
                .writer
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let old_writer = std::mem::replace(&mut *live_writer, Writer::new(writer));
            let old = self.inner.live.swap(Arc::new(generation));
            drop(live_writer);
            self.inner.open.store(true, Ordering::Release);
            self.path = None;
            // A merge still under way would write into the directory while it is being removed.
            old_writer.end();
            folders::remove(&old.path);
        }
        Ok(())
    }
}

impl Drop for Rebuild {
    fn drop(&mut self) {
        drop(self.build.take());
        if let Some(path) = &self.path {
            folders::remove(path);
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
