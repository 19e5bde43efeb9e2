//! A write: one transaction that ends in [`Write::commit`] or is rolled back when dropped.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbBackend, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
    sea_query::{Expr, Order, Query},
};
use tokio::sync::{Notify, OwnedMutexGuard};
use uuid::Uuid;

use super::{
    Db, keten,
    tables::{geschiedenis, stuk, verband, wijziging},
};
use crate::{ctx::Ctx, error::Result};

/// The advisory lock that makes the order of numbers the order of commits on PostgreSQL.
const APPEND_LOCK: i64 = 0x4457_4152;

/// What happened to one stuk: the row that goes into its geschiedenis. Ids, names of fields and
/// hashes, never the text of a stuk.
#[derive(Debug, Clone, Default)]
pub struct Gebeurtenis {
    /// The stuk it happened to.
    pub stuk_id: Uuid,
    /// The action, as design section 5 names it (`inlezen`, `publiceren`, …).
    pub actie: String,
    /// Where it came from, when not from a person: `ingelezen uit …`.
    pub herkomst: String,
    /// Names of the fields that changed.
    pub velden: Vec<String>,
    /// The status before, empty when new.
    pub van: String,
    /// The status after.
    pub naar: String,
    /// Hash of the revisie this made.
    pub inhoud_hash: String,
    /// Whether stukken that point here show something of it (its name, its size class), so that
    /// they have to be indexed again as well.
    pub straalt_uit: bool,
}

/// An open write transaction.
#[derive(Debug)]
pub struct Write {
    txn: DatabaseTransaction,
    written: std::sync::Arc<Notify>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Db {
    /// Starts a write. On SQLite it waits for its turn and takes the write lock at once, so that
    /// reading and then writing can't fail half-way.
    ///
    /// # Errors
    /// The database can't be reached in time.
    pub async fn begin_write(&self) -> Result<Write> {
        let sqlite = self.backend() == DbBackend::Sqlite;
        let turn = if sqlite {
            Some(self.writer.clone().lock_owned().await)
        } else {
            None
        };
        let txn = self
            .conn
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await?;
        if !sqlite {
            txn.execute_unprepared("SET LOCAL lock_timeout = '5s'")
                .await?;
        }
        Ok(Write {
            txn,
            written: self.written.clone(),
            _turn: turn,
        })
    }
}

impl Write {
    /// The connection of this transaction.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.txn
    }

    /// Appends what happened to history and change log, and commits: one call, because nothing
    /// may be written after the append. Answers the number that the search index must reach to
    /// show this write, none when there was nothing to tell.
    ///
    /// # Errors
    /// The database refuses; then nothing of the write is kept.
    pub async fn commit(self, ctx: &Ctx, wat: &[Gebeurtenis]) -> Result<Option<i64>> {
        let geraakt = self.geraakt(wat).await?;
        self.sluit_log().await?;
        for gebeurtenis in wat {
            self.append_geschiedenis(ctx, gebeurtenis).await?;
        }
        let mut nummer = None;
        for stuk_id in geraakt {
            let rij = wijziging::ActiveModel {
                volgnummer: NotSet,
                stuk_id: Set(stuk_id),
                op: Set(ctx.now),
            };
            nummer = Some(
                wijziging::Entity::insert(rij)
                    .exec(&self.txn)
                    .await?
                    .last_insert_id,
            );
        }
        self.txn.commit().await?;
        self.written.notify_one();
        Ok(nummer)
    }

    /// Puts every stuk into the change log once more, and commits: the search index of every
    /// process then makes all documents anew. Answers the last number.
    ///
    /// # Errors
    /// The database refuses; then nothing is kept.
    pub async fn commit_alles_opnieuw(self, ctx: &Ctx) -> Result<i64> {
        self.sluit_log().await?;
        let stukken = Query::select()
            .column(stuk::Column::Id)
            .expr(Expr::value(ctx.now))
            .from(stuk::Entity)
            .order_by(stuk::Column::Id, Order::Asc)
            .to_owned();
        let insert = Query::insert()
            .into_table(wijziging::Entity)
            .columns([wijziging::Column::StukId, wijziging::Column::Op])
            .select_from(stukken)
            .map_err(anyhow::Error::from)?
            .to_owned();
        self.txn.execute(&insert).await?;
        let nummer = super::hoogste(&self.txn).await?;
        self.txn.commit().await?;
        self.written.notify_one();
        Ok(nummer)
    }

    /// Makes other appends wait until this one is committed, so that the order of numbers is the
    /// order of commits. On SQLite this transaction has been the only writer since it began.
    async fn sluit_log(&self) -> Result<()> {
        if self.txn.get_database_backend() == DbBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({APPEND_LOCK})");
            self.txn.execute_unprepared(&lock).await?;
        }
        Ok(())
    }

    /// The stukken whose search document changes: those it happened to, and for a thema, regeling
    /// or organisatie also those that show its name.
    async fn geraakt(&self, wat: &[Gebeurtenis]) -> Result<BTreeSet<Uuid>> {
        let mut geraakt: BTreeSet<Uuid> = wat.iter().map(|g| g.stuk_id).collect();
        let bronnen: Vec<Uuid> = wat
            .iter()
            .filter(|g| g.straalt_uit)
            .map(|g| g.stuk_id)
            .collect();
        if !bronnen.is_empty() {
            let van: Vec<Uuid> = verband::Entity::find()
                .select_only()
                .column(verband::Column::Van)
                .filter(verband::Column::Naar.is_in(bronnen))
                .into_tuple()
                .all(&self.txn)
                .await?;
            geraakt.extend(van);
        }
        Ok(geraakt)
    }

    async fn append_geschiedenis(&self, ctx: &Ctx, g: &Gebeurtenis) -> Result<()> {
        let laatste = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(g.stuk_id))
            .order_by_desc(geschiedenis::Column::Nummer)
            .one(&self.txn)
            .await?;
        let (nummer, vorige) = laatste.map_or((1, String::new()), |l| (l.nummer + 1, l.hash));
        let mut rij = geschiedenis::Model {
            volgnummer: 0,
            stuk_id: g.stuk_id,
            nummer,
            actie: g.actie.clone(),
            actor: ctx.actor.to_string(),
            herkomst: g.herkomst.clone(),
            velden: g.velden.join(" "),
            van: g.van.clone(),
            naar: g.naar.clone(),
            inhoud_hash: g.inhoud_hash.clone(),
            op: ctx.now,
            vorige,
            hash: String::new(),
        };
        rij.hash = keten::hash(&rij);
        let mut rij = geschiedenis::ActiveModel::from(rij);
        rij.volgnummer = NotSet;
        geschiedenis::Entity::insert(rij)
            .exec_without_returning(&self.txn)
            .await?;
        Ok(())
    }
}
