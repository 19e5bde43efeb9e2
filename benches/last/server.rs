//! The server as a process of its own, and a client that keeps its connection.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;

/// How long anything may take that is waited for.
const GEDULD: Duration = Duration::from_mins(30);
/// How often is looked whether it is there.
const KIJK: Duration = Duration::from_millis(5);

/// The commands of the product on a data folder, without the settings of this machine.
pub fn opdracht(data: &Path, woorden: &[&str]) -> Command {
    let mut opdracht = Command::new(env!("CARGO_BIN_EXE_dwarsverband"));
    for naam in ["DATABASE_URL", "DWARSVERBAND_DATA", "DWARSVERBAND_LISTEN"] {
        opdracht.env_remove(naam);
    }
    opdracht
        .env("DWARSVERBAND_LOG", "dwarsverband=error")
        .arg("--data")
        .arg(data)
        .args(woorden);
    opdracht
}

/// A running server.
pub struct Server {
    kind: Child,
    /// Where it is reached.
    pub basis: String,
}

impl Server {
    /// Starts a server and waits until it answers a search. Answers how long that took.
    pub fn start(data: &Path) -> anyhow::Result<(Self, Duration)> {
        let begin = Instant::now();
        let mut kind = opdracht(data, &["--luister", "127.0.0.1:0", "serve"])
            .stdout(Stdio::piped())
            .spawn()
            .context("start the server")?;
        let uit = kind.stdout.take().context("the server has no output")?;
        let mut server = Self {
            kind,
            basis: String::new(),
        };
        let mut regels = BufReader::new(uit).lines();
        let adres = regels.find_map(|regel| {
            let regel = regel.ok()?;
            Some(regel.split_once("draait op ")?.1.to_owned())
        });
        server.basis = adres.context("the server ended before it could be reached")?;
        let klant = server.klant();
        klant.gereed()?;
        klant.zoek("/api/v1/zoeken?q=hulp+bij+schulden")?;
        Ok((server, begin.elapsed()))
    }

    /// A client with a connection of its own.
    pub fn klant(&self) -> Klant {
        let config = ureq::Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(GEDULD))
            .build();
        Klant {
            agent: config.into(),
            basis: self.basis.clone(),
        }
    }

    /// What the server holds in memory of its own, in bytes.
    pub fn geheugen(&self) -> anyhow::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.kind.id()))?;
        let regel = status.lines().find_map(|r| r.strip_prefix("RssAnon:"));
        let kb = regel.and_then(|r| r.split_whitespace().next());
        let kb: u64 = kb.context("this system does not tell RssAnon")?.parse()?;
        Ok(kb * 1_024)
    }

    /// Asks the server to stop and waits until it has.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let id = self.kind.id().to_string();
        let gevraagd = Command::new("kill").args(["-TERM", &id]).status()?;
        ensure!(gevraagd.success(), "the server could not be told to stop");
        let einde = self.kind.wait()?;
        ensure!(einde.success(), "the server ended with {einde}");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After a failure half-way nothing may stay behind; a server that ended can't be killed.
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}

/// A client.
pub struct Klant {
    agent: ureq::Agent,
    basis: String,
}

impl Klant {
    /// Fetches a page whole. Answers its status and text.
    pub fn haal(&self, pad: &str) -> anyhow::Result<(u16, String)> {
        let mut antwoord = self.agent.get(format!("{}{pad}", self.basis)).call()?;
        let status = antwoord.status().as_u16();
        Ok((status, antwoord.body_mut().read_to_string()?))
    }

    /// Fetches something that must be there. Answers how long that took, and what it says.
    pub fn meet(&self, pad: &str) -> anyhow::Result<(Duration, String)> {
        let begin = Instant::now();
        let (status, tekst) = self.haal(pad)?;
        let duur = begin.elapsed();
        // A number leads to its page.
        ensure!(
            matches!(status, 200 | 303 | 307 | 308),
            "{pad}: {status} {tekst}"
        );
        Ok((duur, tekst))
    }

    /// The answer of the API.
    pub fn zoek(&self, pad: &str) -> anyhow::Result<Value> {
        let (_, tekst) = self.meet(pad)?;
        Ok(serde_json::from_str(&tekst)?)
    }

    /// How often the server has built a new index.
    pub fn herbouwd(&self) -> anyhow::Result<u64> {
        let (_, figuren) = self.meet("/metrics")?;
        let regel = figuren
            .lines()
            .find_map(|r| r.strip_prefix("dwarsverband_zoekindex_herbouwd "));
        Ok(regel.context("the figures lack the new indexes")?.parse()?)
    }

    /// Waits until the server is ready and its index has every change of the tables.
    pub fn gereed(&self) -> anyhow::Result<()> {
        wacht_op("the server to be ready", || {
            let (status, tekst) = self.haal("/gereed")?;
            let antwoord: Value = serde_json::from_str(&tekst).unwrap_or_default();
            Ok(status == 200 && antwoord["achterstand"] == 0)
        })
    }
}

/// Looks until it is so.
pub fn wacht_op(wat: &str, mut zo: impl FnMut() -> anyhow::Result<bool>) -> anyhow::Result<()> {
    let begin = Instant::now();
    while begin.elapsed() < GEDULD {
        if zo()? {
            return Ok(());
        }
        std::thread::sleep(KIJK);
    }
    bail!("waited too long for {wat}")
}

/// The path of a search with words.
pub fn pad(begin: &str, woorden: &str, rest: &str) -> String {
    let woorden: String = form_urlencoded::byte_serialize(woorden.as_bytes()).collect();
    format!("{begin}?q={woorden}{rest}")
}
