//! What can go wrong in the index.
//!
//! Nothing here is the fault of a reader: every query text is a valid query, and an unknown filter
//! value simply matches nothing. What remains is the disk, the lock, and a caller that goes back in
//! the change log.

use std::path::PathBuf;

use tantivy::TantivyError;

/// An error of the search index.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine failed; the source says how.
    #[error("the full-text engine failed")]
    Engine(#[from] TantivyError),
    /// A file or directory of the index could not be read, made or removed.
    #[error("could not use {path}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The files are not those that were written.
    #[error("the index is damaged: {what} ({path})")]
    Damaged {
        /// The file or directory.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Another process writes to this index.
    #[error("another process writes to the index in {path}")]
    Locked {
        /// The directory of the index.
        path: PathBuf,
    },
    /// The position given lies before the position already applied.
    #[error("position {given} lies before the applied position {applied}")]
    PositionBack {
        /// The position already applied.
        applied: i64,
        /// The position that was given.
        given: i64,
    },
    /// The index is empty and has to be built before it can answer.
    #[error("the index has not been built yet")]
    NotBuilt,
    /// A rebuild is under way; there can be one at a time.
    #[error("a rebuild of the index is already under way")]
    RebuildRunning,
    /// There is no facet of this name.
    #[error("there is no facet {0:?}")]
    UnknownFacet(String),
}

impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Self {
        Self::Engine(source.into())
    }
}

/// The result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
