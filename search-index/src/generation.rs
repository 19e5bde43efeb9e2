//! An index on disk: one directory per layout and build.
//!
//! `root/<fingerprint>-<number>/`. A directory belongs to one layout of fields and words for ever;
//! another layout is another directory. The commit carries the position in the change log, and a
//! directory without one is a build that was never finished. So nothing beside the index says what
//! is valid, and nothing can contradict it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::{fs, io};

use tantivy::directory::error::LockError;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError};

use crate::analysis::{
    COMPOUND_ANALYSER, CompoundAnalyser, EXACT_ANALYSER, ExactAnalyser, PAIR_ANALYSER,
    PairAnalyser, STEMMED_ANALYSER, StemmedAnalyser,
};
use crate::columns::Columns;
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::language::Language;
use crate::schema::Fields;
use crate::stamp::Stamp;
use crate::statistics::{View, Views};

/// What the writer may use before it writes a segment to disk.
const WRITER_BYTES: usize = 50_000_000;

/// The readable side of an index directory.
pub(crate) struct Generation {
    pub path: PathBuf,
    pub fields: Arc<Fields>,
    pub language: Language,
    pub reader: IndexReader,
    position: AtomicI64,
    order: AtomicI64,
    views: Views,
    columns: Columns,
}

impl Generation {
    /// Makes a new directory. Until a commit with a position it counts as half built.
    pub(crate) fn create(
        path: &Path,
        language: &Language,
        disk: &Disk,
    ) -> Result<(Self, IndexWriter)> {
        fs::create_dir_all(path).map_err(|source| io_error(path, source))?;
        let fields = Fields::new();
        let settings = IndexSettings::default();
        let index = Index::create(disk.open(path)?, fields.schema.clone(), settings)?;
        let new = Stamp {
            position: 0,
            order: 0,
        };
        let generation = Self::of(path, fields, language, &index, new)?;
        let writer = generation.writer()?;
        Ok((generation, writer))
    }

    /// Opens a directory; `None` when its build was never finished.
    pub(crate) fn open(
        path: &Path,
        language: &Language,
        disk: &Disk,
    ) -> Result<Option<(Self, IndexWriter)>> {
        Self::try_open(path, language, disk, true)
    }

    /// Opens a directory that was in use, as it is on disk: nothing of what the engine has in
    /// memory can be trusted after a failure.
    pub(crate) fn reopen(&self, disk: &Disk) -> Result<(Self, IndexWriter)> {
        Self::try_open(&self.path, &self.language, disk, false)?
            .ok_or_else(|| damaged(&self.path, "the commit is gone"))
    }

    fn try_open(
        path: &Path,
        language: &Language,
        disk: &Disk,
        thorough: bool,
    ) -> Result<Option<(Self, IndexWriter)>> {
        // The engine panics on a file that is shorter than its own footer. That is damage like any
        // other, and nothing of this index is used after it.
        let open = AssertUnwindSafe(|| Self::open_sound(path, language, disk, thorough));
        catch_unwind(open).unwrap_or_else(|_| Err(damaged(path, "a file is cut off")))
    }

    fn open_sound(
        path: &Path,
        language: &Language,
        disk: &Disk,
        thorough: bool,
    ) -> Result<Option<(Self, IndexWriter)>> {
        let Some((generation, index)) = Self::read(path, language, disk)? else {
            return Ok(None);
        };
        if thorough && !index.validate_checksum()?.is_empty() {
            return Err(damaged(path, "a file does not match its checksum"));
        }
        if !generation.counts_are_sound()? {
            return Err(damaged(
                path,
                "the list of segments does not count what is there",
            ));
        }
        let writer = generation.writer()?;
        Ok(Some((generation, writer)))
    }

    /// Opens a directory only to read; `None` when its build was never finished.
    pub(crate) fn read(
        path: &Path,
        language: &Language,
        disk: &Disk,
    ) -> Result<Option<(Self, Index)>> {
        let fields = Fields::new();
        let index = Index::open(disk.open(path)?)?;
        let Some(payload) = index.load_metas()?.payload else {
            return Ok(None);
        };
        let stamp = Stamp::read(&payload)
            .ok_or_else(|| damaged(path, "the commit does not tell its position"))?;
        if index.schema() != fields.schema {
            return Err(damaged(path, "the fields are not those of the fingerprint"));
        }
        let generation = Self::of(path, fields, language, &index, stamp)?;
        Ok(Some((generation, index)))
    }

    fn of(
        path: &Path,
        fields: Fields,
        language: &Language,
        index: &Index,
        stamp: Stamp,
    ) -> Result<Self> {
        // The engine stores the names of analysers, not the analysers.
        index
            .tokenizers()
            .register(EXACT_ANALYSER, TextAnalyzer::from(ExactAnalyser));
        index.tokenizers().register(
            STEMMED_ANALYSER,
            TextAnalyzer::from(StemmedAnalyser::new(language.stemming())),
        );
        index.tokenizers().register(
            PAIR_ANALYSER,
            TextAnalyzer::from(PairAnalyser::new(language.stemming())),
        );
        let compounds = CompoundAnalyser::new(language);
        index
            .tokenizers()
            .register(COMPOUND_ANALYSER, TextAnalyzer::from(compounds));
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            path: path.to_owned(),
            fields: Arc::new(fields),
            language: language.clone(),
            reader,
            position: AtomicI64::new(stamp.position),
            order: AtomicI64::new(stamp.order),
            views: Views::default(),
            columns: Columns::default(),
        })
    }

    pub(crate) fn position(&self) -> i64 {
        self.position.load(Ordering::Acquire)
    }

    pub(crate) fn order(&self) -> i64 {
        self.order.load(Ordering::Acquire)
    }

    pub(crate) fn set_order(&self, order: i64) {
        self.order.store(order, Ordering::Release);
    }

    /// What a commit at this position says of itself.
    pub(crate) fn stamp(&self, position: i64) -> String {
        let order = self.order();
        Stamp { position, order }.write()
    }

    /// Takes the lock of the directory, to write.
    pub(crate) fn writer(&self) -> Result<IndexWriter> {
        let searcher = self.reader.searcher();
        let writer = searcher.index().writer_with_num_threads(1, WRITER_BYTES);
        writer.map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Error::Locked {
                path: self.path.clone(),
            },
            other => other.into(),
        })
    }

    /// Shows what was committed, and its position after that.
    pub(crate) fn publish(&self, position: i64) -> Result<()> {
        self.reader.reload()?;
        self.position.store(position, Ordering::Release);
        Ok(())
    }

    /// What these keys may read, now.
    pub(crate) fn view(&self, keys: &Keys) -> Result<Arc<View>> {
        self.view_in(&self.views, &self.language, keys)
    }

    /// What these keys may read, now, answering with a language of the same lexicon.
    pub(crate) fn view_in(
        &self,
        views: &Views,
        language: &Language,
        keys: &Keys,
    ) -> Result<Arc<View>> {
        let searcher = self.reader.searcher();
        views.get(&searcher, keys, || {
            let fields = Arc::clone(&self.fields);
            let columns = self.columns.of(&searcher);
            View::new(searcher.clone(), fields, language.clone(), columns, keys)
        })
    }
}

pub(crate) fn damaged(path: &Path, what: &'static str) -> Error {
    let path = path.to_owned();
    Error::Damaged { path, what }
}

pub(crate) fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        path: path.to_owned(),
        source,
    }
}
