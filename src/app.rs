//! The service as a whole: what it is made of, and the order of starting and stopping. The same
//! for `main` and for tests.

use std::{
    future::IntoFuture as _,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::Context as _;
use search_index::{Language, SearchIndex, Trouble};
use tokio::net::TcpListener;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    acties, begrippen, besluiten,
    bestanden::Bestanden,
    bijeenkomsten,
    config::{Config, Contact},
    contact,
    content::{self, ZOEKWOORDEN},
    ctx::{Clock, Ctx},
    datamap,
    db::Db,
    duos, dwarskijker,
    error::Result,
    feitencheck,
    gebruikers::{
        self,
        service::{kluis::Kluis, oidc::Aanbieders},
    },
    http,
    inlezen::{
        bron::Gelezen,
        ingebouwd,
        service::{Verslag, lees_in},
    },
    instantiesleutel::Instantiesleutel,
    jobs::{Werkplaats, model::Afloop},
    kennisvragen, knelpunten, leesbaarheid,
    nachtwerk::nachtwerk,
    navraag, netwerk, overnames,
    post::Postbode,
    proefprojecten, regietafel, signalen,
    stukken::service::bijlagen,
    versheid, vraagpunten,
    zoeken::{
        journaal::Journaal,
        service::{voorbeelden, woorden},
        volger::Volger,
        woorden::taal_met,
        woordenvolger::Woordenvolger,
    },
};

/// How long requests under way may take after the service is told to stop.
const AFSCHEID: Duration = Duration::from_secs(5);
/// The hour in the Netherlands from which the work of the night is done.
const NACHT: u32 = 0;

/// The hour from which files that belong to no bijlage are taken away.
const VEGEN: u32 = 3;

/// What every handler works with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The tables.
    pub db: Db,
    /// The search index.
    pub index: SearchIndex,
    /// The folder of the search index.
    pub indexmap: Arc<Path>,
    /// Keeps the index equal to the tables.
    pub volger: Volger,
    /// Keeps the words that search knows equal to the list of the editors.
    pub woorden: Woordenvolger,
    /// Counts what visitors ask.
    pub journaal: Journaal,
    /// Makes and compares what is kept of passwords.
    pub kluis: Kluis,
    /// What is secret in the tables is encrypted with it.
    pub sleutel: Instantiesleutel,
    /// Hands mail to the mail server.
    pub postbode: Postbode,
    /// Where people log in with the account of their organisation.
    pub aanbieders: Aanbieders,
    /// Looks at the files that people add, and keeps them.
    pub bestanden: Bestanden,
    /// The servers in front of this one that say truly from where a request comes.
    pub proxy: Arc<[IpAddr]>,
    /// Tells the time.
    pub clock: Clock,
    /// The address people use, without a slash at the end.
    pub basis_url: Arc<str>,
    /// Where people reach whoever runs the platform.
    pub contact: Contact,
    /// Whether everything in it is invented, to try it with.
    pub is_demo: bool,
}

impl App {
    /// Opens database and index and brings both up to date; serves nothing yet.
    ///
    /// # Errors
    /// The data folder, the database or the index can't be used, or a table of the product is not
    /// in order.
    pub async fn build(config: &Config, clock: Clock) -> Result<Self> {
        begrippen::service::lees()?;
        leesbaarheid::service::lees()?;
        let data = &config.data.waarde;
        datamap::maak(data).with_context(|| format!("make the data folder {}", data.display()))?;
        let db = Db::connect(&config.database()).await?;
        db.migrate().await?;
        let map = indexmap(config, &db, &clock).await?;
        let lijst = woordenlijst(&db, &clock).await?;
        let indexmap = Arc::from(map.as_path());
        let index = open_index(map, taal_met(&lijst.woorden)).await?;
        let volger = Volger::nieuw(db.clone(), index.clone(), clock.clone());
        let woorden = Woordenvolger::nieuw(db.clone(), index.clone(), lijst.versie);
        let journaal = Journaal::nieuw(db.clone(), clock.clone());
        let kluis = Kluis::open().await?;
        let sleutel = Instantiesleutel::open(config.sleutel.waarde.as_deref(), data)?;
        let postbode = Postbode::nieuw(config)?;
        let bestanden = bestanden(config, &db, &clock).await?;
        let gewoon = format!("http://{}", config.listen.waarde);
        let basis_url = config.basis_url.waarde.clone().unwrap_or(gewoon).into();
        Ok(Self {
            db,
            index,
            indexmap,
            volger,
            woorden,
            journaal,
            kluis,
            sleutel,
            postbode,
            aanbieders: Aanbieders::nieuw(&config.oidc.waarde.1)?,
            bestanden,
            proxy: config.beveiliging.proxy.waarde.clone().into(),
            clock,
            basis_url,
            contact: config.contact.waarde.clone(),
            is_demo: false,
        })
    }

    /// Brings the index level with the tables and takes in the content of the product and, when
    /// asked, the invented records of the demo. A second time changes nothing. An index that has
    /// to be built from tables that are filled already is left to the follower: the service
    /// serves, and says that searching has to wait.
    ///
    /// # Errors
    /// The database or the index fails.
    pub async fn maak_klaar(&self, met_demo: bool) -> Result<()> {
        // First of all: an index that is ahead of its tables (after a power cut) is seen while the
        // numbers it is ahead by have not been given again.
        let bouwt = self.volger.bekijk().await?;
        if !bouwt {
            self.volger.bijwerken().await?;
            self.volger.vergelijk_versies().await?;
        }
        self.lees_content().await?;
        if met_demo {
            self.lees_demo().await?;
        }
        if !bouwt {
            self.volger.bijwerken().await?;
        }
        if met_demo {
            let ctx = Ctx::systeem("demo", &self.clock);
            voorbeelden::vul_journaal(&ctx, &self.db, &self.index).await?;
        }
        Ok(())
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

    /// Who does the work that is done beside the requests, and what is done daily.
    #[must_use]
    pub fn werkplaats(&self) -> Werkplaats {
        let werkplaats = Werkplaats::nieuw(self.db.clone(), self.clock.clone());
        let (db, clock) = (self.db.clone(), self.clock.clone());
        let werkplaats = werkplaats.dagelijks("nachtwerk", NACHT, move |_| {
            let (db, ctx) = (db.clone(), Ctx::systeem("nachtwerk", &clock));
            async move {
                nachtwerk(&db, &ctx, ctx.vandaag()).await?;
                Ok(Afloop::Klaar)
            }
        });
        let app = self.clone();
        let werkplaats = werkplaats.dagelijks("bijlagen-vegen", VEGEN, move |_| {
            let app = app.clone();
            async move {
                let weg = bijlagen::veeg(&app.db, &app.bestanden, app.clock.now()).await?;
                if weg > 0 {
                    tracing::info!(weg, "files without a bijlage were removed");
                }
                Ok(Afloop::Klaar)
            }
        });
        let werkplaats = versheid::post::werk(self, werkplaats);
        let werkplaats = contact::post::werk(self, werkplaats);
        let werkplaats = feitencheck::post::werk(self, werkplaats);
        let werkplaats = overnames::post::werk(self, werkplaats);
        let werkplaats = proefprojecten::post::werk(self, werkplaats);
        let werkplaats = signalen::post::werk(self, werkplaats);
        let werkplaats = knelpunten::post::werk(self, werkplaats);
        let werkplaats = kennisvragen::post::werk(self, werkplaats);
        let werkplaats = acties::post::werk(self, werkplaats);
        let werkplaats = bijeenkomsten::post::werk(self, werkplaats);
        let werkplaats = besluiten::post::werk(self, werkplaats);
        let werkplaats = regietafel::post::werk(self, werkplaats);
        let werkplaats = duos::post::werk(self, werkplaats);
        let werkplaats = netwerk::post::werk(self, werkplaats);
        let werkplaats = navraag::post::werk(self, werkplaats);
        let werkplaats = vraagpunten::post::werk(self, werkplaats);
        let werkplaats = dwarskijker::post::werk(self, werkplaats);
        gebruikers::post::werk(self, werkplaats)
    }

    /// Serves until told to stop. Requests under way are finished, then the followers stop and the
    /// search journal is written, then the connections are closed.
    ///
    /// # Errors
    /// The listener fails.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> Result<()> {
        let taken = TaskTracker::new();
        let volgen = CancellationToken::new();
        taken.spawn(self.volger.clone().volg(volgen.clone()));
        taken.spawn(self.woorden.clone().volg(volgen.clone()));
        taken.spawn(self.journaal.clone().volg(volgen.clone()));
        taken.spawn(self.werkplaats().volg(volgen.clone()));
        taken.close();
        let db = self.db.clone();
        let router = http::router(self).into_make_service_with_connect_info::<SocketAddr>();
        let dienst = axum::serve(listener, router)
            .with_graceful_shutdown(stop.clone().cancelled_owned())
            .into_future();
        // A client that never ends its request must not keep the service from stopping.
        let geduld = async {
            stop.cancelled().await;
            tokio::time::sleep(AFSCHEID).await;
        };
        let gestopt = tokio::select! {
            gestopt = dienst => gestopt.context("serve"),
            () = geduld => Ok(()),
        };
        volgen.cancel();
        taken.wait().await;
        db.close().await?;
        Ok(gestopt?)
    }

    /// Whether people can log in at its address.
    pub fn kan_inloggen(&self) -> bool {
        http::koek::kan_inloggen(self)
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

/// The files of this platform. Each database has a folder of its own: files that one does not know may
/// be another's.
async fn bestanden(config: &Config, db: &Db, clock: &Clock) -> Result<Bestanden> {
    let identiteit = db.identiteit(clock.now()).await?;
    let map = config.bijlagen().join(identiteit.to_string());
    let beveiliging = &config.beveiliging;
    let clamd = beveiliging.clamd.waarde.clone();
    Bestanden::open(&map, beveiliging.bijlage.waarde, clamd)
}

/// The folder of the search index. Each database has an index of its own: one must never be taken
/// for that of another.
///
/// # Errors
/// The database can't be read or written.
pub async fn indexmap(config: &Config, db: &Db, clock: &Clock) -> Result<PathBuf> {
    let identiteit = db.identiteit(clock.now()).await?;
    Ok(config.index().join(identiteit.to_string()))
}

/// The word list of this platform; a new one gets that of the product.
///
/// # Errors
/// The list of the product is not in order, or the database fails.
pub async fn woordenlijst(db: &Db, clock: &Clock) -> Result<woorden::Lijst> {
    let ctx = Ctx::systeem("zaaien", clock);
    woorden::zaai(db, &ctx, content::tekst(ZOEKWOORDEN)).await?;
    woorden::lijst(db).await
}

async fn open_index(map: PathBuf, taal: Language) -> Result<SearchIndex> {
    let naam = map.display().to_string();
    let geopend = tokio::task::spawn_blocking(move || SearchIndex::open(&map, taal)).await;
    match geopend.context("open the search index")? {
        Err(search_index::Error::Locked { .. }) => Err(anyhow::anyhow!(
            "de zoekindex in {naam} is in gebruik. Draait er al een platform op deze map? Stop het, \
             of kies een andere map met --data"
        )
        .into()),
        Err(fout) => {
            let remedie = match fout.trouble() {
                Trouble::DiskFull => "De schijf is vol: maak ruimte vrij",
                Trouble::ReadOnly => "Geef het platform schrijfrecht op deze map",
                Trouble::Damaged | Trouble::Other => "Kijk of de map en de schijf in orde zijn",
            };
            let uitleg = format!("de zoekindex in {naam} kan niet open. {remedie}");
            Err(anyhow::Error::new(fout).context(uitleg).into())
        }
        Ok(index) => Ok(index),
    }
}
