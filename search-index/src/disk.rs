//! Where an index keeps its files: folders of the operating system, and in tests folders that fail
//! when they are told to.

use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::OpenDirectoryError;

use crate::error::{Error, Result};

type Opener =
    dyn Fn(&Path) -> std::result::Result<Box<dyn Directory>, OpenDirectoryError> + Send + Sync;

/// Opens folders for the engine.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Opener>);

/// The size of all files under a folder.
pub(crate) fn bytes(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(found) if found.is_dir() => bytes(&entry.path()),
            Ok(found) => found.len(),
            Err(_) => 0,
        })
        .sum()
}

impl Disk {
    /// The disk of the machine.
    pub(crate) fn system() -> Self {
        Self::new(|path| Ok(Box::new(MmapDirectory::open(path)?)))
    }

    pub(crate) fn new(
        open: impl Fn(&Path) -> std::result::Result<Box<dyn Directory>, OpenDirectoryError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self(Arc::new(open))
    }

    pub(crate) fn open(&self, path: &Path) -> Result<Box<dyn Directory>> {
        (self.0)(path).map_err(|error| Error::Engine(error.into()))
    }
}
