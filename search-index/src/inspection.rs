//! Looking whether the files of an index are those that were written.

use std::path::{Path, PathBuf};

use tantivy::Index;
use tantivy::fastfield::AliveBitSet;

use crate::error::Result;
use crate::generation::{Generation, damaged, io_error};
use crate::schema;
use crate::stamp::Stamp;

/// How often to look before something is called damaged.
const LOOKS: usize = 3;

impl Generation {
    /// Whether the numbers in the list of segments, which has no checksum, are those of the files.
    pub(crate) fn counts_are_sound(&self) -> Result<bool> {
        for segment in self.reader.searcher().segment_readers() {
            let rows = segment.fast_fields().i64(schema::VERSION)?.num_docs();
            let alive = segment
                .alive_bitset()
                .map_or(rows as usize, AliveBitSet::num_alive_docs);
            let sound = rows == segment.max_doc() && alive == segment.num_docs() as usize;
            if !sound {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Looks whether the files of the last commit are still there, and with `thorough` whether
    /// every byte of them is as it was written.
    pub(crate) fn check(&self, thorough: bool) -> Result<()> {
        // A merge may replace files between the reading of the list and the looking: then another
        // look sees the new ones.
        let mut looked = self.look(thorough);
        for _ in 1..LOOKS {
            if looked.is_ok() {
                break;
            }
            looked = self.look(thorough);
        }
        looked
    }

    fn look(&self, thorough: bool) -> Result<()> {
        let searcher = self.reader.searcher();
        let index = searcher.index();
        if let Some(file) = self.missing(index)?.first() {
            return Err(damaged(file, "the file is gone"));
        }
        if thorough && let Some(file) = index.validate_checksum()?.into_iter().next() {
            let path = self.path.join(file);
            return Err(damaged(&path, "the file does not match its checksum"));
        }
        Ok(())
    }

    fn missing(&self, index: &Index) -> Result<Vec<PathBuf>> {
        // Before the list is read: a commit may come in between.
        let position = self.position();
        let metas = index.load_metas()?;
        let stamp = metas.payload.as_deref().and_then(Stamp::read);
        if stamp.is_none_or(|stamp| stamp.position < position) {
            return Err(damaged(&self.path, "an older commit has come back"));
        }
        let managed = index.directory().list_managed_files();
        let files = metas.list_segment_files().into_iter();
        let files = files.filter(|file| managed.contains(file) && !is_temporary(file));
        let mut missing = Vec::new();
        for file in files.map(|file| self.path.join(file)) {
            let exists = file
                .try_exists()
                .map_err(|source| io_error(&file, source))?;
            if !exists {
                missing.push(file);
            }
        }
        Ok(missing)
    }
}

/// What the engine uses while it writes a segment, and removes when it is there.
fn is_temporary(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "temp")
}
