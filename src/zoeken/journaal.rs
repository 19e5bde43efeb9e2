//! The search journal: counts what visitors ask, so that editors see which words are missing.
//!
//! An answer never waits for it. A question goes into a bounded queue; a task adds the questions
//! of a second to the tables in one go. Of who asked nothing is kept, and of a question with
//! personal data not even the words.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::NaiveDate;
use tokio::sync::{Mutex, mpsc};
use tokio_util::sync::CancellationToken;

use super::{
    model::{
        Vraag,
        vragen::{Opname, Telling, in_vertrouwen, telling},
    },
    store::vragen,
};
use crate::{
    bewaren::{model::Gegeven, service as bewaren},
    ctx::{Clock, Ctx},
    db::Db,
    error::Result,
};

/// Questions that can wait to be written.
pub const RUIMTE: usize = 4_096;
/// Different questions in one statement.
const PER_KEER: usize = 1_000;
/// How long a question waits for others.
const RITME: Duration = Duration::from_secs(1);

/// A question on its day, counted.
type Regel = ((NaiveDate, String), Telling);

/// The search journal of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Journaal {
    db: Db,
    clock: Clock,
    erin: mpsc::Sender<Regel>,
    bak: Arc<Mutex<Bak>>,
    cijfers: Arc<Cijfers>,
}

/// What is not written yet.
#[derive(Debug)]
struct Bak {
    eruit: mpsc::Receiver<Regel>,
    /// Taken from the queue; stays here until the database has it.
    klaar: BTreeMap<(NaiveDate, String), Telling>,
}

#[derive(Debug, Default)]
struct Cijfers {
    genoteerd: AtomicU64,
    persoonsgegevens: AtomicU64,
    weggevallen: AtomicU64,
}

/// What the journal has done since the process began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Questions taken in.
    pub genoteerd: u64,
    /// Questions of which nothing was kept, because they have personal data.
    pub persoonsgegevens: u64,
    /// Questions that were lost: the queue was full, or the database failed until the end.
    pub weggevallen: u64,
}

impl Journaal {
    /// A journal over this database.
    pub fn nieuw(db: Db, clock: Clock) -> Self {
        let (erin, eruit) = mpsc::channel(RUIMTE);
        let bak = Bak {
            eruit,
            klaar: BTreeMap::new(),
        };
        Self {
            db,
            clock,
            erin,
            bak: Arc::new(Mutex::new(bak)),
            cijfers: Arc::default(),
        }
    }

    /// Notes that a question was answered with so many results. Never waits.
    pub fn noteer(&self, ctx: &Ctx, vraag: &Vraag, totaal: u64) {
        if in_vertrouwen(&ctx.actor) {
            return;
        }
        let erbij = match Opname::van(vraag) {
            Opname::Geen => return,
            Opname::Persoonsgegevens => &self.cijfers.persoonsgegevens,
            Opname::Telt(woorden) => {
                let regel = ((ctx.vandaag(), woorden), telling(vraag, totaal));
                match self.erin.try_send(regel) {
                    Ok(()) => &self.cijfers.genoteerd,
                    Err(_) => &self.cijfers.weggevallen,
                }
            }
        };
        erbij.fetch_add(1, Ordering::Relaxed);
    }

    /// What it has done.
    pub fn stand(&self) -> Stand {
        let cijfers = &self.cijfers;
        Stand {
            genoteerd: cijfers.genoteerd.load(Ordering::Relaxed),
            persoonsgegevens: cijfers.persoonsgegevens.load(Ordering::Relaxed),
            weggevallen: cijfers.weggevallen.load(Ordering::Relaxed),
        }
    }

    /// Writes until told to stop, and then what is left. A failure is logged; what could not be
    /// written is tried again.
    pub async fn volg(self, stop: CancellationToken) {
        let mut opgeruimd_op = None;
        loop {
            let vandaag = Ctx::systeem("journaal", &self.clock).vandaag();
            if opgeruimd_op != Some(vandaag) {
                match self.ruim_op().await {
                    Ok(_) => opgeruimd_op = Some(vandaag),
                    Err(fout) => tracing::error!(fout = ?fout, "old questions stay in the journal"),
                }
            }
            if let Err(fout) = self.schrijf_bij().await {
                tracing::error!(fout = ?fout, "the search journal can't be written");
            }
            if stop.is_cancelled() {
                break;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(RITME) => {}
            }
        }
        self.meld_verlies().await;
    }

    /// Writes everything that waits; answers how many lines were touched.
    ///
    /// # Errors
    /// The database can't be written. What could not be written waits on.
    pub async fn schrijf_bij(&self) -> Result<usize> {
        let mut bak = self.bak.lock().await;
        let mut geschreven = 0;
        loop {
            bak.vul();
            if bak.klaar.is_empty() {
                return Ok(geschreven);
            }
            let write = self.db.begin_write().await?;
            vragen::tel(write.conn(), &bak.klaar).await?;
            write.commit_zonder_gebeurtenis().await?;
            geschreven += bak.klaar.len();
            bak.klaar.clear();
        }
    }

    /// Removes what is older than it may be; answers how many lines that were.
    ///
    /// # Errors
    /// The database can't be written.
    pub async fn ruim_op(&self) -> Result<u64> {
        let ctx = Ctx::systeem("journaal", &self.clock);
        let weg = bewaren::vernietig(&self.db, &ctx, Gegeven::Zoekvragen).await?;
        Ok(weg.aantal)
    }

    /// At the end: counts and tells what the database did not take.
    async fn meld_verlies(&self) {
        let mut bak = self.bak.lock().await;
        let mut verloren = 0;
        loop {
            bak.vul();
            if bak.klaar.is_empty() {
                break;
            }
            let keren = bak.klaar.values().map(|t| t.keren.unsigned_abs());
            verloren += keren.sum::<u64>();
            bak.klaar.clear();
        }
        if verloren > 0 {
            self.cijfers
                .weggevallen
                .fetch_add(verloren, Ordering::Relaxed);
            tracing::error!(
                vragen = verloren,
                "the search journal ends with questions not written"
            );
        }
    }
}

impl Bak {
    /// Takes from the queue what fits in one statement. The rest waits there, where it can be
    /// counted when it no longer fits.
    fn vul(&mut self) {
        while self.klaar.len() < PER_KEER
            && let Ok((sleutel, telling)) = self.eruit.try_recv()
        {
            *self.klaar.entry(sleutel).or_default() += telling;
        }
    }
}
