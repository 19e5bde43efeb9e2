//! An index on disk: one directory per layout and build.
//!
//! `root/<fingerprint>-<number>/`. A directory belongs to one layout of fields and words for ever;
//! another layout is another directory. The commit carries the position in the change log, and a
//! directory without one is a build that was never finished. So nothing beside the index says what
//! is valid, and nothing can contradict it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::{fs, io};

use tantivy::directory::error::{OpenDirectoryError, OpenReadError};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyError};

use crate::analysis::{
    COMPOUND_ANALYSER, CompoundAnalyser, EXACT_ANALYSER, ExactAnalyser, PAIR_ANALYSER,
    PairAnalyser, STEMMED_ANALYSER, StemmedAnalyser,
};
use crate::columns::Columns;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::language::Language;
use crate::schema::Fields;
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
    views: Views,
    columns: Columns,
}

impl Generation {
    /// Makes a new directory. Until a commit with a position it counts as half built.
    pub(crate) fn create(path: &Path, language: &Language) -> Result<(Self, IndexWriter)> {
        fs::create_dir_all(path).map_err(|source| io_error(path, source))?;
        let fields = Fields::new();
        let index = Index::create_in_dir(path, fields.schema.clone())?;
        let generation = Self::of(path, fields, language, &index, 0)?;
        Ok((generation, writer(path, &index)?))
    }

    /// Opens a directory; `None` when its build was never finished.
    pub(crate) fn open(path: &Path, language: &Language) -> Result<Option<(Self, IndexWriter)>> {
        // The engine panics on a file that is shorter than its own footer. That is damage like any
        // other, and nothing of this index is used after it.
        std::panic::catch_unwind(|| Self::open_sound(path, language)).unwrap_or_else(|_| {
            let what = "a file is cut off".to_owned();
            Err(Error::Engine(TantivyError::SchemaError(what)))
        })
    }

    fn open_sound(path: &Path, language: &Language) -> Result<Option<(Self, IndexWriter)>> {
        let Some((generation, index)) = Self::read(path, language)? else {
            return Ok(None);
        };
        if !index.validate_checksum()?.is_empty() {
            return Err(damaged("a file does not match its checksum"));
        }
        Ok(Some((generation, writer(path, &index)?)))
    }

    /// Opens a directory only to read; `None` when its build was never finished.
    fn read(path: &Path, language: &Language) -> Result<Option<(Self, Index)>> {
        let fields = Fields::new();
        let index = Index::open_in_dir(path)?;
        let Some(payload) = index.load_metas()?.payload else {
            return Ok(None);
        };
        let position = payload
            .parse()
            .map_err(|_| damaged("the payload is no position"))?;
        if index.schema() != fields.schema {
            return Err(damaged("the fields are not those of the fingerprint"));
        }
        let generation = Self::of(path, fields, language, &index, position)?;
        Ok(Some((generation, index)))
    }

    fn of(
        path: &Path,
        fields: Fields,
        language: &Language,
        index: &Index,
        position: i64,
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
            position: AtomicI64::new(position),
            views: Views::default(),
            columns: Columns::default(),
        })
    }

    pub(crate) fn position(&self) -> i64 {
        self.position.load(Ordering::Acquire)
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

/// Takes the lock of a directory, to write.
fn writer(path: &Path, index: &Index) -> Result<IndexWriter> {
    index
        .writer_with_num_threads(1, WRITER_BYTES)
        .map_err(|error| match error {
            TantivyError::LockFailure(..) => Error::Locked {
                path: path.to_owned(),
            },
            other => other.into(),
        })
}

fn damaged(what: &str) -> Error {
    Error::Engine(TantivyError::SchemaError(what.to_owned()))
}

/// Opens the newest finished directory of this layout only to read. A half-built or removed one is
/// passed over: its owner may be busy with it.
pub(crate) fn open_to_read(root: &Path, language: &Language) -> Result<Option<Generation>> {
    let exists = root.try_exists().map_err(|source| io_error(root, source))?;
    if !exists {
        return Ok(None);
    }
    for path in own(root, language)? {
        match Generation::read(&path, language) {
            Ok(Some((generation, _))) => return Ok(Some(generation)),
            Ok(None) => {}
            Err(error) if is_damage(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// The directories of this layout, the newest first.
fn own(root: &Path, language: &Language) -> Result<Vec<PathBuf>> {
    let fingerprint = Fields::new().fingerprint(language);
    let mut candidates = directories(root)?;
    candidates.retain(|(of, _, _)| *of == fingerprint);
    candidates.sort_unstable_by_key(|(_, number, _)| std::cmp::Reverse(*number));
    Ok(candidates.into_iter().map(|(_, _, path)| path).collect())
}

/// Opens the newest sound directory of this layout or makes one, and clears away all others.
pub(crate) fn open_or_create(
    root: &Path,
    language: &Language,
) -> Result<(Generation, IndexWriter)> {
    fs::create_dir_all(root).map_err(|source| io_error(root, source))?;
    let (generation, mut writer) = match open_newest(root, language)? {
        Some(found) => found,
        None => Generation::create(&next_path(root, language)?, language)?,
    };
    if generation
        .reader
        .searcher()
        .index()
        .load_metas()?
        .payload
        .is_none()
    {
        crate::writer::commit(&mut writer, 0)?;
        generation.publish(0)?;
    }
    for (_, _, path) in directories(root)? {
        if path != generation.path {
            remove(&path);
        }
    }
    Ok((generation, writer))
}

fn open_newest(root: &Path, language: &Language) -> Result<Option<(Generation, IndexWriter)>> {
    for path in own(root, language)? {
        match Generation::open(&path, language) {
            Ok(Some(found)) => return Ok(Some(found)),
            Ok(None) => tracing::info!(path = %path.display(), "half-built index set aside"),
            Err(error) if is_damage(&error) => {
                tracing::warn!(path = %path.display(), error = ?error, "damaged index set aside");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// The path of the next directory of this layout.
pub(crate) fn next_path(root: &Path, language: &Language) -> Result<PathBuf> {
    let last = directories(root)?
        .into_iter()
        .map(|(_, number, _)| number)
        .max()
        .unwrap_or(0);
    let fingerprint = Fields::new().fingerprint(language);
    Ok(root.join(format!("{fingerprint}-{}", last + 1)))
}

/// Removes an index directory; what stays behind is removed at the next start.
pub(crate) fn remove(path: &Path) {
    if let Err(error) = fs::remove_dir_all(path) {
        tracing::warn!(path = %path.display(), %error, "index directory not removed");
    }
}

/// The directories under the root that carry our kind of name; others are not ours to touch.
fn directories(root: &Path) -> Result<Vec<(String, u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).map_err(|source| io_error(root, source))? {
        let entry = entry.map_err(|source| io_error(root, source))?;
        let name = entry.file_name();
        let Some((fingerprint, number)) = name.to_str().and_then(|name| name.split_once('-'))
        else {
            continue;
        };
        let is_ours =
            fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let (true, Ok(number)) = (is_ours, number.parse()) {
            found.push((fingerprint.to_owned(), number, entry.path()));
        }
    }
    Ok(found)
}

/// Whether an error says that the files are not a sound index, so that a new one is the remedy;
/// a full disk or a missing permission is not cured by starting afresh.
fn is_damage(error: &Error) -> bool {
    let Error::Engine(error) = error else {
        return false;
    };
    let by_kind = |error: &io::Error| {
        matches!(
            error.kind(),
            ErrorKind::NotFound
                | ErrorKind::InvalidData
                | ErrorKind::UnexpectedEof
                | ErrorKind::Other
        )
    };
    match error {
        TantivyError::IoError(source)
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: source, ..
        })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
            io_error: source, ..
        }) => by_kind(source),
        TantivyError::OpenReadError(_)
        | TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::InternalError(_) => true,
        _ => false,
    }
}

fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        path: path.to_owned(),
        source,
    }
}
