//! The commands, as the real binary: exit codes, words, and what they leave behind.
//!
//! Another process does not tell us when it has got somewhere, so these tests look again and
//! again with a deadline ([`wacht_op`]); none of them sleeps for a time that should be enough.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use dwarsverband::db::{Db, hoogste, tables::geschiedenis};
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _, QueryOrder as _, Statement,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::postgres_database;

/// How long to look before giving up. Far more than anything takes, also on a busy machine.
const GEDULD: Duration = Duration::from_mins(1);
/// How long the service may take to stop.
const STOPTIJD: Duration = Duration::from_secs(10);

//------------------------------------------------------------------------------------------------
// The binary as a process

/// What the commands of one test work on: a folder, and a database when it is not in there.
pub struct Huis {
    map: TempDir,
    database_url: Option<String>,
}

impl Huis {
    /// With the embedded database, which is not there yet.
    pub fn sqlite() -> Self {
        let map = tempfile::tempdir().expect("a temporary folder");
        Self {
            map,
            database_url: None,
        }
    }

    /// With a migrated database on PostgreSQL.
    pub async fn postgres() -> Self {
        Self {
            database_url: Some(postgres_database().await),
            ..Self::sqlite()
        }
    }

    /// With an empty database on PostgreSQL, as whoever installs the service has it.
    pub async fn lege_postgres() -> Self {
        let huis = Self::postgres().await;
        let db = huis.db().await;
        let sql = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        let leeg = db.read().execute_unprepared(sql).await;
        leeg.expect("the schema is ours to drop");
        db.close().await.expect("the connections close");
        huis
    }

    /// A second node: the same database, and a folder of its own.
    pub fn buur(&self) -> Self {
        Self {
            database_url: self.database_url.clone(),
            ..Self::sqlite()
        }
    }

    /// The folder of database and index.
    pub fn data(&self) -> PathBuf {
        self.map.path().join("data")
    }

    /// Writes a file beside the data and answers where it is.
    pub fn schrijf(&self, naam: &str, inhoud: &str) -> PathBuf {
        let pad = self.map.path().join(naam);
        let map = pad.parent().expect("it lies in a folder");
        std::fs::create_dir_all(map).expect("make the folder");
        std::fs::write(&pad, inhoud).expect("write the file");
        pad
    }

    /// A command on this data and database.
    pub fn opdracht(&self, delen: &[&str]) -> Command {
        let mut opdracht = kaal(delen, self.map.path());
        opdracht.arg("--data").arg(self.data());
        if let Some(url) = &self.database_url {
            opdracht.env("DATABASE_URL", url);
        }
        opdracht
    }

    /// `import` of these paths.
    pub fn import(&self, paden: &[&Path]) -> Command {
        let mut opdracht = self.opdracht(&["import"]);
        opdracht.args(paden);
        opdracht
    }

    /// `serve` on a free port.
    pub fn serve(&self) -> Server {
        Server::start(self.opdracht(&["serve", "--luister", "127.0.0.1:0"]))
    }

    /// The database, to look at what the commands left.
    pub async fn db(&self) -> Db {
        let embedded = || Db::sqlite_url(&self.data().join("dwarsverband.sqlite"));
        let url = self.database_url.clone().unwrap_or_else(embedded);
        Db::connect(&url).await.expect("the database opens")
    }

    /// The last number of the change log, and how many rows the geschiedenis has.
    pub async fn logboek(&self) -> (i64, u64) {
        let db = self.db().await;
        let volgnummer = hoogste(db.read()).await.expect("the log can be read");
        let rijen = geschiedenis::Entity::find().count(db.read()).await;
        db.close().await.expect("the connections close");
        (volgnummer, rijen.expect("the geschiedenis can be read"))
    }
}

/// The binary without anything of our own surroundings that could steer it.
fn kaal(delen: &[&str], map: &Path) -> Command {
    let mut opdracht = Command::new(env!("CARGO_BIN_EXE_dwarsverband"));
    for (naam, _) in std::env::vars_os() {
        let van_ons = naam.to_string_lossy().starts_with("DWARSVERBAND_");
        if van_ons || naam == "DATABASE_URL" {
            opdracht.env_remove(naam);
        }
    }
    opdracht.args(delen).current_dir(map).stdin(Stdio::null());
    opdracht
}

/// What a command that has ended left us.
pub struct Afloop {
    code: Option<i32>,
    /// Everything it said, on both outputs.
    pub tekst: String,
}

impl Afloop {
    /// Demands an exit code.
    #[track_caller]
    pub fn met_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.tekst);
        self
    }

    /// Demands words.
    #[track_caller]
    pub fn zegt(self, woorden: &str) -> Self {
        let tekst = &self.tekst;
        assert!(tekst.contains(woorden), "“{woorden}” is not in: {tekst}");
        self
    }
}

/// Runs a command to its end.
pub fn doe(mut opdracht: Command) -> Afloop {
    let uit = opdracht.output().expect("the binary runs");
    let tekst = [uit.stdout, uit.stderr].concat();
    Afloop {
        code: uit.status.code(),
        tekst: String::from_utf8(tekst).expect("it speaks UTF-8"),
    }
}

/// A command that runs beside us. Dropping it kills it, so that a failed test leaves nothing.
pub struct Proces {
    kind: Child,
    regels: Receiver<String>,
}

impl Proces {
    pub fn start(mut opdracht: Command) -> Self {
        let kind = opdracht.stdout(Stdio::piped()).spawn();
        let mut kind = kind.expect("the binary runs");
        let stdout = kind.stdout.take().expect("its stdout is piped");
        let (zend, regels) = mpsc::channel();
        // Read all the time: a full pipe would hold the process up.
        thread::spawn(move || {
            for regel in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = zend.send(regel);
            }
        });
        Self { kind, regels }
    }

    /// How it ended, when it has.
    pub fn afloop(&mut self) -> Option<ExitStatus> {
        self.kind.try_wait().expect("it is our child")
    }

    /// Waits until it has ended by itself.
    pub async fn einde(&mut self) -> ExitStatus {
        wacht_op("the end of a command", async || self.afloop()).await
    }

    /// What it said since the last time.
    pub fn regels(&self) -> Vec<String> {
        self.regels.try_iter().collect()
    }

    /// `kill -9`; answers when it is gone.
    pub fn kill(&mut self) {
        let _ = self.kind.kill(); // an error means that it was gone already
        self.kind.wait().expect("it is our child");
    }

    /// Asks it to stop, as systemd and Docker do.
    fn term(&self) {
        // The shell has `kill` built in; `Child::kill` knows only the hard way.
        let kill = format!("kill -TERM {}", self.kind.id());
        let klaar = Command::new("sh").args(["-c", &kill]).status();
        assert!(klaar.expect("sh runs on every Unix").success());
    }
}

impl Drop for Proces {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}

/// A running `serve` or `demo`.
pub struct Server {
    proces: Proces,
    adres: Option<String>,
    gezegd: Vec<String>,
    agent: ureq::Agent,
}

impl Server {
    pub fn start(opdracht: Command) -> Self {
        let config = ureq::Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .timeout_global(Some(STOPTIJD))
            .build();
        Self {
            proces: Proces::start(opdracht),
            adres: None,
            gezegd: Vec::new(),
            agent: config.into(),
        }
    }

    /// Waits until it serves.
    pub async fn draait(&mut self) {
        wacht_op("a server that serves", async || {
            let afloop = self.proces.afloop();
            assert!(afloop.is_none(), "it ended: {afloop:?} {:?}", self.gezegd);
            self.adres().map(|_| ())
        })
        .await;
    }

    /// Where it serves, when it does already.
    pub fn adres(&mut self) -> Option<&str> {
        for regel in self.proces.regels() {
            if let Some((_, adres)) = regel.split_once("Dwarsverband draait op ") {
                self.adres = Some(adres.to_owned());
            }
            self.gezegd.push(regel);
        }
        self.adres.as_deref()
    }

    /// The JSON at a path; none when nobody answers.
    pub fn json(&mut self, pad: &str) -> Option<Value> {
        let url = format!("{}{pad}", self.adres()?);
        let mut antwoord = self.agent.get(&url).call().ok()?;
        let tekst = antwoord.body_mut().read_to_string().ok()?;
        let json = serde_json::from_str(&tekst);
        Some(json.unwrap_or_else(|e| panic!("{url}: {e}: {tekst}")))
    }

    /// What stands at a path; none when nobody answers.
    pub fn tekst(&mut self, pad: &str) -> Option<String> {
        let url = format!("{}{pad}", self.adres()?);
        let mut antwoord = self.agent.get(&url).call().ok()?;
        antwoord.body_mut().read_to_string().ok()
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.proces.kind.id()
    }

    /// How far its index is; none when nobody answers.
    pub fn positie(&mut self) -> Option<i64> {
        self.json("/gereed")?["positie"].as_i64()
    }

    /// Waits until the index has everything, and answers what `/gereed` says then.
    pub async fn bij(&mut self) -> Value {
        wacht_op("an index that has everything", async || {
            let gereed = self.json("/gereed")?;
            (gereed["achterstand"] == 0).then_some(gereed)
        })
        .await
    }

    /// How many stukken a search finds.
    pub fn gevonden(&mut self, vraag: &str) -> Option<i64> {
        self.json(&format!("/api/v1/zoeken?q={vraag}"))?["totaal"].as_i64()
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.proces.kill();
    }

    /// Stops it in the decent way, which must work and be quick.
    pub async fn stop(mut self) {
        self.proces.term();
        let afloop = async || self.proces.afloop();
        let afloop = wacht_hoogstens(STOPTIJD, "the end of a server", afloop).await;
        assert!(afloop.success(), "it stopped with {afloop}");
    }
}

/// Looks until there is an answer.
pub async fn wacht_op<T>(wat: &str, kijk: impl AsyncFnMut() -> Option<T>) -> T {
    wacht_hoogstens(GEDULD, wat, kijk).await
}

async fn wacht_hoogstens<T>(
    hoogstens: Duration,
    wat: &str,
    mut kijk: impl AsyncFnMut() -> Option<T>,
) -> T {
    let begin = Instant::now();
    loop {
        if let Some(antwoord) = kijk().await {
            return antwoord;
        }
        assert!(begin.elapsed() < hoogstens, "waited in vain for {wat}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Runs a test with the embedded database and then with PostgreSQL.
pub async fn op_beide(test: impl AsyncFn(Huis)) {
    test(Huis::sqlite()).await;
    test(Huis::postgres().await).await;
}

//------------------------------------------------------------------------------------------------
// import

const GOED_MD: &str = "---\nsoort: praktijk\ntitel: De kwartelbrigade\nthemas: [kwartels]\n---\n\
    Buren helpen buren.\n\n## Aanpak\n\nMet kwartels.\n";
const THEMA_MD: &str = "---\nsoort: thema\ntitel: Kwartels\nslug: kwartels\n---\nOver kwartels.\n";

pub fn publicatie(nummer: u32) -> String {
    let titel = format!("Kwarteladvies {nummer}");
    let record = json!({
        "externId": format!("kwartel-{nummer}"), "soort": "publicatie", "titel": titel,
        "tekst": "Een advies over kwartels.",
    });
    format!("{record}\n")
}

/// A folder with two Markdown files, one deeper than the other, and a `.jsonl` of two records.
pub fn goede_map(huis: &Huis) -> PathBuf {
    huis.schrijf("goed/themas/kwartels.md", THEMA_MD);
    huis.schrijf("goed/brigade.md", GOED_MD);
    let adviezen = huis.schrijf("goed/adviezen.jsonl", &(publicatie(1) + &publicatie(2)));
    adviezen.parent().expect("it lies in a folder").to_owned()
}

/// A whole folder goes in; the second run finds everything as it was and writes nothing.
#[tokio::test]
async fn a_folder_is_imported_once() {
    op_beide(async |huis| {
        let map = goede_map(&huis);
        doe(huis.import(&[&map]))
            .met_code(0)
            .zegt("4 nieuw, 0 gewijzigd, 0 ongewijzigd")
            .zegt("0 geweigerd");
        let logboek = huis.logboek().await;
        // Four stukken, and the praktijk again when it was linked to its thema.
        assert_eq!(logboek, (5, 5));
        doe(huis.import(&[&map]))
            .met_code(0)
            .zegt("0 nieuw, 0 gewijzigd, 4 ongewijzigd");
        assert_eq!(huis.logboek().await, logboek);
    })
    .await;
}

/// Every bad record is named with file, line and reason, and does not keep the others out.
#[tokio::test]
async fn bad_records_are_named_and_the_good_go_in() {
    op_beide(async |huis| {
        let regels = [
            publicatie(1),
            "{kapot\n".to_owned(),
            format!("{}\n", json!({ "soort": "publicatie", "titel": "Leeg" })),
            publicatie(2),
            format!(
                "{}\n",
                json!({ "soort": "kwartel", "titel": "x", "tekst": "y" })
            ),
            publicatie(1),
        ];
        let jsonl = huis.schrijf("half/records.jsonl", &regels.concat());
        let md = huis.schrijf("half/zonder.md", "Geen velden bovenaan.");
        let los = huis.schrijf("half/brigade.md", GOED_MD);
        let map = jsonl.parent().unwrap();
        let uit = doe(huis.import(&[map]))
            .met_code(1)
            .zegt("3 nieuw")
            .zegt("5 geweigerd, 1 met een los eind");
        for (pad, regel, reden) in [
            (&jsonl, 2, "record: De regel is geen geldige JSON"),
            (&jsonl, 3, "tekst: Vul het veld tekst in."),
            (
                &jsonl,
                5,
                "soort: “kwartel” is geen waarde van soort. Kies ",
            ),
            (&jsonl, 6, "externId: Dit record staat er al: zie "),
            (&md, 1, "front matter: Begin het bestand met velden"),
            (&los, 4, "themas: “kwartels” is niet gevonden."),
        ] {
            let melding = format!("{}:{regel}: {reden}", pad.display());
            let tekst = &uit.tekst;
            assert!(tekst.contains(&melding), "“{melding}” is not in: {tekst}");
        }
        // Good now, with the loose end tied: only what was refused is new.
        let thema = huis.schrijf("half/kwartels.md", THEMA_MD);
        doe(huis.import(&[&thema, &los]))
            .met_code(0)
            .zegt("1 nieuw, 0 gewijzigd, 1 ongewijzigd");
    })
    .await;
}

/// Exit code 2 is for nothing at all; one good record beside a wrong path is 1.
#[tokio::test]
async fn nothing_to_read_is_told_apart_from_something_refused() {
    let huis = Huis::sqlite();
    let weg = huis.data().join("weg");
    let leeg = huis.schrijf("leeg/lees-dit.txt", "Geen record.");
    let leeg = leeg.parent().unwrap();
    let slecht = huis.schrijf("slecht.jsonl", "{}\n[]\n");
    let goed = huis.schrijf("goed.jsonl", &publicatie(1));
    doe(huis.import(&[&weg]))
        .met_code(2)
        .zegt("weg: niet te lezen");
    doe(huis.import(&[leeg])).met_code(2).zegt("niets gelezen");
    doe(huis.import(&[&slecht]))
        .met_code(2)
        .zegt("slecht.jsonl:2");
    doe(huis.import(&[&weg, &goed])).met_code(1).zegt("1 nieuw");
    doe(huis.import(&[&goed])).met_code(0).zegt("1 ongewijzigd");
}

/// The importer writes tables and log only; a server that runs beside it takes that up by itself.
#[tokio::test]
async fn what_is_imported_beside_a_server_is_found() {
    op_beide(async |huis| {
        // The word itself: by itself it would also stand for texts about advies.
        let woord = "%22kwarteladvies%22";
        let mut server = huis.serve();
        server.draait().await;
        assert_eq!(server.gevonden(woord), Some(0));
        let map = goede_map(&huis);
        doe(huis.import(&[&map])).met_code(0);
        wacht_op("the imported records in search", async || {
            server.gevonden(woord).filter(|n| *n == 2)
        })
        .await;
        server.stop().await;
    })
    .await;
}

/// The content of the product keeps its place when somebody was first with records of their own:
/// an import before the first start, or a later release with more content.
#[tokio::test]
async fn what_was_imported_first_does_not_keep_the_content_out() {
    let [leeg, eerst] = [Huis::sqlite(), Huis::sqlite()];
    let map = goede_map(&eerst);
    doe(eerst.import(&[&map])).met_code(0);
    let mut stukken = Vec::new();
    for huis in [leeg, eerst] {
        let mut server = huis.serve();
        server.draait().await;
        stukken.push(server.bij().await["documenten"].as_i64().unwrap());
        server.stop().await;
    }
    assert_eq!(
        stukken[1],
        stukken[0] + 4,
        "the content and the four records"
    );
}

//------------------------------------------------------------------------------------------------
// Looking after it

/// The chains hold; one word changed behind the back of the platform is found, with its stuk.
#[tokio::test]
async fn a_changed_geschiedenis_is_found() {
    op_beide(async |huis| {
        let map = goede_map(&huis);
        doe(huis.import(&[&map])).met_code(0);
        doe(huis.opdracht(&["beheer", "controleer-logboek"]))
            .met_code(0)
            .zegt("4 ketens met 5 regels gecontroleerd, 0 met een breuk");
        let db = huis.db().await;
        let eerste = geschiedenis::Entity::find()
            .order_by_desc(geschiedenis::Column::Volgnummer)
            .one(db.read())
            .await
            .unwrap()
            .unwrap();
        let vervals = Statement::from_sql_and_values(
            db.backend(),
            "UPDATE geschiedenis SET herkomst = 'nergens' WHERE volgnummer = $1",
            [eerste.volgnummer.into()],
        );
        db.read().execute_raw(vervals).await.unwrap();
        db.close().await.unwrap();
        let breuk = format!(
            "BREUK: de geschiedenis van stuk of account {} klopt niet vanaf regel {}.",
            eerste.stuk_id, eerste.nummer
        );
        doe(huis.opdracht(&["beheer", "controleer-logboek"]))
            .met_code(1)
            .zegt(&breuk)
            .zegt("1 met een breuk");
    })
    .await;
}

/// `reindex` makes the running server build its index anew, and search goes on meanwhile.
#[tokio::test]
async fn a_server_follows_a_reindex_beside_it() {
    op_beide(async |huis| {
        let mut server = huis.serve();
        server.draait().await;
        let eerst = server.bij().await;
        doe(huis.opdracht(&["reindex"]))
            .met_code(0)
            .zegt("De opdracht staat klaar");
        let gevonden = server.gevonden("gemeente").unwrap();
        assert!(gevonden > 0, "the content is in: {eerst}");
        // The first one was built at the start.
        let gebouwd = wacht_op("a new index", async || {
            assert_eq!(server.gevonden("gemeente"), Some(gevonden));
            let metrics = server.tekst("/metrics")?;
            metrics.contains("zoekindex_herbouwd 2\n").then_some(())
        });
        gebouwd.await;
        let dan = server.bij().await;
        assert_eq!(dan["documenten"], eerst["documenten"]);
        assert_eq!(
            dan["positie"], eerst["positie"],
            "nothing was written to the log"
        );
        server.stop().await;
        // An order is answered once, also by the next process.
        let mut server = huis.serve();
        server.draait().await;
        server.bij().await;
        let metrics = server.tekst("/metrics").unwrap();
        assert!(metrics.contains("zoekindex_herbouwd 0\n"), "{metrics}");
        server.stop().await;
    })
    .await;
}

/// `migrate` makes a database, and does nothing to one that is up to date.
#[tokio::test]
async fn migrating_again_is_harmless() {
    op_beide(async |huis| {
        doe(huis.opdracht(&["migrate"]))
            .met_code(0)
            .zegt("De database is bijgewerkt.");
        let map = goede_map(&huis);
        doe(huis.import(&[&map])).met_code(0);
        let logboek = huis.logboek().await;
        doe(huis.opdracht(&["migrate"])).met_code(0);
        assert_eq!(huis.logboek().await, logboek);
        doe(huis.import(&[&map])).met_code(0).zegt("4 ongewijzigd");
    })
    .await;
}

/// Whoever installs the platform may start the service and an import at once, or two nodes: each
/// waits for the other to make the tables.
#[tokio::test]
async fn commands_can_start_together_on_an_empty_database() {
    for _ in 0..5 {
        for huis in [Huis::sqlite(), Huis::lege_postgres().await] {
            let start = || Proces::start(huis.opdracht(&["migrate"]));
            for mut proces in [start(), start(), start()] {
                let afloop = proces.einde().await;
                let waar = huis.database_url.as_deref().unwrap_or("SQLite");
                assert!(afloop.success(), "{waar}: {afloop}");
            }
        }
    }
}

/// A client that keeps half a request to itself does not hold up the end of the service.
#[tokio::test]
async fn a_slow_client_does_not_hold_up_the_end() {
    let huis = Huis::sqlite();
    let mut server = huis.serve();
    server.draait().await;
    let adres = server.adres().unwrap().strip_prefix("http://").unwrap();
    let mut klant = TcpStream::connect(adres).unwrap();
    klant.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").unwrap();
    server.stop().await;
    drop(klant);
}

//------------------------------------------------------------------------------------------------
// Settings and descriptions

/// `config` tells where each value comes from, and keeps the password to itself. So does an
/// address that can't be used.
#[test]
fn config_tells_the_sources_and_no_password() {
    let map = tempfile::tempdir().unwrap();
    for adres in [
        "postgres://dv:geheim@db/x",
        "postgres://dv:ge@heim:geheim@db/x",
        "postgres://db/x?user=dv&password=geheim",
    ] {
        let mut opdracht = kaal(&["config", "--luister", "127.0.0.1:81"], map.path());
        opdracht.env("DATABASE_URL", adres);
        opdracht.env("DWARSVERBAND_SMTP", "smtps://post:geheim@mail.example");
        let uit = doe(opdracht)
            .met_code(0)
            .zegt("DWARSVERBAND_LISTEN=127.0.0.1:81  (opdrachtregel)")
            .zegt("DWARSVERBAND_DATA=./data  (standaard)")
            .zegt("DATABASE_URL=postgres://")
            .zegt("***")
            .zegt("  (omgeving)")
            .zegt("DWARSVERBAND_BASIS_URL=")
            .zegt("DWARSVERBAND_CONTACT=mailto:contact@dwarsverband.example  (standaard)")
            .zegt("DWARSVERBAND_SMTP=smtps://post:***@mail.example  (omgeving)")
            .zegt("DWARSVERBAND_AFZENDER=niet-antwoorden@");
        assert!(!uit.tekst.contains("geheim"), "{}", uit.tekst);
    }
    let mut opdracht = kaal(&["migrate"], map.path());
    opdracht.env("DATABASE_URL", "postgres://dv:geheim@db:geenpoort/x");
    let uit = doe(opdracht).met_code(2);
    assert!(!uit.tekst.contains("geheim"), "{}", uit.tekst);
    assert!(!map.path().join("data/zoekindex").is_dir());
}

/// All settings that can't be used are named with their remedy, whatever the command.
#[test]
fn bad_settings_are_named_with_their_remedy() {
    let map = tempfile::tempdir().unwrap();
    for deel in ["serve", "config", "migrate", "demo"] {
        let mut opdracht = kaal(&[deel], map.path());
        opdracht.env("DWARSVERBAND_LISTEN", "overal");
        opdracht.env("DATABASE_URL", "mysql://db/x");
        doe(opdracht)
            .met_code(2)
            .zegt("DWARSVERBAND_LISTEN: “overal” is geen adres. Schrijf bijvoorbeeld 127.0.0.1:")
            .zegt("DATABASE_URL: Begin het adres met sqlite: of postgres:");
    }
    let over = std::fs::read_dir(map.path()).unwrap().count();
    assert_eq!(over, 0, "nothing is made before the settings are right");
}

/// Who has no phone at hand has the code of a second factor printed.
#[test]
fn the_code_of_a_key_is_printed() {
    let map = tempfile::tempdir().unwrap();
    let sleutel = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
    for delen in [vec![sleutel], sleutel.split(' ').collect()] {
        let delen = ["gebruiker", "code"].into_iter().chain(delen);
        let uit = doe(kaal(&delen.collect::<Vec<_>>(), map.path())).met_code(0);
        let code = uit.tekst.trim();
        assert!(
            code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()),
            "{code}"
        );
    }
    doe(kaal(&["gebruiker", "code", "geen sleutel!"], map.path()))
        .met_code(2)
        .zegt("Dit is geen sleutel");
}

/// A port that is taken is told with the way out.
#[tokio::test]
async fn a_port_that_is_taken_is_told() {
    let bezet = TcpListener::bind("127.0.0.1:0").unwrap();
    let adres = bezet.local_addr().unwrap().to_string();
    let huis = Huis::sqlite();
    doe(huis.opdracht(&["serve", "--luister", &adres]))
        .met_code(2)
        .zegt(&adres)
        .zegt("--luister");
}

/// `openapi` prints the description alone, so that it can be piped into a file.
#[test]
fn openapi_prints_the_description() {
    let map = tempfile::tempdir().unwrap();
    let uit = doe(kaal(&["openapi"], map.path())).met_code(0);
    let json: Value = serde_json::from_str(&uit.tekst).unwrap();
    let versie = json["openapi"].as_str().unwrap();
    assert!(versie.starts_with("3.1"), "{versie}");
    assert!(json["paths"]["/zoeken"].is_object());
}

fn leeg(map: &TempDir) -> bool {
    let mut inhoud = std::fs::read_dir(map.path()).expect("the folder can be listed");
    inhoud.next().is_none()
}

fn demo(map: &TempDir, tmp: &TempDir) -> Command {
    let mut opdracht = kaal(&["demo", "--luister", "127.0.0.1:0"], map.path());
    opdracht.env("TMPDIR", tmp.path());
    // Somebody's own database is not what a demo is for.
    opdracht.env("DATABASE_URL", "postgres://dv@127.0.0.1:1/echt");
    opdracht
}

/// The demo serves from a throw-away folder and leaves nothing when it is stopped.
#[tokio::test]
async fn the_demo_leaves_nothing_behind() {
    let [map, tmp] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let mut demo = Server::start(demo(&map, &tmp));
    demo.draait().await;
    assert!(
        !leeg(&tmp),
        "the demo keeps its things in the folder for such things"
    );
    assert!(demo.bij().await["documenten"].as_i64() > Some(0));
    demo.stop().await;
    assert!(leeg(&tmp), "the throw-away folder is thrown away");
    assert!(leeg(&map), "nothing is made where it was started");
}

/// Nor when somebody changes their mind while it is still taking in its records.
#[tokio::test]
async fn a_demo_that_is_stopped_while_it_starts_leaves_nothing_behind() {
    let [map, tmp] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let mut demo = Proces::start(demo(&map, &tmp));
    wacht_op("the throw-away folder", async || {
        (!leeg(&tmp)).then_some(())
    })
    .await;
    demo.term();
    demo.einde().await;
    assert!(leeg(&tmp), "the throw-away folder is thrown away");
}
