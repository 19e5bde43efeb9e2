//! The folders of the indexes under a root: which are ours, which is the newest that is sound, and
//! what may be cleared away.

use std::path::{Path, PathBuf};
use std::{fs, io};

use tantivy::IndexWriter;

use crate::damage::Trouble;
use crate::disk::Disk;
use crate::error::Result;
use crate::generation::{Generation, io_error};
use crate::language::Language;
use crate::schema::Fields;

/// Opens the newest finished directory of this layout only to read. A half-built or removed one is
/// passed over: its owner may be busy with it.
pub(crate) fn open_to_read(root: &Path, language: &Language) -> Result<Option<Generation>> {
    let exists = root.try_exists().map_err(|source| io_error(root, source))?;
    if !exists {
        return Ok(None);
    }
    for path in own(root, language)? {
        match Generation::read(&path, language, &Disk::system()) {
            Ok(Some((generation, _))) => return Ok(Some(generation)),
            Ok(None) => {}
            Err(error) if error.trouble() == Trouble::Damaged => {}
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
    disk: &Disk,
) -> Result<(Generation, IndexWriter)> {
    fs::create_dir_all(root).map_err(|source| io_error(root, source))?;
    let (generation, mut writer) = match open_newest(root, language, disk)? {
        Some(found) => found,
        None => Generation::create(&next_path(root, language, None)?, language, disk)?,
    };
    if generation
        .reader
        .searcher()
        .index()
        .load_metas()?
        .payload
        .is_none()
    {
        crate::writer::commit(&mut writer, &generation, 0)?;
        generation.publish(0)?;
    }
    for (_, _, path) in directories(root)? {
        if path != generation.path {
            remove(&path);
        }
    }
    Ok((generation, writer))
}

fn open_newest(
    root: &Path,
    language: &Language,
    disk: &Disk,
) -> Result<Option<(Generation, IndexWriter)>> {
    for path in own(root, language)? {
        match Generation::open(&path, language, disk) {
            Ok(Some(found)) => return Ok(Some(found)),
            Ok(None) => tracing::info!(path = %path.display(), "half-built index set aside"),
            Err(error) if error.trouble() == Trouble::Damaged => {
                tracing::warn!(path = %path.display(), error = ?error, "damaged index set aside");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// The path of the next directory of this layout: never one that is in use, also when that was
/// taken away under it.
pub(crate) fn next_path(
    root: &Path,
    language: &Language,
    in_use: Option<&Path>,
) -> Result<PathBuf> {
    fs::create_dir_all(root).map_err(|source| io_error(root, source))?;
    let last = directories(root)?
        .into_iter()
        .map(|(_, number, _)| number)
        .chain(in_use.and_then(parse).map(|(_, number)| number))
        .max()
        .unwrap_or(0);
    let fingerprint = Fields::new().fingerprint(language);
    Ok(root.join(format!("{fingerprint}-{}", last + 1)))
}

/// Removes an index directory; what stays behind is removed at the next start.
pub(crate) fn remove(path: &Path) {
    if let Err(error) = fs::remove_dir_all(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(path = %path.display(), %error, "index directory not removed");
    }
}

/// The directories under the root that carry our kind of name; others are not ours to touch.
fn directories(root: &Path) -> Result<Vec<(String, u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).map_err(|source| io_error(root, source))? {
        let entry = entry.map_err(|source| io_error(root, source))?;
        let path = entry.path();
        if let Some((fingerprint, number)) = parse(&path) {
            found.push((fingerprint.to_owned(), number, path.clone()));
        }
    }
    Ok(found)
}

/// Fingerprint and number, when a name is of our kind.
fn parse(path: &Path) -> Option<(&str, u64)> {
    let (fingerprint, number) = path.file_name()?.to_str()?.split_once('-')?;
    let is_ours =
        fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((fingerprint, number.parse().ok()?)).filter(|_| is_ours)
}
