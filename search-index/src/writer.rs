//! The one who writes: changes in, one commit, position along with it.
//!
//! Changes and position are one commit, so a process that is killed has done both or neither.
//! Applying a change a second time is harmless.
//!
//! A writer of the engine that has failed once can't be trusted again: its threads may have
//! stopped, and what it took in may come along with a later commit. So it is thrown away after any
//! failure, and the next change gets a new one that begins at what is on disk. Its locks may be
//! poisoned as well, so the reading side is opened again along with it.

use tantivy::{IndexWriter, Term};

use crate::document::{Change, Document};
use crate::error::{Error, Result};
use crate::generation::Generation;

/// Writes one generation.
pub(crate) struct Writer {
    /// None after a failure, until the next change.
    engine: Option<IndexWriter>,
}

impl Writer {
    pub(crate) fn new(engine: IndexWriter) -> Self {
        Self {
            engine: Some(engine),
        }
    }

    /// Whether it failed and was thrown away.
    pub(crate) fn is_lost(&self) -> bool {
        self.engine.is_none()
    }

    /// Applies changes and makes them visible.
    pub(crate) fn apply(
        &mut self,
        generation: &Generation,
        changes: Vec<Change>,
        position: i64,
    ) -> Result<()> {
        let applied = generation.position();
        if position < applied {
            return Err(Error::PositionBack {
                applied,
                given: position,
            });
        }
        // Out of its place while it works: a failure or a panic on the way leaves none behind.
        let mut engine = match self.engine.take() {
            Some(engine) => engine,
            None => generation.writer()?,
        };
        write(&engine, generation, changes)?;
        commit(&mut engine, generation, position)?;
        self.engine = Some(engine);
        generation.publish(position)
    }

    /// Ends, after merges under way.
    pub(crate) fn end(self) {
        let Some(engine) = self.engine else { return };
        if let Err(error) = engine.wait_merging_threads() {
            tracing::warn!(error = ?error, "the writer of an old index ended with an error");
        }
    }
}

/// Takes in changes, without a commit.
pub(crate) fn write(
    writer: &IndexWriter,
    generation: &Generation,
    changes: Vec<Change>,
) -> Result<()> {
    for change in changes {
        match change {
            Change::Put(document) => put(writer, generation, *document)?,
            Change::Delete(id) => {
                writer.delete_term(Term::from_field_text(generation.fields.id, &id));
            }
        }
    }
    Ok(())
}

/// Adds a document in the place of the one with the same id.
pub(crate) fn put(writer: &IndexWriter, generation: &Generation, document: Document) -> Result<()> {
    let fields = &generation.fields;
    let indexing = generation.language.ranking().indexing;
    writer.delete_term(Term::from_field_text(fields.id, &document.id));
    writer.add_document(document.into_engine(fields, indexing))?;
    Ok(())
}

/// Commits with a position.
pub(crate) fn commit(
    writer: &mut IndexWriter,
    generation: &Generation,
    position: i64,
) -> Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&generation.stamp(position));
    commit.commit()?;
    Ok(())
}
