//! What tests stand on: the real router over a database and an index of their own, on SQLite and
//! on PostgreSQL.

pub mod clamd;
pub mod dobbel;
pub mod inlog;
pub mod login;
pub mod mensen;
pub mod postgres;
pub mod programma;
pub mod smtp;
pub mod tabellen;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use chrono::{DateTime, TimeZone, Utc};
use dwarsverband::{
    actor::{Actor, Sleutel},
    app::App,
    bestanden::{Bestanden, clamd::Adres},
    config::{Beveiliging, Config, Contact, Herkomst, Instelling, Smtp},
    ctx::{Clock, Ctx},
    db::{Db, tables::stuk},
    http,
    inlezen::{
        bron,
        service::{Verslag, lees_in},
    },
    stukken::service as stukken,
};
use sea_orm::{
    ColumnTrait as _, ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection,
    EntityTrait as _, QueryFilter as _,
};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

/// The database of a test run that all others are copied from.
const SJABLOON: &str = "sjabloon";

/// Whether the long counts of the checks are asked for.
pub fn lang() -> bool {
    std::env::var("DWARSVERBAND_PROEF").is_ok_and(|p| p == "lang")
}

/// Runs a test on SQLite and then on PostgreSQL.
pub async fn op_beide(test: impl AsyncFn(TestApp)) {
    Box::pin(test(TestApp::sqlite().await)).await;
    Box::pin(test(TestApp::postgres().await)).await;
}

/// The service with a database, an index and a clock of its own.
#[derive(Debug)]
pub struct TestApp {
    /// The service.
    pub app: App,
    router: Router,
    map: TempDir,
    seconden: Arc<AtomicI64>,
    adres: String,
}

impl TestApp {
    /// On an SQLite file.
    pub async fn sqlite() -> Self {
        Self::nieuw(None).await
    }

    /// On a PostgreSQL database that is a copy of a migrated one.
    pub async fn postgres() -> Self {
        Self::nieuw(Some(postgres_database().await)).await
    }

    async fn nieuw(database_url: Option<String>) -> Self {
        let map = tempfile::tempdir().expect("a temporary folder");
        let config = config(&map, database_url);
        let (klok, seconden) = klok();
        let app = App::build(&config, klok).await.expect("the app starts");
        let app = App {
            basis_url: "https://dwarsverband.example".into(),
            ..app
        };
        Self {
            router: http::router(app.clone()),
            app,
            map,
            seconden,
            adres: config.database(),
        }
    }

    /// A connection of its own to the database, one only: those of the service each keep what they know
    /// of the schema, and SQLite does not look again before it says that something exists.
    pub async fn verbinding(&self) -> DatabaseConnection {
        let mut opties = ConnectOptions::new(&self.adres);
        opties.max_connections(1).sqlx_logging(false);
        Database::connect(opties)
            .await
            .expect("the database is there")
    }

    /// Lets so many seconds go by.
    pub fn later(&self, seconden: i64) {
        self.seconden.fetch_add(seconden, Ordering::Relaxed);
    }

    /// The same service with some of its parts replaced.
    #[must_use]
    pub fn met(self, vervang: impl FnOnce(App) -> App) -> Self {
        let app = vervang(self.app);
        Self {
            router: http::router(app.clone()),
            app,
            map: self.map,
            seconden: self.seconden,
            adres: self.adres,
        }
    }

    /// The same with other rules for files, kept in [`Self::bijlagenmap`].
    pub fn met_bestanden(self, hoogstens: u64, clamd: Option<Adres>) -> Self {
        let bestanden = Bestanden::open(&self.bijlagenmap(), hoogstens, clamd);
        let bestanden = bestanden.expect("the folder can be made");
        self.met(|app| App { bestanden, ..app })
    }

    /// The folder of the files of [`Self::met_bestanden`].
    pub fn bijlagenmap(&self) -> PathBuf {
        self.map.path().join("bestanden")
    }

    /// Takes in records as lines of a `.jsonl` file and brings the index up to date.
    pub async fn lees(&self, records: &[Value]) -> Verslag {
        let regels: Vec<String> = records.iter().map(Value::to_string).collect();
        let tekst = regels.join("\n");
        self.lees_tekst("records.jsonl", tekst.as_bytes()).await
    }

    /// Takes in a file of this name and brings the index up to date.
    pub async fn lees_tekst(&self, naam: &str, inhoud: &[u8]) -> Verslag {
        let verslag = self.lees_zonder_index(naam, inhoud).await;
        self.indexeer().await;
        verslag
    }

    /// Takes in a file of this name, and leaves the index as it is.
    pub async fn lees_zonder_index(&self, naam: &str, inhoud: &[u8]) -> Verslag {
        let map = self.map.path().join("in");
        let _ = std::fs::remove_dir_all(&map);
        let pad = map.join(naam);
        std::fs::create_dir_all(pad.parent().expect("a folder")).expect("make the folder");
        std::fs::write(&pad, inhoud).expect("write the file");
        let bestanden = bron::bestanden(&map).expect("the folder is there");
        let records = bestanden.iter().flat_map(bron::records);
        let verslag = lees_in(&self.app.db, &self.app.clock, records, |_| {}).await;
        verslag.expect("the database works")
    }

    /// Lets only the holders of this key read a stuk, and brings the index up to date.
    pub async fn verberg(&self, extern_id: &str, sleutel: Sleutel) {
        let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq(extern_id));
        let rij = rij.one(self.app.db.read()).await;
        let id = rij.expect("the database works").expect("it is there").id;
        let kop = stukken::kop_voor_taak(self.app.db.read(), id).await;
        let kop = kop.expect("it is there");
        let write = self.app.db.begin_write().await.expect("a write");
        let gebeurd = stukken::zet_sleutels(&write, &kop, &[sleutel]).await;
        let ctx = Ctx::systeem("test", &self.app.clock);
        let gebeurd = [gebeurd.expect("the database works")];
        write.commit(&ctx, &gebeurd).await.expect("a commit");
        self.indexeer().await;
    }

    /// Brings the index up to date.
    pub async fn indexeer(&self) {
        self.app
            .volger
            .bijwerken()
            .await
            .expect("the index follows");
    }

    /// The folder of its index.
    pub async fn indexmap(&self) -> PathBuf {
        let identiteit = self.app.db.identiteit(self.app.clock.now()).await;
        let identiteit = identiteit.expect("the database works").to_string();
        self.map.path().join("zoekindex").join(identiteit)
    }

    /// Asks as a visitor.
    pub async fn get(&self, pad: &str) -> Antwoord {
        self.vraag(Request::get(pad), &Actor::Bezoeker).await
    }

    /// Asks as somebody.
    pub async fn als(&self, actor: &Actor, pad: &str) -> Antwoord {
        self.vraag(Request::get(pad), actor).await
    }

    /// Sends any request.
    pub async fn vraag(&self, verzoek: axum::http::request::Builder, actor: &Actor) -> Antwoord {
        let verzoek = verzoek
            .extension(actor.clone())
            .body(Body::empty())
            .expect("a request");
        self.stuur(verzoek).await
    }

    /// Sends a whole request.
    pub async fn stuur(&self, verzoek: Request<Body>) -> Antwoord {
        let antwoord = self
            .router
            .clone()
            .oneshot(verzoek)
            .await
            .expect("an answer");
        let (delen, body) = antwoord.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let tekst = String::from_utf8_lossy(&bytes).into_owned();
        Antwoord {
            status: delen.status,
            headers: delen.headers,
            tekst,
            bytes: bytes.to_vec(),
        }
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Antwoord {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub tekst: String,
    pub bytes: Vec<u8>,
}

impl Antwoord {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.tekst).unwrap_or_else(|e| panic!("{e}: {}", self.tekst))
    }

    /// A header as text; empty when absent.
    pub fn kop(&self, naam: &str) -> &str {
        self.headers
            .get(naam)
            .map_or("", |w| w.to_str().expect("a plain header"))
    }

    /// Demands a status.
    #[track_caller]
    pub fn met_status(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.tekst);
        self
    }

    /// The problems of a 400: field and code.
    #[track_caller]
    pub fn fouten(&self) -> Vec<(String, String)> {
        assert_eq!(self.kop("content-type"), "application/problem+json");
        let json = self.json();
        let fouten = json["fouten"].as_array().cloned().unwrap_or_default();
        let tekst = |f: &Value, veld: &str| f[veld].as_str().unwrap_or_default().to_owned();
        for fout in &fouten {
            assert!(tekst(fout, "melding").len() > 10, "a remedy: {fout}");
        }
        fouten
            .iter()
            .map(|f| (tekst(f, "veld"), tekst(f, "code")))
            .collect()
    }
}

/// An account with these keys.
pub fn account(nummer: u128, sleutels: impl IntoIterator<Item = Sleutel>) -> Actor {
    Actor::Account {
        id: Uuid::from_u128(nummer),
        sleutels: sleutels.into_iter().collect(),
    }
}

/// The context of somebody.
pub fn ctx(actor: Actor, clock: &Clock) -> Ctx {
    Ctx {
        actor,
        ..Ctx::systeem("test", clock)
    }
}

/// A clock that starts at noon on 21 November 2026 and moves a second each time it is read; and the
/// seconds that it is past its beginning.
fn klok() -> (Clock, Arc<AtomicI64>) {
    let seconden = Arc::new(AtomicI64::new(0));
    let begin: DateTime<Utc> = Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap();
    let gelezen = Arc::clone(&seconden);
    let klok = Clock::from_fn(move || {
        begin + chrono::Duration::seconds(gelezen.fetch_add(1, Ordering::Relaxed))
    });
    (klok, seconden)
}

fn config(map: &TempDir, database_url: Option<String>) -> Config {
    fn vast<T>(waarde: T) -> Instelling<T> {
        Instelling {
            waarde,
            herkomst: Herkomst::Standaard,
        }
    }
    Config {
        listen: vast(([127, 0, 0, 1], 0).into()),
        data: vast(map.path().to_owned()),
        database_url: vast(database_url),
        basis_url: vast(None),
        contact: vast(Contact::default()),
        sleutel: vast(None),
        smtp: vast(Smtp::Geen),
        afzender: vast(None),
        oidc: vast((None, Vec::new())),
        beveiliging: Beveiliging::default(),
        log: vast(String::new()),
    }
}

/// A new database that is a copy of the template, which is made by whoever comes first.
pub async fn postgres_database() -> String {
    let cluster = postgres::cluster();
    let mut options = ConnectOptions::new(cluster.url(postgres::ADMIN));
    options
        .max_connections(1)
        .connect_timeout(Duration::from_mins(1))
        .sqlx_logging(false);
    let admin = Database::connect(options).await.expect("PostgreSQL runs");
    let voer_uit = async |sql: String| {
        admin
            .execute_unprepared(&sql)
            .await
            .unwrap_or_else(|e| panic!("{sql}: {e}"));
    };
    voer_uit("SELECT pg_advisory_lock(1)".into()).await;
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{SJABLOON}'");
    let vraag = sea_orm::Statement::from_string(admin.get_database_backend(), sql);
    let bestaat = admin
        .query_one_raw(vraag)
        .await
        .expect("the list of databases")
        .is_some();
    if !bestaat {
        voer_uit(format!("CREATE DATABASE {SJABLOON}_nieuw")).await;
        let db = Db::connect(&cluster.url(&format!("{SJABLOON}_nieuw"))).await;
        let db = db.expect("the template database opens");
        db.migrate().await.expect("the migrations work");
        db.close()
            .await
            .expect("no connection to the template stays open");
        voer_uit(format!(
            "ALTER DATABASE {SJABLOON}_nieuw RENAME TO {SJABLOON}"
        ))
        .await;
    }
    // Not the number of the process: a machine gives that out again.
    let naam = format!("it_{}", dwarsverband::ids::new_id().simple());
    voer_uit(format!(
        "CREATE DATABASE {naam} TEMPLATE {SJABLOON} STRATEGY FILE_COPY"
    ))
    .await;
    voer_uit("SELECT pg_advisory_unlock(1)".into()).await;
    admin.close().await.expect("the admin connection closes");
    cluster.url(&naam)
}
