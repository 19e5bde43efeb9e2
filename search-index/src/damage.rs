//! What an error says about the index: is it broken, or is it the disk under it?

use std::io::{self, ErrorKind};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::error::Error;

/// What is the matter, in the terms of who has to do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The files are no sound index; building a new one is the remedy.
    Damaged,
    /// There is no room left; a new index is no remedy, room is.
    DiskFull,
    /// The folder can't be written: a read-only file system, or a missing permission.
    ReadOnly,
    /// Anything else, such as a disk that gives errors.
    Other,
}

impl Error {
    /// What the error itself says is the matter. The engine does not always pass on a cause:
    /// [`SearchIndex::diagnose`](crate::SearchIndex::diagnose) looks further.
    pub fn trouble(&self) -> Trouble {
        let error = match self {
            Self::Io { source, .. } => return of_io(source),
            Self::Damaged { .. } => return Trouble::Damaged,
            Self::Engine(error) => error,
            _ => return Trouble::Other,
        };
        match error {
            TantivyError::IoError(source)
            | TantivyError::LockFailure(LockError::IoError(source), _)
            | TantivyError::OpenReadError(OpenReadError::IoError {
                io_error: source, ..
            })
            | TantivyError::OpenWriteError(OpenWriteError::IoError {
                io_error: source, ..
            })
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
                io_error: source,
                ..
            }) => of_io(source),
            TantivyError::OpenReadError(_)
            | TantivyError::OpenDirectoryError(_)
            | TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::SchemaError(_)
            | TantivyError::InternalError(_) => Trouble::Damaged,
            _ => Trouble::Other,
        }
    }
}

fn of_io(error: &io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::InvalidData
        | ErrorKind::UnexpectedEof
        | ErrorKind::Other => Trouble::Damaged,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::DiskFull,
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Trouble::ReadOnly,
        _ => Trouble::Other,
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;
    use std::sync::Arc;

    use tantivy::TantivyError;
    use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};

    use super::Trouble;
    use crate::error::Error;

    #[test]
    fn an_error_tells_what_is_the_matter() {
        let [enoent, eio, eacces, enospc, erofs] = [2, 5, 13, 28, 30];
        let cause = |code| Arc::new(io::Error::from_raw_os_error(code));
        let path = PathBuf::new;
        for (code, expected) in [
            (enoent, Trouble::Damaged),
            (eio, Trouble::Other),
            (eacces, Trouble::ReadOnly),
            (enospc, Trouble::DiskFull),
            (erofs, Trouble::ReadOnly),
        ] {
            for error in [
                TantivyError::IoError(cause(code)),
                TantivyError::LockFailure(LockError::IoError(cause(code)), None),
                OpenWriteError::IoError {
                    io_error: cause(code),
                    filepath: path(),
                }
                .into(),
                OpenReadError::IoError {
                    io_error: cause(code),
                    filepath: path(),
                }
                .into(),
            ] {
                assert_eq!(Error::Engine(error).trouble(), expected, "{code}");
            }
            let source = io::Error::from_raw_os_error(code);
            let own = Error::Io {
                path: path(),
                source,
            };
            assert_eq!(own.trouble(), expected, "{code}");
        }
        let missing = OpenReadError::FileDoesNotExist(path());
        assert_eq!(Error::Engine(missing.into()).trouble(), Trouble::Damaged);
        assert_eq!(Error::RebuildRunning.trouble(), Trouble::Other);
    }
}
