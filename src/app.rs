//! The service as a whole: what it is made of, and the order of starting and stopping. The same
//! for `main` and for tests.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use search_index::SearchIndex;
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    config::Config,
    ctx::Clock,
    db::Db,
    error::Result,
    http,
    inlezen::{
        bron::Gelezen,
        ingebouwd,
        service::{Verslag, lees_in},
    },
    zoeken::volger::Volger,
};

/// What every handler works with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The tables.
    pub db: Db,
    /// The search index.
    pub index: SearchIndex,
    /// Keeps the index equal to the tables.
    pub volger: Volger,
    /// Tells the time.
    pub clock: Clock,
    /// The address people use, without a slash at the end.
    pub basis_url: Arc<str>,
}

impl App {
    /// Opens database and index and brings both up to date; serves nothing yet.
    ///
    /// # Errors
    /// The data folder, the database or the index can't be used.
    pub async fn build(config: &Config, clock: Clock) -> Result<Self> {
        let data = &config.data.waarde;
        tokio::fs::create_dir_all(data)
            .await
            .with_context(|| format!("make the data folder {}", data.display()))?;
        let db = Db::connect(&config.database()).await?;
        db.migrate().await?;
        let map = config.index();
        let index = crate::zoeken::volger::blokkerend(move || SearchIndex::open(&map)).await?;
        let volger = Volger::nieuw(db.clone(), index.clone());
        let gewoon = format!("http://{}", config.listen.waarde);
        let basis_url = config.basis_url.waarde.clone().unwrap_or(gewoon).into();
        Ok(Self {
            db,
            index,
            volger,
            clock,
            basis_url,
        })
    }

    /// Takes in the content of the product; a second time changes nothing.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lees_content(&self) -> Result<Verslag> {
        self.lees(ingebouwd::content()).await
    }

    /// Takes in the invented records of the demo.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lees_demo(&self) -> Result<Verslag> {
        self.lees(ingebouwd::demo()).await
    }

    async fn lees(&self, records: impl Iterator<Item = Gelezen>) -> Result<Verslag> {
        let verslag = lees_in(&self.db, &self.clock, records, |_| {}).await?;
        for weigering in &verslag.geweigerd {
            tracing::error!(
                bestand = %weigering.plek.bestand,
                regel = weigering.plek.regel,
                fouten = %weigering.fouten,
                "our own content is refused"
            );
        }
        Ok(verslag)
    }

    /// Serves until told to stop. Requests under way are finished, then the follower stops, then
    /// the connections are closed.
    ///
    /// # Errors
    /// The listener fails.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> Result<()> {
        let taken = TaskTracker::new();
        let volgen = CancellationToken::new();
        taken.spawn(self.volger.clone().volg(volgen.clone()));
        taken.close();
        let db = self.db.clone();
        let router = http::router(self);
        let gestopt = axum::serve(listener, router)
            .with_graceful_shutdown(stop.cancelled_owned())
            .await
            .context("serve");
        volgen.cancel();
        taken.wait().await;
        db.close().await?;
        Ok(gestopt?)
    }

    /// The same service under the address it really listens on, when no other was set.
    #[must_use]
    pub fn op_adres(mut self, config: &Config, adres: SocketAddr) -> Self {
        if config.basis_url.waarde.is_none() {
            self.basis_url = format!("http://{adres}").into();
        }
        self
    }
}
