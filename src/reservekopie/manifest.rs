//! What a backup says of itself.

use serde::{Deserialize, Serialize};

/// The form of the backups that this version makes and reads.
pub const VORM: u32 = 1;
/// The file in a backup that says what it is. It comes last: what it says of the other files is what
/// was really written.
pub const MANIFEST: &str = "manifest.json";
/// The database in a backup.
pub const DATABASE: &str = "database";
/// The folder of files that belong to stukken, in a backup and in the data folder.
pub const BIJLAGEN: &str = "bijlagen";

/// Which database a backup is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Database {
    /// An SQLite file.
    Sqlite,
    /// A dump of PostgreSQL in its own form.
    Postgresql,
}

/// A file in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bestand {
    /// Its path in the backup.
    pub naam: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The form of the backup.
    pub vorm: u32,
    /// The version of the platform that made it.
    pub versie: String,
    /// The last change of the schema that the database has.
    pub schema: String,
    /// Who the database is.
    pub identiteit: String,
    /// When it was made, in UTC.
    pub gemaakt_op: String,
    /// Which database it is of.
    pub database: Database,
    /// The files in it, but for this one.
    pub bestanden: Vec<Bestand>,
}
