//! Packing files into one, compressed, with the hash of each.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

use super::manifest::{Bestand, MANIFEST, Manifest};
use crate::hash::hex;

/// How hard it is compressed: the default of zstd.
const NIVEAU: i32 = 3;

/// A backup that is being written.
pub struct Pak<W: Write> {
    tar: tar::Builder<zstd::Encoder<'static, W>>,
    bestanden: Vec<Bestand>,
}

impl<W: Write> Pak<W> {
    /// An empty one.
    pub fn nieuw(uit: W) -> io::Result<Self> {
        let mut zstd = zstd::Encoder::new(uit, NIVEAU)?;
        zstd.include_checksum(true)?;
        Ok(Self {
            tar: tar::Builder::new(zstd),
            bestanden: Vec::new(),
        })
    }

    /// Adds a file under this name.
    pub fn voeg_toe(&mut self, naam: String, bestand: &File) -> anyhow::Result<()> {
        let bytes = bestand.metadata()?.len();
        let mut telt = Telt {
            van: bestand.take(bytes),
            sha: Sha256::new(),
            gelezen: 0,
        };
        self.tar.append_data(&mut kop(bytes), &naam, &mut telt)?;
        if telt.gelezen != bytes {
            bail!("{naam} werd korter tijdens het inpakken. Probeer het opnieuw");
        }
        self.bestanden.push(Bestand {
            naam,
            bytes,
            sha256: hex(&telt.sha.finalize()),
        });
        Ok(())
    }

    /// Writes what it is, and ends it.
    pub fn sluit(mut self, maak: impl FnOnce(Vec<Bestand>) -> Manifest) -> anyhow::Result<W> {
        let manifest = maak(std::mem::take(&mut self.bestanden));
        let tekst = serde_json::to_vec_pretty(&manifest)?;
        let mut kop = kop(tekst.len() as u64);
        self.tar.append_data(&mut kop, MANIFEST, tekst.as_slice())?;
        Ok(self.tar.into_inner()?.finish()?)
    }
}

fn kop(bytes: u64) -> tar::Header {
    let mut kop = tar::Header::new_gnu();
    kop.set_size(bytes);
    kop.set_mode(0o600);
    kop.set_entry_type(tar::EntryType::Regular);
    kop
}

/// Reads along, and makes the hash of what passes.
struct Telt<R> {
    van: R,
    sha: Sha256,
    gelezen: u64,
}

impl<R: Read> Read for Telt<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.van.read(buf)?;
        self.sha.update(&buf[..n]);
        self.gelezen += n as u64;
        Ok(n)
    }
}

/// The files under a folder, in a fixed order: their path from there with `/`, and where they are.
/// What is no file and no folder is refused.
pub fn bestanden(map: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut gevonden = Vec::new();
    let mut mappen = vec![map.to_owned()];
    while let Some(huidige) = mappen.pop() {
        let naam = huidige.display().to_string();
        let inhoud =
            std::fs::read_dir(&huidige).with_context(|| format!("{naam}: niet te lezen"))?;
        for wat in inhoud {
            let wat = wat?;
            let (pad, soort) = (wat.path(), wat.file_type()?);
            if soort.is_dir() {
                mappen.push(pad);
            } else if soort.is_file() {
                let vanaf = pad.strip_prefix(map)?.to_str();
                let vanaf = vanaf.with_context(|| format!("{naam}: een naam zonder letters"))?;
                gevonden.push((vanaf.to_owned(), pad));
            } else {
                bail!("{} is geen gewoon bestand. Haal het weg", pad.display());
            }
        }
    }
    gevonden.sort();
    Ok(gevonden)
}
