//! The follower: keeps the search index equal to the tables by following the change log.
//!
//! The index stores the last number it applied in the same commit as the documents. A killed
//! process therefore loses nothing: the next start goes on from there, and doing a change twice
//! is harmless. An index that is new, damaged or further than the log (another database) is built
//! aside from the tables and swapped, while the log is followed (`herbouw`). What went wrong
//! nevertheless is found by comparing (`vergelijking`).

mod herbouw;
mod onderhoud;
mod vergelijking;

use std::{collections::HashMap, sync::Arc, time::Duration};

use search_index::{Change, Document, SearchIndex};
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    documenten::documenten,
    toestand::{Reden, Toestand},
};
use crate::{
    ctx::Clock,
    db::{self, Db, Wijziging},
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
    clock: Clock,
    positie: Arc<watch::Sender<i64>>,
    toestand: Arc<Toestand>,
    /// Held by whoever writes the live index or puts another in its place.
    beurt: Arc<Mutex<()>>,
    /// Held by whoever builds a new index.
    bouwplaats: Arc<Mutex<()>>,
}

impl Volger {
    /// A follower from database to index.
    pub fn nieuw(db: Db, index: SearchIndex, clock: Clock) -> Self {
        let positie = Arc::new(watch::Sender::new(index.position()));
        Self {
            db,
            index,
            clock,
            positie,
            toestand: Arc::default(),
            beurt: Arc::default(),
            bouwplaats: Arc::default(),
        }
    }

    /// Looks at what the last process left, before anything is written to the tables. Answers
    /// whether the index has to be built from the tables first; until then it answers nobody.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn bekijk(&self) -> Result<bool> {
        let hoogste = db::hoogste(self.db.read()).await?;
        if self.index.position() > hoogste {
            // The numbers it is ahead by will be given again, to other changes. What is done about
            // it must not be forgotten when this process is killed before the new index is there.
            self.werk(|index| index.rebuild()?.finish(0)).await?;
        }
        let bouwt = self.moet_opnieuw(hoogste);
        if bouwt {
            self.index.close_until_built();
            self.toestand.zet(Some(Reden::Bouwt));
        }
        Ok(bouwt)
    }

    /// Follows until told to stop. A failure is logged and tried again.
    pub async fn volg(self, stop: CancellationToken) {
        tokio::join!(self.volg_log(&stop), self.onderhoud(&stop));
    }

    async fn volg_log(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let wacht = match self.volg_eens().await {
                Ok(()) => KIJK,
                Err(fout) => {
                    tracing::error!(fout = ?fout, "search index can't follow the tables");
                    self.toestand.zet(self.reden().or(Some(Reden::Fout)));
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

    async fn volg_eens(&self) -> Result<()> {
        let hoogste = db::hoogste(self.db.read()).await?;
        // An index to be replaced is left to who builds the new one.
        if !self.moet_opnieuw(hoogste) {
            self.volg_bij().await?;
            if self.index.is_open() {
                self.toestand.zet(None);
            }
        }
        Ok(())
    }

    /// Why the index is not fit for use or can't follow the tables; none when all is well.
    pub fn reden(&self) -> Option<Reden> {
        self.toestand.reden()
    }

    /// How the index is doing.
    pub fn toestand(&self) -> &Toestand {
        &self.toestand
    }

    /// Applies all changes that are in the log now, and answers the position reached. An index
    /// that does not belong to the tables is built anew.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn bijwerken(&self) -> Result<i64> {
        if self.moet_opnieuw(db::hoogste(self.db.read()).await?) {
            self.herbouw().await?;
        }
        self.volg_bij().await
    }

    /// Whether the index is new, or further than the log.
    fn moet_opnieuw(&self, hoogste: i64) -> bool {
        let positie = self.index.position();
        positie > hoogste || (positie == 0 && hoogste > 0)
    }

    async fn volg_bij(&self) -> Result<i64> {
        loop {
            let beurt = self.beurt.lock().await;
            let klaar = self.volg_een_keer().await?;
            drop(beurt);
            let positie = self.index.position();
            self.positie.send_replace(positie);
            if klaar {
                return Ok(positie);
            }
        }
    }

    /// Applies the next changes; answers whether there were none. Only for who has the turn.
    async fn volg_een_keer(&self) -> Result<bool> {
        let wijzigingen = db::na(self.db.read(), self.index.position(), PER_KEER).await?;
        let Some(laatste) = wijzigingen.last() else {
            return Ok(true);
        };
        let positie = laatste.volgnummer;
        let wijzigingen = self.veranderingen(&wijzigingen).await?;
        self.werk(move |index| index.apply(wijzigingen, positie))
            .await?;
        Ok(false)
    }

    /// What the index has to do for these lines of the log.
    async fn veranderingen(&self, wijzigingen: &[Wijziging]) -> Result<Vec<Change>> {
        let mut ids: Vec<Uuid> = wijzigingen.iter().map(|w| w.stuk_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let nieuw = self.lees(&ids).await?;
        let mut nieuw: HashMap<String, _> = nieuw.into_iter().map(|d| (d.id.clone(), d)).collect();
        let ids = ids.iter().map(ToString::to_string);
        Ok(ids
            .map(|id| match nieuw.remove(&id) {
                Some(document) => Change::Put(Box::new(document)),
                None => Change::Delete(id),
            })
            .collect())
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
            let mut een = documenten(conn, &[*id]).await;
            if matches!(een, Err(Error::Internal(_))) {
                // The database itself must be well, or every stuk would seem broken.
                db::hoogste(conn).await?;
                een = documenten(conn, &[*id]).await;
            }
            match een {
                Ok(een) => alle.extend(een),
                Err(Error::Internal(fout)) => {
                    tracing::error!(stuk = %id, fout = ?fout, "a stuk can't be indexed");
                }
                Err(fout) => return Err(fout),
            }
        }
        Ok(alle)
    }

    /// Does work of following on the index where it may block. What is the matter when it fails is
    /// looked into and noted for whoever runs the platform.
    async fn werk<T: Send + 'static>(
        &self,
        werk: impl FnOnce(&SearchIndex) -> search_index::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.werk_voor(Toestand::zet, werk).await
    }

    /// The same for maintenance, of which a failure lasts until maintenance goes well again.
    async fn onderhoudswerk<T: Send + 'static>(
        &self,
        werk: impl FnOnce(&SearchIndex) -> search_index::Result<T> + Send + 'static,
    ) -> Result<T> {
        self.werk_voor(Toestand::zet_onderhoud, werk).await
    }

    async fn werk_voor<T: Send + 'static>(
        &self,
        noteer: fn(&Toestand, Option<Reden>),
        werk: impl FnOnce(&SearchIndex) -> search_index::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (index, toestand) = (self.index.clone(), self.toestand.clone());
        blokkerend(move || {
            werk(&index).inspect_err(|fout| {
                noteer(&toestand, Some(Reden::from(index.diagnose(fout))));
            })
        })
        .await
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

/// Runs work of the search index where it may block. Broken files may make the engine panic: that
/// too means that the index can't be used now.
///
/// # Errors
/// The work fails, or panics.
pub async fn blokkerend<T: Send + 'static>(
    werk: impl FnOnce() -> search_index::Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(werk).await {
        Ok(uitkomst) => Ok(uitkomst?),
        Err(fout) => {
            tracing::error!(fout = ?fout, "a task of the search index ended half-way");
            Err(Error::Unavailable("zoekindex".into()))
        }
    }
}
