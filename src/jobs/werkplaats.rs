//! The workers of one process.

use std::{collections::BTreeMap, fmt, future::Future, sync::Arc, time::Duration};

use chrono::TimeDelta;
use futures_util::future::{BoxFuture, FutureExt as _, join_all};
use serde_json::json;
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};
use tracing::Instrument as _;

use super::{
    model::{
        Afloop, Mislukt, Opdracht, POGINGEN, Staat, Taak, Telling, Uitkomst, Vervolg, dag, vervolg,
    },
    service, store,
};
use crate::{
    ctx::Clock,
    db::Db,
    error::{Error, Result},
};

/// Jobs of one process at the same time: most of their time they wait for somebody else.
const PLAATSEN: usize = 2;
/// How long a worker has a job to itself, before another may think that it is no more. Who works on
/// a job asks for longer in time.
pub const LEASE: TimeDelta = TimeDelta::minutes(1);
/// How often a worker asks for longer.
const VERLENGEN: Duration = Duration::from_secs(20);
/// How long work of another process, or for later, can stay unseen.
const KIJK: Duration = Duration::from_secs(1);
/// How long to wait after a failure.
const WACHT_NA_FOUT: Duration = Duration::from_secs(1);
/// How often is looked whether daily work has to be done.
const DAGRITME: Duration = Duration::from_secs(30);
/// How long a job may go on when the process is told to stop.
const GEDULD: Duration = Duration::from_secs(5);
/// The daily work of the queue itself.
pub const OPRUIMEN: &str = "taken-opruimen";
const OPRUIMEN_OM: u32 = 4;

/// What does the jobs of one kind.
type Werk = Arc<dyn Fn(Taak) -> BoxFuture<'static, Uitkomst> + Send + Sync>;

/// Who does which jobs in this process, and what is done daily. Cheap to clone.
#[derive(Clone)]
pub struct Werkplaats {
    db: Db,
    clock: Clock,
    werk: BTreeMap<&'static str, Werk>,
    rust: BTreeMap<&'static str, &'static str>,
    dagelijks: Vec<(&'static str, u32)>,
}

impl fmt::Debug for Werkplaats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Werkplaats")
            .field("werk", &self.werk.keys())
            .field("rust", &self.rust)
            .field("dagelijks", &self.dagelijks)
            .finish_non_exhaustive()
    }
}

impl Werkplaats {
    /// A workshop that only keeps its own queue tidy.
    pub fn nieuw(db: Db, clock: Clock) -> Self {
        let leeg = Self {
            db: db.clone(),
            clock: clock.clone(),
            werk: BTreeMap::new(),
            rust: BTreeMap::new(),
            dagelijks: Vec::new(),
        };
        leeg.dagelijks(OPRUIMEN, OPRUIMEN_OM, move |_| {
            let (db, nu) = (db.clone(), clock.now());
            async move {
                service::ruim_op(&db, nu).await?;
                Ok(Afloop::Klaar)
            }
        })
    }

    /// With somebody who does the jobs of a kind. A job may be begun more than once.
    ///
    /// # Panics
    /// Somebody does this kind already: the jobs of one of both would be done wrongly.
    #[must_use]
    pub fn met<F>(
        mut self,
        soort: &'static str,
        werk: impl Fn(Taak) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Uitkomst> + Send + 'static,
    {
        let werk = Arc::new(move |taak| werk(taak).boxed());
        let eerder = self.werk.insert(soort, werk);
        assert!(eerder.is_none(), "two features do the jobs of kind {soort}");
        self
    }

    /// With a kind of which the jobs wait, and why.
    #[must_use]
    pub fn met_rust(mut self, soort: &'static str, reden: &'static str) -> Self {
        self.rust.insert(soort, reden);
        self
    }

    /// With work that is done once per calendar day in the Netherlands, at or after a full hour, by
    /// one of all processes. A day on which no process runs after that hour is skipped.
    #[must_use]
    pub fn dagelijks<F>(
        mut self,
        soort: &'static str,
        uur: u32,
        werk: impl Fn(Taak) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Uitkomst> + Send + 'static,
    {
        self.dagelijks.push((soort, uur));
        self.met(soort, werk)
    }

    /// How many jobs of each kind are in each state, and which of them nobody takes up now.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn overzicht(&self) -> Result<Vec<Telling>> {
        let mut alle = service::overzicht(&self.db, self.clock.now()).await?;
        for regel in alle.iter_mut().filter(|r| r.staat == Staat::Wacht) {
            regel.rust = self
                .rust
                .get(regel.soort.as_str())
                .copied()
                .unwrap_or_default();
        }
        Ok(alle)
    }

    /// Works until told to stop. A failure is logged and tried again.
    pub async fn volg(self, stop: CancellationToken) {
        let werkers = join_all((0..PLAATSEN).map(|_| self.werk_door(&stop)));
        tokio::join!(werkers, self.plan_door(&stop));
    }

    async fn werk_door(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let wacht = match self.doe_een(stop).await {
                Ok(true) => continue,
                Ok(false) => KIJK,
                Err(fout) => {
                    tracing::error!(fout = ?fout, "a worker can't reach its jobs");
                    WACHT_NA_FOUT
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.db.werk_staat_klaar(), if wacht == KIJK => {}
                () = tokio::time::sleep(wacht) => {}
            }
        }
    }

    async fn plan_door(&self, stop: &CancellationToken) {
        let mut gemeld = BTreeMap::new();
        while !stop.is_cancelled() {
            if let Err(fout) = self.plan().await {
                tracing::error!(fout = ?fout, "daily work can't be put ready");
            }
            if let Err(fout) = self.meld_rust(&mut gemeld).await {
                tracing::error!(fout = ?fout, "waiting jobs can't be counted");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(DAGRITME) => {}
            }
        }
    }

    /// Puts the daily work ready of which the hour has come; answers how much.
    ///
    /// # Errors
    /// The database fails.
    pub async fn plan(&self) -> Result<usize> {
        let nu = self.clock.now();
        let mut erbij = 0;
        for (soort, uur) in &self.dagelijks {
            let Some(dag) = dag(nu, *uur) else { continue };
            // The row of the day is what makes it once, whoever is first.
            let sleutel = format!("{soort}:{dag}");
            if store::bestaat(self.db.read(), &sleutel).await? {
                continue;
            }
            let wat = Opdracht::nieuw(soort, json!({ "dag": dag.to_string() })).eenmalig(sleutel);
            let write = self.db.begin_write().await?;
            let nieuw = service::zet_klaar(&write, nu, wat).await?;
            write.commit_zonder_gebeurtenis().await?;
            erbij += usize::from(nieuw);
        }
        Ok(erbij)
    }

    /// Tells in the log that jobs wait for somebody, when their number has changed.
    async fn meld_rust(&self, gemeld: &mut BTreeMap<String, i64>) -> Result<()> {
        if self.rust.is_empty() {
            return Ok(());
        }
        for regel in self.overzicht().await? {
            let eerder = gemeld.insert(regel.soort.clone(), regel.aantal);
            if !regel.rust.is_empty() && eerder != Some(regel.aantal) {
                let Telling {
                    soort,
                    aantal,
                    rust,
                    ..
                } = regel;
                tracing::warn!(
                    soort,
                    aantal,
                    reden = rust,
                    "jobs wait for somebody to do them"
                );
            }
        }
        Ok(())
    }

    /// Does all jobs that can be done now, one after the other; answers how many.
    ///
    /// # Errors
    /// The database fails.
    pub async fn doe_alle(&self) -> Result<usize> {
        let nooit = CancellationToken::new();
        let mut gedaan = 0;
        while self.doe_een(&nooit).await? {
            gedaan += 1;
        }
        Ok(gedaan)
    }

    /// Does the next job; answers whether there was one.
    ///
    /// # Errors
    /// The database fails.
    pub async fn doe_een(&self, stop: &CancellationToken) -> Result<bool> {
        let Some(taak) = self.pak().await? else {
            return Ok(false);
        };
        // Where there was one there may be more.
        self.db.wek_werker();
        let span = tracing::info_span!("taak", id = %taak.id, soort = taak.soort);
        self.doe(taak, stop).instrument(span).await?;
        Ok(true)
    }

    async fn pak(&self) -> Result<Option<Taak>> {
        let soorten: Vec<&str> = self.werk.keys().copied().collect();
        let nu = self.clock.now();
        // To look is cheap; to write keeps others waiting.
        if !store::is_er_werk(self.db.read(), &soorten, nu).await? {
            return Ok(None);
        }
        let write = self.db.begin_write().await?;
        let taak = store::pak(write.conn(), &soorten, nu, nu + LEASE).await?;
        write.commit_zonder_gebeurtenis().await?;
        Ok(taak)
    }

    async fn doe(&self, taak: Taak, stop: &CancellationToken) -> Result<()> {
        let Some(werk) = self.werk.get(taak.soort.as_str()) else {
            return Err(anyhow::anyhow!("no worker for {}", taak.soort).into());
        };
        // Taken up once more than it may: the process ended during the last try.
        if taak.hoeveelste() > POGINGEN {
            let reden = "de server stopte tijdens de laatste poging".to_owned();
            return self.sluit(&taak, Err(Mislukt::Definitief(reden))).await;
        }
        let gestopt = async {
            stop.cancelled().await;
            tokio::time::sleep(GEDULD).await;
        };
        // A task of its own: when it panics the worker goes on.
        let werk = tokio::spawn(werk(taak.clone()).in_current_span());
        tokio::select! {
            uitkomst = AbortOnDropHandle::new(werk) => {
                let uitkomst = uitkomst.unwrap_or_else(|fout| {
                    Err(Error::Internal(fout.into()).into())
                });
                self.sluit(&taak, uitkomst).await
            }
            () = self.houd_vast(&taak) => {
                tracing::warn!("another worker has taken over a job");
                Ok(())
            }
            () = gestopt => self.geef_terug(&taak).await,
        }
    }

    /// Asks for longer again and again; ends when another has the job.
    async fn houd_vast(&self, taak: &Taak) {
        loop {
            tokio::time::sleep(VERLENGEN).await;
            match self.verleng(taak).await {
                Ok(true) => {}
                Ok(false) => return,
                // The lease holds for a while yet.
                Err(fout) => tracing::warn!(fout = ?fout, "a lease could not be made longer"),
            }
        }
    }

    async fn verleng(&self, taak: &Taak) -> Result<bool> {
        let write = self.db.begin_write().await?;
        let lease_tot = self.clock.now() + LEASE;
        let gelukt = store::verleng(write.conn(), taak, lease_tot).await?;
        write.commit_zonder_gebeurtenis().await?;
        Ok(gelukt)
    }

    /// Puts a job back that was not done when the process had to stop.
    async fn geef_terug(&self, taak: &Taak) -> Result<()> {
        let reden = "de server stopte voordat het klaar was";
        let write = self.db.begin_write().await?;
        store::zet_terug(write.conn(), taak, reden, self.clock.now()).await?;
        write.commit_zonder_gebeurtenis().await
    }

    /// Writes what came of a job.
    async fn sluit(&self, taak: &Taak, uitkomst: Uitkomst) -> Result<()> {
        if uitkomst == Ok(Afloop::Afgerond) {
            return Ok(());
        }
        let nu = self.clock.now();
        let hoeveelste = taak.hoeveelste();
        let write = self.db.begin_write().await?;
        let gelukt = match uitkomst {
            Ok(_) => store::beeindig(write.conn(), taak, None, nu).await?,
            Err(Mislukt::Straks(reden)) => match vervolg(hoeveelste) {
                Vervolg::Over(pauze) => {
                    tracing::warn!(hoeveelste, reden, "a job failed and is tried again");
                    store::zet_terug(write.conn(), taak, &reden, nu + pauze).await?
                }
                Vervolg::Opgeven => {
                    tracing::error!(hoeveelste, reden, "a job is given up");
                    store::beeindig(write.conn(), taak, Some(&reden), nu).await?
                }
            },
            Err(Mislukt::Definitief(reden)) => {
                tracing::error!(hoeveelste, reden, "a job is given up");
                store::beeindig(write.conn(), taak, Some(&reden), nu).await?
            }
        };
        write.commit_zonder_gebeurtenis().await?;
        if !gelukt {
            tracing::warn!("a job ended that another worker has taken over");
        }
        Ok(())
    }
}
