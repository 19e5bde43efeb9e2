//! The product under load: the real server over HTTP, with as many stukken as are asked for, beside
//! a bare engine. `cargo bench --bench last -- --stukken 1000,10000,100000`.

mod opbouw;
mod rapport;
mod server;
mod snelheid;

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use anyhow::{Context as _, ensure};
use bron::{Bron, Kaal, ZAAD, ms, plaat};
use clap::{ArgAction, Parser};
use dwarsverband::ctx::Clock;
use mimalloc::MiMalloc;
use tokio::runtime::Runtime;

use crate::{
    opbouw::Laden,
    rapport::{Maat, Rapport, getal},
    server::Server,
    snelheid::Omvang,
};

/// The same as the server's, for both engines in this process.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Measures the server under load.
#[derive(Debug, Parser)]
struct Opties {
    /// How many stukken, smallest first; 1000,10000 unless told otherwise
    #[arg(long, value_delimiter = ',')]
    stukken: Vec<usize>,
    /// Fewer questions and, unless told otherwise, 1000 stukken: within two minutes
    #[arg(long)]
    snel: bool,
    /// A folder to keep what is loaded, so that another run need not load it again
    #[arg(long, value_name = "MAP")]
    map: Option<PathBuf>,
    /// Load only, to measure later; with --map
    #[arg(long, requires = "map")]
    laden: bool,
    /// Write docs/snelheid.md and docs/snelheid.svg
    #[arg(long)]
    schrijf: bool,
    /// Given by cargo
    #[arg(long, hide = true, action = ArgAction::Count)]
    bench: u8,
}

const VEEL: Omvang = Omvang {
    vragen: 1_000,
    onzin: 2_000,
    schrijven: 60,
};
const WEINIG: Omvang = Omvang {
    vragen: 300,
    onzin: 500,
    schrijven: 20,
};

fn main() -> anyhow::Result<()> {
    let opties = Opties::parse();
    let omvang = if opties.snel { WEINIG } else { VEEL };
    let stukken = match (opties.stukken.as_slice(), opties.snel) {
        ([], true) => vec![1_000],
        ([], false) => vec![1_000, 10_000],
        (gevraagd, _) => gevraagd.to_vec(),
    };
    ensure!(
        stukken.iter().all(|aantal| *aantal >= 100) && stukken.is_sorted(),
        "give numbers of at least 100, smallest first"
    );
    let bron = Bron::nieuw(ZAAD)?;
    if let (Some(map), true) = (&opties.map, opties.laden) {
        for aantal in stukken {
            let (server, laden) = geladen(&bron, &data_in(map, aantal), aantal)?;
            server.stop()?;
            println!(
                "{} stukken: loaded in {} ms",
                getal(aantal),
                ms(laden.gevonden)
            );
        }
        return Ok(());
    }
    let mut rapport = Rapport {
        datum: Clock::system().now().format("%-d %B %Y").to_string(),
        machine: machine()?,
        opdracht: opdracht(opties.snel, &stukken),
        eerste_start: eerste_start()?,
        maten: Vec::new(),
    };
    println!(
        "first start to first search: {} ms",
        ms(rapport.eerste_start)
    );
    for aantal in stukken {
        let map = opties.map.as_deref().map(|map| data_in(map, aantal));
        rapport.maten.push(meet(&bron, map, aantal, omvang)?);
    }
    let markdown = rapport.markdown();
    println!("\n{markdown}");
    if opties.schrijf {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
        let titel = "Search, one question at a time";
        let onder = format!("{}, {}. Shorter is better.", rapport.machine, rapport.datum);
        fs::write(docs.join("snelheid.md"), markdown)?;
        fs::write(
            docs.join("snelheid.svg"),
            plaat(titel, &onder, &rapport.groepen()),
        )?;
        println!("written: docs/snelheid.md, docs/snelheid.svg");
    }
    Ok(())
}

/// The very first start, in an empty folder.
fn eerste_start() -> anyhow::Result<Duration> {
    let map = tempfile::tempdir()?;
    let (server, duur) = Server::start(map.path())?;
    server.stop()?;
    Ok(duur)
}

/// Where this many stukken are kept.
fn data_in(map: &Path, stukken: usize) -> PathBuf {
    map.join(stukken.to_string())
}

/// A server with this many stukken, loaded now or before.
fn geladen(bron: &Bron, data: &Path, stukken: usize) -> anyhow::Result<(Server, Laden)> {
    fs::create_dir_all(data)?;
    let (server, _) = Server::start(data)?;
    let laden = match Laden::van_eerder(data)? {
        Some(laden) => laden,
        None => opbouw::laad(&server, data, bron, stukken)?,
    };
    Ok((server, laden))
}

fn meet(
    bron: &Bron,
    bewaard: Option<PathBuf>,
    stukken: usize,
    omvang: Omvang,
) -> anyhow::Result<Maat> {
    let zeg = |wat: &str| println!("{} stukken: {wat}", getal(stukken));
    let werk = Runtime::new()?;
    let map = tempfile::tempdir()?;
    let [data, kaal, recht] = ["data", "kaal", "recht"].map(|naam| map.path().join(naam));
    let data = bewaard.unwrap_or(data);
    for map in [&kaal, &recht] {
        fs::create_dir(map)?;
    }
    zeg("the bare engine");
    let kaal = Kaal::bouw(&kaal, bron.stukken(stukken).map(|stuk| stuk.document()))?;
    zeg("loading");
    let (server, laden) = geladen(bron, &data, stukken)?;
    zeg(&format!("loaded in {} ms; asking", ms(laden.gevonden)));
    let index = opbouw::index(&werk, &data)?;
    let antwoorden = snelheid::meet(&server, &kaal, &index, bron, (stukken, omvang))?;
    zeg(&format!(
        "p50 {} ms, p99 {} ms; bare {} and {} ms; writing",
        ms(antwoorden.api.p50),
        ms(antwoorden.api.p99),
        ms(antwoorden.kaal.p50),
        ms(antwoorden.kaal.p99),
    ));
    let keren = (stukken, omvang.schrijven);
    let (schrijven, bevestigd) = opbouw::tot_gevonden(&werk, &server, &data, bron, keren)?;
    zeg("starting again");
    server.stop()?;
    let (server, start) = Server::start(&data)?;
    zeg("making the index anew");
    let reindex = opbouw::reindex(&server, &data)?;
    let na_reindex = server.geheugen()?;
    server.stop()?;
    drop(kaal);
    let opnieuw = opbouw::opnieuw(&werk, &data, &recht)?;
    Ok(Maat {
        stukken,
        laden,
        antwoorden,
        schrijven,
        bevestigd,
        start,
        reindex,
        na_reindex,
        opnieuw,
    })
}

fn machine() -> anyhow::Result<String> {
    let kernen = thread::available_parallelism()?;
    let geheugen = fs::read_to_string("/proc/meminfo")?;
    let regel = geheugen.lines().find_map(|r| r.strip_prefix("MemTotal:"));
    let kb = regel.and_then(|r| r.split_whitespace().next());
    let kb: u64 = kb
        .context("this system does not tell its memory")?
        .parse()?;
    Ok(format!(
        "{kernen} cores, {} GB of memory",
        (kb + 500_000) / 1_000_000
    ))
}

fn opdracht(snel: bool, stukken: &[usize]) -> String {
    let aantallen: Vec<String> = stukken.iter().map(ToString::to_string).collect();
    let snel = if snel { " --snel" } else { "" };
    let aantallen = aantallen.join(",");
    format!("cargo bench --bench last --{snel} --stukken {aantallen} --schrijf")
}
