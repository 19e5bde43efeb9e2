//! Connections, write transactions, flat tables and the change log, on SQLite and PostgreSQL.
//!
//! Reads go through [`Db::read`]. Every write is a [`Write`] from [`Db::begin_write`]; its
//! [`Write::commit`] is the only way to keep it, and appends history and change log last.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::Context as _;
use migrations::Migrator;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbBackend};
use sea_orm_migration::MigratorTrait as _;
use tokio::sync::{Mutex, Notify};

pub mod keten;
pub mod tables;
mod wijzigingen;
mod write;

pub use wijzigingen::{Wijziging, hoogste, na};
pub use write::{Gebeurtenis, Write};

use crate::error::Result;

/// Connections that stay open at most. Two cores, and one writer at a time on SQLite.
const CONNECTIONS: u32 = 8;

/// The database of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    conn: DatabaseConnection,
    /// SQLite has one writer, and its own waiting is unfair (half a second at worst): writers of
    /// this process queue here instead, without holding a connection.
    writer: Arc<Mutex<()>>,
    written: Arc<Notify>,
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
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "NORMAL")
                    .pragma("journal_size_limit", "4000000")
                    .busy_timeout(Duration::from_secs(10))
            });
        let conn = Database::connect(options)
            .await
            .context("connect to the database")?;
        Ok(Self {
            conn,
            writer: Arc::default(),
            written: Arc::default(),
        })
    }

    /// The address of an SQLite file.
    pub fn sqlite_url(file: &Path) -> String {
        format!("sqlite://{}?mode=rwc", file.display())
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// A migration fails; nothing of it stays on PostgreSQL.
    pub async fn migrate(&self) -> Result<()> {
        Migrator::up(&self.conn, None)
            .await
            .context("migrate the database")?;
        Ok(())
    }

    /// The connection for reading. Writing through it skips history and change log: don't.
    pub fn read(&self) -> &DatabaseConnection {
        &self.conn
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

    /// Closes all connections.
    ///
    /// # Errors
    /// The driver reports a failure while closing.
    pub async fn close(self) -> Result<()> {
        self.conn.close().await?;
        Ok(())
    }
}
