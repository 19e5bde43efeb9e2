//! Files that people add: what may come in, what is taken out of it, how it is scanned, and where it
//! is kept. Knows no stuk.

pub mod clamd;
pub mod keuring;
mod metagegevens;
pub mod naam;
pub mod opslag;
mod soort;
mod zip;

use std::{fs::File, path::Path, sync::Arc};

use anyhow::Context as _;
use tokio::sync::Semaphore;

pub use soort::Bestandssoort;

use crate::error::Result;
use clamd::{Adres, Uitslag};
use keuring::{Afkeuring, Fout, Gekeurd};
use opslag::Opslag;

/// Files looked at at the same time: a picture is in memory while its metadata are taken out.
const TEGELIJK: usize = 2;

/// What a file is looked at with, and kept in. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bestanden {
    /// Where files are kept.
    pub opslag: Opslag,
    /// The largest file that comes in, in bytes.
    pub hoogstens: u64,
    clamd: Option<Adres>,
    keurplek: Arc<Semaphore>,
}

/// What a scanner said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan {
    /// Nothing was found.
    Schoon,
    /// There is no scanner.
    NietGescand,
    /// Something was found.
    Besmet,
    /// There is a scanner, and it gave no answer.
    GeenAntwoord,
}

impl Bestanden {
    /// Opens the folder where files are kept; a new one is made.
    ///
    /// # Errors
    /// The folder can't be made or used.
    pub fn open(map: &Path, hoogstens: u64, clamd: Option<Adres>) -> Result<Self> {
        Ok(Self {
            opslag: Opslag::open(map)?,
            hoogstens,
            clamd,
            keurplek: Arc::new(Semaphore::new(TEGELIJK)),
        })
    }

    /// Looks whether a file may come in, and takes out of it what nobody needs to know.
    ///
    /// # Errors
    /// The file can't be read. That it may not come in is an answer.
    pub async fn keur(&self, bestand: &File, naam: &str) -> Result<Result<Gekeurd, Afkeuring>> {
        let _plek = self.keurplek.acquire().await.context("look at a file")?;
        let mut bestand = bestand.try_clone().context("open a file twice")?;
        let naam = naam.to_owned();
        let gekeurd = tokio::task::spawn_blocking(move || keuring::keur(&mut bestand, &naam)).await;
        match gekeurd.context("look at a file")? {
            Ok(gekeurd) => Ok(Ok(gekeurd)),
            Err(Fout::Afgekeurd(waarom)) => Ok(Err(waarom)),
            Err(Fout::Lezen(fout)) => Err(anyhow::Error::new(fout).context("read a file").into()),
        }
    }

    /// Has the scanner look at a file, when there is one.
    pub async fn scan(&self, bestand: &File) -> Scan {
        let Some(adres) = &self.clamd else {
            return Scan::NietGescand;
        };
        match clamd::scan(adres, bestand).await {
            Ok(Uitslag::Schoon) => Scan::Schoon,
            Ok(Uitslag::Besmet(wat)) => {
                tracing::warn!(wat, "a file with a virus was refused");
                Scan::Besmet
            }
            Err(fout) => {
                tracing::error!(%fout, "the virus scanner gave no answer: nothing can be added");
                Scan::GeenAntwoord
            }
        }
    }

    /// Whether there is a scanner.
    pub fn scant(&self) -> bool {
        self.clamd.is_some()
    }
}
