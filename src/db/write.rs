//! A write: one transaction that ends in [`Write::commit`] or is rolled back when dropped.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbBackend, EntityTrait as _,
    ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
    sea_query::{Alias, Expr, JoinType, Query, SelectStatement},
};
use tokio::sync::{Notify, OwnedMutexGuard};
use uuid::Uuid;

use super::{
    Db, keten,
    tables::{geschiedenis, herbouw, stuk, verband, wijziging},
};
use crate::{
    actor::Actor,
    ctx::Ctx,
    error::Result,
    logregel::paar,
    stukken::model::{Soort, Verbandsoort},
};

/// The advisory lock that makes the order of numbers the order of commits on PostgreSQL.
const APPEND_LOCK: i64 = 0x4457_4152;

/// What the geschiedenis calls an order to build the search index anew.
pub const HERBOUWEN: &str = "zoekindex-herbouwen";

/// What happened to one stuk: the row that goes into its geschiedenis. Ids, names of fields and
/// hashes, never the text of a stuk.
#[derive(Debug, Clone, Default)]
pub struct Gebeurtenis {
    /// The stuk it happened to, or the account.
    pub stuk_id: Uuid,
    /// Whether it happened to an account: those are found by nobody.
    pub is_account: bool,
    /// Whether it was only read: search has nothing to change.
    pub is_lezen: bool,
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
    /// Organisaties that it took the place of, or does no longer: what points at them, and at those
    /// before them, is found under it from now on, or is not.
    pub opvolging_van: BTreeSet<Uuid>,
}

/// Writes a line per action of somebody: what, with what, who.
fn log(ctx: &Ctx, wat: &[Gebeurtenis], soorten: &HashMap<Uuid, String>) {
    let actor = ctx.actor.to_string();
    for gebeurtenis in wat {
        let (soort, object) = match soorten.get(&gebeurtenis.stuk_id) {
            Some(soort) => (soort.as_str(), format!("{soort}:{}", gebeurtenis.stuk_id)),
            None if gebeurtenis.is_account => {
                ("account", format!("account:{}", gebeurtenis.stuk_id))
            }
            None => continue,
        };
        let (actor, object) = paar(soort, &actor, &object);
        tracing::info!(
            actie = gebeurtenis.actie,
            object,
            resultaat = "gelukt",
            herkomst = ctx.request_id,
            actor,
            "gedaan"
        );
    }
}

/// An open write transaction.
#[derive(Debug)]
pub struct Write {
    txn: DatabaseTransaction,
    written: Arc<Notify>,
    taken: Arc<Notify>,
    heeft_werk: AtomicBool,
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
            taken: self.taken.clone(),
            heeft_werk: AtomicBool::new(false),
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
        self.sluit_log().await?;
        for gebeurtenis in wat {
            self.append_geschiedenis(ctx, gebeurtenis).await?;
        }
        let nummer = self.append_wijzigingen(ctx, wat).await?;
        let soorten = self.soorten(ctx, wat).await?;
        self.bevestig(true).await?;
        log(ctx, wat, &soorten);
        Ok(nummer)
    }

    /// The kinds of the stukken that somebody did something with, for the log. What the platform does by
    /// itself its tasks tell, in far fewer lines.
    async fn soorten(&self, ctx: &Ctx, wat: &[Gebeurtenis]) -> Result<HashMap<Uuid, String>> {
        if matches!(ctx.actor, Actor::Systeem(_)) {
            return Ok(HashMap::new());
        }
        let ids: BTreeSet<Uuid> = wat.iter().map(|g| g.stuk_id).collect();
        let soorten = stuk::Entity::find()
            .select_only()
            .columns([stuk::Column::Id, stuk::Column::Soort])
            .filter(stuk::Column::Id.is_in(ids))
            .into_tuple();
        Ok(soorten.all(&self.txn).await?.into_iter().collect())
    }

    /// Notes which search documents change: those of the stukken it happened to, and of those that
    /// show something of them. Looked up behind the lock, so that a verband that was made meanwhile
    /// counts.
    async fn append_wijzigingen(&self, ctx: &Ctx, wat: &[Gebeurtenis]) -> Result<Option<i64>> {
        let van_stukken = wat.iter().filter(|g| !g.is_account && !g.is_lezen);
        let zelf: BTreeSet<Uuid> = van_stukken.map(|g| g.stuk_id).collect();
        if zelf.is_empty() {
            return Ok(None);
        }
        let rij = |stuk_id: &Uuid| wijziging::ActiveModel {
            volgnummer: NotSet,
            stuk_id: Set(*stuk_id),
            op: Set(ctx.now),
        };
        wijziging::Entity::insert_many(zelf.iter().map(rij))
            .exec_without_returning(&self.txn)
            .await?;
        let stralen = wat.iter().filter(|g| g.straalt_uit).map(|g| g.stuk_id);
        let opgevolgd = wat.iter().flat_map(|g| g.opvolging_van.iter().copied());
        let bronnen = self
            .met_voorgangers(stralen.chain(opgevolgd).collect())
            .await?;
        if !bronnen.is_empty() {
            let wijzers = Query::select()
                .distinct()
                .column(verband::Column::Van)
                .expr(Expr::value(ctx.now))
                .from(verband::Entity)
                .and_where(verband::Column::Naar.is_in(bronnen))
                .and_where(verband::Column::Van.is_not_in(zelf))
                .to_owned();
            self.append_uit(wijzers).await?;
        }
        Ok(Some(super::hoogste(&self.txn).await?))
    }

    /// These stukken and all that the organisaties among them took the place of, because what points
    /// at a predecessor shows its successors too. Other kinds have no such trail in the index.
    async fn met_voorgangers(&self, stukken: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>> {
        let mut alle = stukken.clone();
        let mut rand = stukken;
        while !rand.is_empty() {
            let (nieuw, oud) = (Alias::new("nieuw"), Alias::new("oud"));
            let organisatie = |naam: &Alias| {
                Expr::col((naam.clone(), stuk::Column::Soort)).eq(Soort::Organisatie.waarde())
            };
            let is = |naam: &Alias, kolom: verband::Column| {
                Expr::col((naam.clone(), stuk::Column::Id)).equals((verband::Entity, kolom))
            };
            let stap = Query::select()
                .column(verband::Column::Naar)
                .from(verband::Entity)
                .join_as(
                    JoinType::InnerJoin,
                    stuk::Entity,
                    nieuw.clone(),
                    is(&nieuw, verband::Column::Van),
                )
                .join_as(
                    JoinType::InnerJoin,
                    stuk::Entity,
                    oud.clone(),
                    is(&oud, verband::Column::Naar),
                )
                .and_where(verband::Column::Van.is_in(rand))
                .and_where(
                    Expr::col((verband::Entity, verband::Column::Soort))
                        .eq(Verbandsoort::Vervangt.waarde()),
                )
                .and_where(organisatie(&nieuw))
                .and_where(organisatie(&oud))
                .to_owned();
            let mut verder = BTreeSet::new();
            for rij in self.txn.query_all(&stap).await? {
                let voorganger: Uuid = rij.try_get_by(0)?;
                if alle.insert(voorganger) {
                    verder.insert(voorganger);
                }
            }
            rand = verder;
        }
        Ok(alle)
    }

    async fn append_uit(&self, stukken: SelectStatement) -> Result<()> {
        let insert = Query::insert()
            .into_table(wijziging::Entity)
            .columns([wijziging::Column::StukId, wijziging::Column::Op])
            .select_from(stukken)
            .map_err(anyhow::Error::from)?
            .to_owned();
        self.txn.execute(&insert).await?;
        Ok(())
    }

    /// Makes other writes of the same task wait until this one has ended. On SQLite there is
    /// only one write at a time anyway.
    ///
    /// # Errors
    /// Another write holds on for too long.
    pub async fn als_enige(&self, taak: i64) -> Result<()> {
        if self.txn.get_database_backend() == DbBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({taak})");
            self.txn.execute_unprepared(&lock).await?;
        }
        Ok(())
    }

    /// Orders every process to build its search index anew from the tables, and commits. An order of
    /// an account stands in its geschiedenis. Answers the number of the order.
    ///
    /// # Errors
    /// The database refuses; then nothing is kept.
    pub async fn commit_herbouw(self, ctx: &Ctx) -> Result<i64> {
        // One at a time, so that nobody answers a later order and never sees an earlier one.
        self.sluit_log().await?;
        let order = herbouw::ActiveModel {
            nummer: NotSet,
            op: Set(ctx.now),
        };
        herbouw::Entity::insert(order)
            .exec_without_returning(&self.txn)
            .await?;
        let nummer = super::laatste_herbouw(&self.txn).await?;
        if let Actor::Account { id, .. } = &ctx.actor {
            let gegeven = Gebeurtenis {
                stuk_id: *id,
                is_account: true,
                actie: HERBOUWEN.into(),
                ..Gebeurtenis::default()
            };
            self.append_geschiedenis(ctx, &gegeven).await?;
        }
        self.bevestig(true).await?;
        Ok(nummer)
    }

    /// Commits what is no part of any stuk, so that there is nothing to tell.
    ///
    /// # Errors
    /// The database refuses; then nothing is kept.
    pub async fn commit_zonder_gebeurtenis(self) -> Result<()> {
        self.bevestig(false).await
    }

    /// Commits, and wakes who waits for it.
    async fn bevestig(self, in_log: bool) -> Result<()> {
        let Self {
            txn,
            written,
            taken,
            heeft_werk,
            ..
        } = self;
        txn.commit().await?;
        if in_log {
            written.notify_one();
        }
        if heeft_werk.into_inner() {
            taken.notify_one();
        }
        Ok(())
    }

    /// Notes that this write puts work ready, so that a worker wakes once it is committed.
    pub fn zet_werk_klaar(&self) {
        self.heeft_werk.store(true, Ordering::Relaxed);
    }

    /// Makes other appends wait until this one is committed, so that the order of numbers is the
    /// order of commits. On SQLite this transaction has been the only writer since it began.
    ///
    /// # Errors
    /// Another write holds on for too long.
    pub async fn sluit_log(&self) -> Result<()> {
        self.als_enige(APPEND_LOCK).await
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
