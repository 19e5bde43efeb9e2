//! The one who writes: changes in, one commit, position along with it.
//!
//! Changes and position are one commit, so a process that is killed has done both or neither.
//! Applying a change a second time is harmless.

use tantivy::{IndexWriter, Term};

use crate::document::{Change, Document};
use crate::error::{Error, Result};
use crate::generation::Generation;

/// Applies changes and makes them visible.
pub(crate) fn apply(
    writer: &mut IndexWriter,
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
    let written = write(writer, generation, changes).and_then(|()| commit(writer, position));
    if let Err(error) = written {
        // What was taken in but not committed must not come along with the next commit.
        writer.rollback()?;
        return Err(error);
    }
    generation.publish(position)
}

fn write(writer: &IndexWriter, generation: &Generation, changes: Vec<Change>) -> Result<()> {
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
pub(crate) fn commit(writer: &mut IndexWriter, position: i64) -> Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&position.to_string());
    commit.commit()?;
    Ok(())
}
