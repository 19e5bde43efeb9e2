//! The yardstick of a rebuild: documents straight into the engine, with our fields and analysis.

use std::path::Path;

use crate::disk::Disk;
use crate::document::Document;
use crate::error::Result;
use crate::generation::Generation;
use crate::language::Language;
use crate::writer;

/// Adds documents to a new index in an empty directory, in one commit and with nothing around it:
/// no rights, no position to keep, none to replace, no old index to swap with. Returns how many it
/// then has. For measuring what following the tables costs; nothing can be done with the index.
pub fn straight(
    path: &Path,
    language: &Language,
    documents: impl IntoIterator<Item = Document>,
) -> Result<u64> {
    let (generation, mut index_writer) = Generation::create(path, language, &Disk::system())?;
    for document in documents {
        index_writer
            .add_document(document.into_engine(&generation.fields, language.ranking().indexing))?;
    }
    writer::commit(&mut index_writer, &generation, 0)?;
    generation.publish(0)?;
    index_writer.wait_merging_threads()?;
    Ok(generation.reader.searcher().num_docs())
}
