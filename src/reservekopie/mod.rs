//! Backup and restore: the database and the files of stukken in one file, made while the service
//! runs and put back where there is nothing yet.

mod databases;
mod inpakken;
mod manifest;
mod uitpakken;

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use chrono::SecondsFormat;
use migrations::Migrator;
use sea_orm::{ConnectionTrait as _, Statement};
use sea_orm_migration::MigratorTrait as _;
use tempfile::TempDir;

use crate::{config::Config, ctx::Clock, datamap, db::Db};
use databases::sqlite_bestand;
use inpakken::Pak;
use manifest::{BIJLAGEN, Bestand, DATABASE, Database, Manifest, VORM};

/// What was packed or put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kopie {
    /// How many files, with the database.
    pub bestanden: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// When the backup was made, in UTC.
    pub gemaakt_op: String,
    /// The version of the platform that made it.
    pub versie: String,
    /// Files that were removed while it was made: the database had let go of them.
    pub vervallen: usize,
}

impl Kopie {
    fn van(manifest: &Manifest, vervallen: usize) -> Self {
        Self {
            bestanden: manifest.bestanden.len(),
            bytes: manifest.bestanden.iter().map(|b| b.bytes).sum(),
            gemaakt_op: manifest.gemaakt_op.clone(),
            versie: manifest.versie.clone(),
            vervallen,
        }
    }
}

/// Writes a backup into a new file that only its owner can read. It is there whole or not at all.
///
/// # Errors
/// There is such a file already; the database or the folder can't be used.
pub async fn maak(config: &Config, clock: &Clock, doel: &Path) -> anyhow::Result<Kopie> {
    let naam = doel.display().to_string();
    if doel.try_exists()? {
        bail!("{naam} bestaat al. Kies een andere naam: een reservekopie wordt nooit overschreven");
    }
    let url = config.database();
    if databases::soort(&url) == Database::Sqlite && !sqlite_bestand(&url).try_exists()? {
        bail!(
            "er is nog geen database in {}. Kies een andere map met --data",
            config.data.waarde.display()
        );
    }
    let map = match doel.parent() {
        Some(map) if !map.as_os_str().is_empty() => map.to_owned(),
        _ => PathBuf::from("."),
    };
    let werkmap = tempfile::Builder::new()
        .prefix(".reservekopie-")
        .tempdir_in(&map);
    let werkmap = werkmap.with_context(|| format!("{}: niet te schrijven", map.display()))?;
    let dump = werkmap.path().join(DATABASE);
    let db = Db::connect(&url).await?;
    let manifest = beschrijf(&db, clock, databases::soort(&url)).await;
    let gelukt = match &manifest {
        Ok(_) => databases::naar_bestand(&db, &url, &dump).await,
        Err(_) => Ok(()),
    };
    db.close().await?;
    let manifest = manifest?;
    gelukt?;
    let bijlagen = config.data.waarde.join(BIJLAGEN);
    let doel = doel.to_owned();
    tokio::task::spawn_blocking(move || pak_in(&werkmap, manifest, &dump, &bijlagen, &doel)).await?
}

/// What the backup of a database says of itself, but for its files.
async fn beschrijf(db: &Db, clock: &Clock, database: Database) -> anyhow::Result<Manifest> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version DESC LIMIT 1";
    let vraag = Statement::from_string(db.backend(), sql);
    let schema = db.read().query_one_raw(vraag).await;
    let schema = schema.context("dit is geen database van Dwarsverband, of ze is nog leeg")?;
    let schema = schema.context("de database is nog leeg. Start eerst het platform")?;
    let nu = clock.now();
    Ok(Manifest {
        vorm: VORM,
        versie: env!("CARGO_PKG_VERSION").into(),
        schema: schema.try_get_by(0)?,
        identiteit: db.identiteit(nu).await?.to_string(),
        gemaakt_op: nu.to_rfc3339_opts(SecondsFormat::Secs, true),
        database,
        bestanden: Vec::new(),
    })
}

fn pak_in(
    werkmap: &TempDir,
    manifest: Manifest,
    dump: &Path,
    bijlagen: &Path,
    doel: &Path,
) -> anyhow::Result<Kopie> {
    let uit = tempfile::NamedTempFile::new_in(werkmap.path())?;
    let mut pak = Pak::nieuw(uit)?;
    pak.voeg_toe(DATABASE.into(), &File::open(dump)?)?;
    // After the database: a file that came later is one too many, and one that is missing would be
    // missed.
    let mut vervallen = 0;
    if bijlagen.try_exists()? {
        for (naam, pad) in inpakken::bestanden(bijlagen)? {
            match File::open(&pad) {
                Ok(bestand) => pak.voeg_toe(format!("{BIJLAGEN}/{naam}"), &bestand)?,
                Err(fout) if fout.kind() == std::io::ErrorKind::NotFound => vervallen += 1,
                Err(fout) => return Err(fout).context(pad.display().to_string()),
            }
        }
    }
    let mut geheel = manifest;
    let uit = pak.sluit(|bestanden| {
        geheel.bestanden = bestanden;
        geheel.clone()
    })?;
    uit.as_file().sync_all()?;
    uit.persist_noclobber(doel)
        .with_context(|| format!("{}: niet te schrijven", doel.display()))?;
    Ok(Kopie::van(&geheel, vervallen))
}

/// Puts a backup back, into a data folder with nothing in it and a database with nothing in it.
/// What is refused leaves nothing behind. The search index is made anew at the next start.
///
/// # Errors
/// The backup is damaged, or of another version or database; there is something already.
pub async fn herstel(config: &Config, bron: &Path) -> anyhow::Result<Kopie> {
    let naam = bron.display();
    let bestand = File::open(bron).with_context(|| format!("{naam}: niet te lezen"))?;
    let url = config.database();
    let data = config.data.waarde.clone();
    let was_er = is_leeg(&data)?;
    eis_lege_database(&url).await?;
    datamap::maak(&data).with_context(|| format!("{}: niet te maken", data.display()))?;
    let uitkomst = pak_uit_en_zet(&url, &data, bestand).await;
    if uitkomst.is_err() && !was_er {
        // Only when it is empty, as it was made.
        let _ = std::fs::remove_dir(&data);
    }
    uitkomst
}

/// Whether the folder is there; refused when there is anything in it.
fn is_leeg(data: &Path) -> anyhow::Result<bool> {
    if !data.try_exists()? {
        return Ok(false);
    }
    if std::fs::read_dir(data)?.next().is_some() {
        bail!(
            "in {} staat al iets. Herstellen kan alleen in een lege map: kies een andere met --data",
            data.display()
        );
    }
    Ok(true)
}

async fn eis_lege_database(url: &str) -> anyhow::Result<()> {
    let vol = match databases::soort(url) {
        Database::Sqlite => sqlite_bestand(url).try_exists()?,
        Database::Postgresql => {
            let db = Db::connect(url).await?;
            let sql = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema NOT IN \
                       ('pg_catalog', 'information_schema')";
            let vraag = Statement::from_string(db.backend(), sql);
            let tabellen = db.read().query_one_raw(vraag).await;
            db.close().await?;
            let tabellen: i64 = match tabellen? {
                Some(rij) => rij.try_get_by(0)?,
                None => 0,
            };
            tabellen > 0
        }
    };
    if vol {
        bail!(
            "er staat al iets in de database. Herstellen kan alleen in een lege database: kies een \
             andere met DATABASE_URL"
        );
    }
    Ok(())
}

async fn pak_uit_en_zet(url: &str, data: &Path, bestand: File) -> anyhow::Result<Kopie> {
    let werkmap = tempfile::Builder::new()
        .prefix(".herstel-")
        .tempdir_in(data)?;
    let map = werkmap.path().to_owned();
    let uitpakken = tokio::task::spawn_blocking(move || uitpakken::pak_uit(bestand, &map));
    let manifest = uitpakken.await??;
    keur(&manifest, databases::soort(url))?;
    let dump = werkmap.path().join(DATABASE);
    match manifest.database {
        Database::Sqlite => verplaats(&dump, &sqlite_bestand(url))?,
        Database::Postgresql => databases::uit_bestand(url, &dump).await?,
    }
    let bijlagen = werkmap.path().join(BIJLAGEN);
    if bijlagen.try_exists()? {
        verplaats(&bijlagen, &data.join(BIJLAGEN))?;
    }
    Ok(Kopie::van(&manifest, 0))
}

/// Moves what was unpacked to where it belongs; copies when that is on another disk.
fn verplaats(van: &Path, naar: &Path) -> anyhow::Result<()> {
    if std::fs::rename(van, naar).is_ok() {
        return Ok(());
    }
    let mut uit = File::create_new(naar).with_context(|| naar.display().to_string())?;
    std::io::copy(&mut File::open(van)?, &mut uit)?;
    uit.sync_all()?;
    Ok(())
}

/// Whether this version can use the backup in this database.
fn keur(manifest: &Manifest, hier: Database) -> anyhow::Result<()> {
    if manifest.database != hier {
        let (van, naar) = (in_woorden(manifest.database), in_woorden(hier));
        bail!(
            "de reservekopie is van {van}, en DATABASE_URL wijst naar {naar}. Kies dezelfde soort \
             database"
        );
    }
    let bekend = Migrator::migrations();
    if !bekend.iter().any(|stap| stap.name() == manifest.schema) {
        bail!(
            "de reservekopie is gemaakt met versie {}, die nieuwer is dan deze ({}). Werk het \
             platform eerst bij",
            manifest.versie,
            env!("CARGO_PKG_VERSION")
        );
    }
    let heeft = |naam: &str| manifest.bestanden.iter().any(|b: &Bestand| b.naam == naam);
    if !heeft(DATABASE) {
        bail!("in de reservekopie zit geen database. Neem een andere");
    }
    Ok(())
}

const fn in_woorden(database: Database) -> &'static str {
    match database {
        Database::Sqlite => "SQLite",
        Database::Postgresql => "PostgreSQL",
    }
}
