//! Connections, write transactions, flat tables and the change log, on SQLite and PostgreSQL.
//!
//! Reads go through [`Db::read`]. Every write is a [`Write`] from [`Db::begin_write`]; its
//! [`Write::commit`] is the only way to keep it, and appends history and change log last.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use migrations::Migrator;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr, EntityTrait as _, RuntimeErr,
};
use sea_orm_migration::MigratorTrait as _;
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

mod geheugen;
pub mod keten;
mod kolommen;
mod porties;
pub mod tables;
mod wijzigingen;
mod write;

pub use geheugen::{Geheugen, Naam};
pub use kolommen::Teksten;
pub use porties::per_portie;
pub use wijzigingen::{Wijziging, hoogste, laatste_herbouw, na};
pub use write::{Gebeurtenis, HERBOUWEN, Write};

use tables::platform;

use crate::error::Result;

/// The advisory lock of a schema change on PostgreSQL.
const MIGRATE_LOCK: i64 = 0x4d49_4752;
/// How often a schema change is tried while another process is at it.
const MIGRATE_POGINGEN: u64 = 8;

/// Connections that stay open at most. Two cores, and one writer at a time on SQLite.
const CONNECTIONS: u32 = 8;

/// How long a locked SQLite file is waited for.
const WACHT_OP_SLOT: Duration = Duration::from_secs(10);
/// How long between two tries to open a file that another process is making ready.
const TUSSEN_POGINGEN: Duration = Duration::from_millis(25);

/// How much of an SQLite file is read where the system keeps it, instead of copied, in bytes: the
/// most that SQLite takes.
const MMAP: &str = "2147418112";

/// The database of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    conn: DatabaseConnection,
    /// SQLite has one writer, and its own waiting is unfair (half a second at worst): writers of
    /// this process queue here instead, without holding a connection.
    writer: Arc<Mutex<()>>,
    written: Arc<Notify>,
    taken: Arc<Notify>,
    geheugen: Geheugen,
}

impl Db {
    /// Opens the database at a `sqlite:` or `postgres:` address; a new SQLite file is made.
    ///
    /// # Errors
    /// The address is wrong, or the server or file can't be reached.
    pub async fn connect(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url.to_owned());
        options
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .sqlx_logging(false)
            // A file does not hang up; to ask it before every statement is half the work of one.
            .test_before_acquire(!url.starts_with("sqlite:"))
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "NORMAL")
                    .pragma("journal_size_limit", "4000000")
                    .pragma("mmap_size", MMAP)
                    .busy_timeout(WACHT_OP_SLOT)
            });
        let conn = verbind(options)
            .await
            .map_err(|fout| geen_verbinding(url, &fout))?;
        Ok(Self {
            conn,
            writer: Arc::default(),
            written: Arc::default(),
            taken: Arc::default(),
            geheugen: Geheugen::default(),
        })
    }

    /// The address of an SQLite file.
    pub fn sqlite_url(file: &Path) -> String {
        format!("sqlite://{}?mode=rwc", file.display())
    }

    /// Brings the schema up to date. Processes that start together do it one after the other.
    ///
    /// # Errors
    /// A migration fails; nothing of it stays.
    pub async fn migrate(&self) -> Result<()> {
        let mut poging = 1;
        loop {
            // Who was second sees on the next try what the first has done. The lock of PostgreSQL
            // does not cover a process that was killed: its last statement may still be running.
            match self.migrate_als_enige().await {
                Err(_) if poging < MIGRATE_POGINGEN => {
                    tokio::time::sleep(Duration::from_millis(100 * poging)).await;
                    poging += 1;
                }
                uitkomst => return uitkomst,
            }
        }
    }

    /// SQLite has no lock that is held over several transactions; PostgreSQL has.
    async fn migrate_als_enige(&self) -> Result<()> {
        if self.backend() == DbBackend::Sqlite {
            return self.migrate_nu().await;
        }
        let poort = self.begin_write().await?;
        poort.als_enige(MIGRATE_LOCK).await?;
        self.migrate_nu().await
    }

    async fn migrate_nu(&self) -> Result<()> {
        Migrator::up(&self.conn, None)
            .await
            .context("migrate the database")?;
        Ok(())
    }

    /// The identity of this database, made when it is first asked.
    ///
    /// # Errors
    /// The database can't be read or written.
    pub async fn identiteit(&self, now: DateTime<Utc>) -> Result<Uuid> {
        if let Some(rij) = platform::Entity::find().one(&self.conn).await? {
            return Ok(rij.id);
        }
        let write = self.begin_write().await?;
        write.als_enige(MIGRATE_LOCK).await?;
        if let Some(rij) = platform::Entity::find().one(write.conn()).await? {
            return Ok(rij.id);
        }
        let rij = platform::Model {
            id: crate::ids::new_id(),
            op: now,
        };
        let id = rij.id;
        platform::Entity::insert(platform::ActiveModel::from(rij))
            .exec_without_returning(write.conn())
            .await?;
        write.commit_zonder_gebeurtenis().await?;
        Ok(id)
    }

    /// The connection for reading. Writing through it skips history and change log: don't.
    pub fn read(&self) -> &DatabaseConnection {
        &self.conn
    }

    /// Names that were read before and still stand.
    pub fn geheugen(&self) -> &Geheugen {
        &self.geheugen
    }

    /// Which of the two databases this is.
    pub fn backend(&self) -> DbBackend {
        self.conn.get_database_backend()
    }

    /// Wakes when this process has written. A hint: another process may write too, so a
    /// follower also looks by itself now and then.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// Wakes when this process has put work ready for a worker. A hint, as [`Db::written`] is: who
    /// waits for it looks by itself now and then.
    pub async fn werk_staat_klaar(&self) {
        self.taken.notified().await;
    }

    /// Wakes one worker more.
    pub fn wek_werker(&self) {
        self.taken.notify_one();
    }

    /// Closes all connections.
    ///
    /// # Errors
    /// The driver reports a failure while closing.
    pub async fn close(self) -> Result<()> {
        self.conn.close().await?;
        Ok(())
    }
}

/// Opens the first connection. A new SQLite file is switched to WAL by whoever opens it first, and
/// SQLite makes nobody wait for that switch, whatever the busy timeout: a second process is told
/// at once that the file is locked. So it comes back.
async fn verbind(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let tot = Instant::now() + WACHT_OP_SLOT;
    loop {
        match Database::connect(options.clone()).await {
            Err(fout) if is_bezet(&fout) && Instant::now() < tot => {
                tokio::time::sleep(TUSSEN_POGINGEN).await;
            }
            uitkomst => return uitkomst,
        }
    }
}

/// Whether SQLite says that another has the file: `SQLITE_BUSY` (5), of which the extended codes
/// hold more in the higher bytes.
fn is_bezet(fout: &DbErr) -> bool {
    let DbErr::Conn(RuntimeErr::SqlxError(fout)) = fout else {
        return false;
    };
    fout.as_database_error()
        .filter(|fout| {
            fout.try_downcast_ref::<sea_orm::sqlx::sqlite::SqliteError>()
                .is_some()
        })
        .and_then(|fout| fout.code()?.parse::<i32>().ok())
        .is_some_and(|code| code & 0xff == 5)
}

/// Why there is no database, without the password that the driver would repeat.
fn geen_verbinding(url: &str, fout: &DbErr) -> anyhow::Error {
    let adres = zonder_wachtwoord(url);
    let uitleg = fout.to_string().replace(url, &adres);
    anyhow::anyhow!(
        "geen verbinding met de database op {adres} ({uitleg}). Draait die, en klopt DATABASE_URL?"
    )
}

/// An address without its password, wherever it stands.
pub fn zonder_wachtwoord(url: &str) -> String {
    let (adres, vraag) = url
        .split_once('?')
        .map_or((url, None), |(a, v)| (a, Some(v)));
    let adres = match adres.split_once("://") {
        Some((schema, rest)) => match rest.rsplit_once('@') {
            Some((wie, waar)) => {
                let naam = wie.split_once(':').map_or(wie, |(naam, _)| naam);
                let geheim = if naam == wie { "" } else { ":***" };
                format!("{schema}://{naam}{geheim}@{waar}")
            }
            None => adres.to_owned(),
        },
        None => adres.to_owned(),
    };
    let Some(vraag) = vraag else { return adres };
    let paren = vraag.split('&').map(|paar| match paar.split_once('=') {
        Some((naam, _)) if naam.eq_ignore_ascii_case("password") => format!("{naam}=***"),
        _ => paar.to_owned(),
    });
    format!("{adres}?{}", paren.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use sea_orm::sqlx::{Connection as _, Executor as _, SqliteConnection};
    use tokio::time::timeout;

    use super::*;

    /// Two processes that start together: the second finds the new file locked, and waits.
    #[tokio::test]
    async fn a_file_that_another_makes_ready_is_waited_for() {
        let map = tempfile::tempdir().expect("a folder");
        let url = Db::sqlite_url(&map.path().join("nieuw.sqlite"));
        let mut eerste = SqliteConnection::connect(&url).await.expect("a file");
        eerste.execute("BEGIN EXCLUSIVE").await.expect("a lock");
        let mut tweede = tokio::spawn(async move { Db::connect(&url).await.map(|_| ()) });
        let wacht = timeout(TUSSEN_POGINGEN * 4, &mut tweede).await;
        assert!(wacht.is_err(), "it waits");
        eerste.execute("COMMIT").await.expect("the end of the lock");
        tweede.await.expect("no panic").expect("a connection");
    }

    #[test]
    fn no_password_is_shown() {
        for (url, getoond) in [
            (
                "sqlite:///x/y.sqlite?mode=rwc",
                "sqlite:///x/y.sqlite?mode=rwc",
            ),
            ("postgres://dv:ge@heim@db/x", "postgres://dv:***@db/x"),
            ("postgres://dv@db/x", "postgres://dv@db/x"),
            (
                "postgres://db/x?user=dv&PassWord=geheim&a=b",
                "postgres://db/x?user=dv&PassWord=***&a=b",
            ),
        ] {
            assert_eq!(zonder_wachtwoord(url), getoond);
        }
    }
}
