//! Follows the versions of the word list: what an editor changes counts in every running process,
//! without a restart and without indexing anything anew.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use search_index::SearchIndex;
use tokio_util::sync::CancellationToken;

use super::{service::woorden, woorden::synoniemen};
use crate::{db::Db, error::Result};

/// How long another list can stay unseen.
const KIJK: Duration = Duration::from_millis(200);
/// How long to wait after a failure.
const WACHT_NA_FOUT: Duration = Duration::from_secs(1);

/// Follows the word list into the search index. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Woordenvolger {
    db: Db,
    index: SearchIndex,
    versie: Arc<AtomicI64>,
}

impl Woordenvolger {
    /// A follower of an index that answers with this version now.
    pub fn nieuw(db: Db, index: SearchIndex, versie: i64) -> Self {
        Self {
            db,
            index,
            versie: Arc::new(AtomicI64::new(versie)),
        }
    }

    /// The version that searches are answered with.
    pub fn versie(&self) -> i64 {
        self.versie.load(Ordering::Relaxed)
    }

    /// Follows until told to stop. A failure is logged and tried again; meanwhile the words stay
    /// as they were.
    pub async fn volg(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let wacht = match self.bijwerken().await {
                Ok(_) => KIJK,
                Err(fout) => {
                    tracing::error!(fout = ?fout, "search can't follow the word list");
                    WACHT_NA_FOUT
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(wacht) => {}
            }
        }
    }

    /// Takes over the list when it has another version; answers the version.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn bijwerken(&self) -> Result<i64> {
        let versie = woorden::versie(&self.db).await?;
        if versie != self.versie() {
            let lijst = woorden::lijst(&self.db).await?;
            let nieuw = tokio::task::spawn_blocking(move || synoniemen(&lijst.woorden)).await;
            self.index.set_synonyms(nieuw.map_err(anyhow::Error::from)?);
            // The version that was seen first: a change after it is seen the next time.
            self.versie.store(versie, Ordering::Relaxed);
            tracing::info!(versie, "search answers with another word list");
        }
        Ok(versie)
    }
}
