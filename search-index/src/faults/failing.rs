//! A folder of which the n-th operation fails.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// How it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// From the n-th operation that writes on, every one says that the disk is full.
    Full,
    /// The n-th operation gives an error, those after it don't.
    Error,
    /// The n-th write of a thread that makes segments panics. Elsewhere the engine itself ends the
    /// process at a panic, which is a kill as any other.
    Panic,
}

/// When it fails, and whether it did.
#[derive(Debug)]
pub struct Plan {
    fault: Fault,
    left: AtomicI64,
    hit: AtomicBool,
    cured: AtomicBool,
}

impl Plan {
    pub fn new(fault: Fault, at: i64) -> Self {
        Self {
            fault,
            left: AtomicI64::new(at),
            hit: AtomicBool::new(false),
            cured: AtomicBool::new(false),
        }
    }

    /// Whether an operation has failed.
    pub fn hit(&self) -> bool {
        self.hit.load(Ordering::SeqCst)
    }

    /// From now on nothing fails.
    pub fn cure(&self) {
        self.cured.store(true, Ordering::SeqCst);
    }

    fn read(&self) -> io::Result<()> {
        match self.fault {
            Fault::Error => self.count(),
            Fault::Full | Fault::Panic => Ok(()),
        }
    }

    fn write(&self) -> io::Result<()> {
        let thread = std::thread::current();
        let makes_segments = || {
            thread
                .name()
                .is_some_and(|n| n.starts_with("thrd-tantivy-index"))
        };
        if self.fault == Fault::Panic && !makes_segments() {
            return Ok(());
        }
        self.count()
    }

    fn count(&self) -> io::Result<()> {
        if self.cured.load(Ordering::SeqCst) {
            return Ok(());
        }
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        let fails = left == 1 || (left < 1 && self.fault == Fault::Full);
        if !fails {
            return Ok(());
        }
        self.hit.store(true, Ordering::SeqCst);
        match self.fault {
            Fault::Full => Err(io::Error::from_raw_os_error(ENOSPC)),
            Fault::Error => Err(io::Error::from_raw_os_error(EIO)),
            Fault::Panic => panic!("the planned failure"),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Failing {
    inner: MmapDirectory,
    plan: Arc<Plan>,
}

impl Failing {
    pub fn open(path: &Path, plan: Arc<Plan>) -> Result<Self, OpenDirectoryError> {
        plan.read()
            .map_err(|error| OpenDirectoryError::wrap_io_error(error, path.to_owned()))?;
        let inner = MmapDirectory::open(path)?;
        Ok(Self { inner, plan })
    }
}

impl Directory for Failing {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.plan
            .read()
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.plan.write().map_err(|error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        })?;
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.plan
            .write()
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        let inner = self.inner.open_write(path)?;
        let plan = Arc::clone(&self.plan);
        Ok(BufWriter::new(Box::new(FailingWrite { inner, plan })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.plan
            .read()
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        self.inner.atomic_read(path)
    }

    /// Fails before anything is done, or when the new file is in its place already.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.plan.write()?;
        self.inner.atomic_write(path, data)?;
        self.plan.write()
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.plan.write()?;
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.plan.write().map_err(LockError::wrap_io_error)?;
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

struct FailingWrite {
    inner: WritePtr,
    plan: Arc<Plan>,
}

impl Write for FailingWrite {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.plan.write()?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.plan.write()?;
        self.inner.flush()
    }
}

impl TerminatingWrite for FailingWrite {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.plan.write()?;
        self.inner.terminate_ref(token)
    }
}
