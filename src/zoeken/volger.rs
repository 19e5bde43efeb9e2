//! The follower: keeps the search index equal to the tables by following the change log.
//!
//! The index stores the last number it applied in the same commit as the documents. A killed
//! process therefore loses nothing: the next start goes on from there, and doing a change twice
//! is harmless. An index that is new, or further than the log (another database), is built
//! aside from the tables and swapped.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use search_index::{Change, Document, SearchIndex};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{documenten::documenten, store};
use crate::{
    db::{self, Db},
    error::{Error, Result},
};

/// How long a write by another process can stay unseen.
const KIJK: Duration = Duration::from_millis(200);
/// How long to wait after a failure.
const WACHT_NA_FOUT: Duration = Duration::from_secs(1);
/// Changes in one commit of the index.
const PER_KEER: u64 = 500;

/// Follows the change log into the search index.
#[derive(Debug, Clone)]
pub struct Volger {
    db: Db,
    index: SearchIndex,
    positie: Arc<watch::Sender<i64>>,
    /// Whether the last try went well.
    volgt: Arc<AtomicBool>,
}

impl Volger {
    /// A follower from database to index.
    pub fn nieuw(db: Db, index: SearchIndex) -> Self {
        let positie = Arc::new(watch::Sender::new(index.position()));
        let volgt = Arc::new(AtomicBool::new(true));
        Self {
            db,
            index,
            positie,
            volgt,
        }
    }

    /// Follows until told to stop. A failure is logged and tried again.
    pub async fn volg(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let uitkomst = self.bijwerken().await;
            self.volgt.store(uitkomst.is_ok(), Ordering::Relaxed);
            let wacht = match uitkomst {
                Ok(_) => KIJK,
                Err(fout) => {
                    tracing::error!(fout = ?fout, "search index can't follow the tables");
                    WACHT_NA_FOUT
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.db.written(), if wacht == KIJK => {}
                () = tokio::time::sleep(wacht) => {}
            }
        }
    }

    /// Whether the index follows the tables: false from a failure until the next success.
    pub fn volgt(&self) -> bool {
        self.volgt.load(Ordering::Relaxed)
    }

    /// Applies all changes that are in the log now, and answers the position reached.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn bijwerken(&self) -> Result<i64> {
        let hoogste = db::hoogste(self.db.read()).await?;
        let positie = self.index.position();
        if positie > hoogste || (positie == 0 && hoogste > 0) {
            self.herbouw().await?;
        }
        loop {
            let wijzigingen = db::na(self.db.read(), self.index.position(), PER_KEER).await?;
            let Some(laatste) = wijzigingen.last() else {
                break;
            };
            let ids: Vec<Uuid> = wijzigingen.iter().map(|w| w.stuk_id).collect();
            self.pas_toe(ids, laatste.volgnummer).await?;
            self.positie.send_replace(self.index.position());
        }
        let positie = self.index.position();
        self.positie.send_replace(positie);
        Ok(positie)
    }

    async fn pas_toe(&self, mut ids: Vec<Uuid>, positie: i64) -> Result<()> {
        ids.sort_unstable();
        ids.dedup();
        let nieuw = self.lees(&ids).await?;
        let mut nieuw: HashMap<String, _> = nieuw.into_iter().map(|d| (d.id.clone(), d)).collect();
        let wijzigingen = ids
            .iter()
            .map(ToString::to_string)
            .map(|id| match nieuw.remove(&id) {
                Some(document) => Change::Put(Box::new(document)),
                None => Change::Delete(id),
            })
            .collect();
        let index = self.index.clone();
        blokkerend(move || index.apply(wijzigingen, positie)).await
    }

    /// The documents of the given stukken. One that can't be read does not hold up the others: it
    /// is told in the log and has no document until it is mended and indexed again.
    async fn lees(&self, ids: &[Uuid]) -> Result<Vec<Document>> {
        let conn = self.db.read();
        match documenten(conn, ids).await {
            Err(Error::Internal(_)) => {}
            uitkomst => return uitkomst,
        }
        let mut alle = Vec::with_capacity(ids.len());
        for id in ids {
            match documenten(conn, &[*id]).await {
                Ok(een) => alle.extend(een),
                Err(Error::Internal(fout)) => {
                    // The database itself must be well, or every stuk would seem broken.
                    db::hoogste(conn).await?;
                    tracing::error!(stuk = %id, fout = ?fout, "a stuk can't be indexed");
                }
                Err(fout) => return Err(fout),
            }
        }
        Ok(alle)
    }

    /// Builds a new index from the tables and swaps it in. Searches go on in the old one
    /// meanwhile; what changes during the build is applied after it.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn herbouw(&self) -> Result<()> {
        let positie = db::hoogste(self.db.read()).await?;
        let index = self.index.clone();
        let mut nieuw = blokkerend(move || index.rebuild()).await?;
        let mut tot = None;
        loop {
            let ids = store::ids_na(self.db.read(), tot, PER_KEER).await?;
            let Some(laatste) = ids.last() else { break };
            tot = Some(*laatste);
            let stukken = self.lees(&ids).await?;
            nieuw = blokkerend(move || nieuw.add(stukken).map(|()| nieuw)).await?;
        }
        blokkerend(move || nieuw.finish(positie)).await
    }

    /// Waits until the index has applied a change: for a write that narrows rights, which is only
    /// done when nobody finds the stuk any more.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it takes longer than `hoogstens`.
    pub async fn wacht_op(&self, volgnummer: i64, hoogstens: Duration) -> Result<()> {
        let mut positie = self.positie.subscribe();
        let bereikt = positie.wait_for(|p| *p >= volgnummer);
        match tokio::time::timeout(hoogstens, bereikt).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Error::Unavailable("zoekindex".into())),
        }
    }
}

/// Runs work of the search index where it may block.
///
/// # Errors
/// The work fails, or panics.
pub async fn blokkerend<T: Send + 'static>(
    werk: impl FnOnce() -> search_index::Result<T> + Send + 'static,
) -> Result<T> {
    Ok(tokio::task::spawn_blocking(werk)
        .await
        .context("search index task")??)
}
