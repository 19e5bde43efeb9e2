//! Keeping the index sound beside following: it is built anew when somebody orders it and when its
//! files are broken, and compared with the tables at night.

use std::time::Duration;

use chrono::{DateTime, Utc};
use search_index::Trouble;
use tokio_util::sync::CancellationToken;

use super::Volger;
use crate::{
    db,
    error::Result,
    ids,
    zoeken::{nacht, toestand::Reden},
};

/// How long an order or damage can stay unseen.
const RONDE: Duration = Duration::from_secs(1);
/// How long after a failure: building is work, and room does not come by itself.
const WACHT_NA_FOUT: Duration = Duration::from_secs(5);
/// Rest between two portions of the comparison at night.
const PAUZE: Duration = Duration::from_millis(200);

impl Volger {
    pub(super) async fn onderhoud(&self, stop: &CancellationToken) {
        let toeval = ids::new_id().as_u64_pair().1;
        let mut nacht = nacht::volgende(self.clock.now(), toeval);
        while !stop.is_cancelled() {
            let uitkomst = tokio::select! {
                () = stop.cancelled() => return,
                uitkomst = self.ronde(&mut nacht, toeval) => uitkomst,
            };
            let wacht = match uitkomst {
                Ok(()) => {
                    self.toestand.zet_onderhoud(None);
                    RONDE
                }
                Err(fout) => {
                    tracing::error!(fout = ?fout, "search index can't be kept sound");
                    WACHT_NA_FOUT
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(wacht) => {}
            }
        }
    }

    async fn ronde(&self, nacht: &mut DateTime<Utc>, toeval: u64) -> Result<()> {
        if self.bouw_is_nodig(false).await? {
            self.herbouw().await?;
        }
        let nu = self.clock.now();
        if nu >= *nacht {
            if self.bouw_is_nodig(true).await? {
                self.herbouw().await?;
            }
            self.vergelijk_alles(PAUZE).await?;
            *nacht = nacht::volgende(nu, toeval);
        }
        Ok(())
    }

    /// Whether the index does not belong to the tables, was ordered to be built anew, or is broken;
    /// `grondig` reads every byte of it.
    async fn bouw_is_nodig(&self, grondig: bool) -> Result<bool> {
        let conn = self.db.read();
        if self.moet_opnieuw(db::hoogste(conn).await?) {
            return Ok(true);
        }
        let order = db::laatste_herbouw(conn).await?;
        if order != self.index.order() {
            tracing::info!(order, "the search index was ordered to be built anew");
            return Ok(true);
        }
        let heel = self
            .onderhoudswerk(move |index| {
                Ok(match index.check(grondig) {
                    Err(fout) if fout.trouble() == Trouble::Damaged => {
                        tracing::error!(fout = ?fout, "the search index is damaged");
                        false
                    }
                    uitkomst => uitkomst.map(|()| true)?,
                })
            })
            .await?;
        if !heel {
            self.toestand.zet_onderhoud(Some(Reden::Beschadigd));
        }
        Ok(!heel)
    }
}
