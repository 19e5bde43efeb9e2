//! What writing costs: loading, until a change is found, and making the index anew.

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use bron::{Bron, Kwantielen};
use dwarsverband::{
    app::App,
    config::{Config, Opties},
    ctx::Clock,
    db::Db,
    inlezen::{
        model::{Plek, Ruw},
        service::lees_in,
    },
    zoeken::{documenten::documenten, woorden},
};
use serde_json::Value;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::server::{Server, opdracht, pad, wacht_op};

/// Stukken of which the documents are made at a time, as the follower does.
const PER_KEER: usize = 500;

/// What a load took.
#[derive(Debug, Clone, Copy)]
pub struct Laden {
    /// Until the importer was done.
    pub inlezen: Duration,
    /// Until the index had everything as well.
    pub gevonden: Duration,
    /// Whether that was in an earlier run.
    pub eerder: bool,
}

/// The file that says that everything is in, and what that took in milliseconds.
const GELADEN: &str = "geladen.txt";

impl Laden {
    /// What an earlier run kept of loading into this folder; none when it never got so far.
    pub fn van_eerder(data: &Path) -> anyhow::Result<Option<Self>> {
        let pad = data.join(GELADEN);
        if !pad.try_exists()? {
            return Ok(None);
        }
        let tekst = fs::read_to_string(pad)?;
        let mut ms = tekst.split_whitespace().map(str::parse::<u64>);
        let mut volgende = || -> anyhow::Result<Duration> {
            let ms = ms
                .next()
                .context("the file of an earlier load is not whole")??;
            Ok(Duration::from_millis(ms))
        };
        Ok(Some(Self {
            inlezen: volgende()?,
            gevonden: volgende()?,
            eerder: true,
        }))
    }

    fn bewaar(&self, data: &Path) -> anyhow::Result<()> {
        let [inlezen, gevonden] = [self.inlezen, self.gevonden].map(|duur| duur.as_millis());
        Ok(fs::write(
            data.join(GELADEN),
            format!("{inlezen} {gevonden}\n"),
        )?)
    }
}

/// Loads stukken by the importer of the product, beside a running server.
pub fn laad(server: &Server, data: &Path, bron: &Bron, stukken: usize) -> anyhow::Result<Laden> {
    let bestand = data.join("proefstukken.jsonl");
    let mut uit = BufWriter::new(File::create(&bestand)?);
    for stuk in bron.stukken(stukken) {
        writeln!(uit, "{}", stuk.record())?;
    }
    uit.into_inner()?.sync_all()?;
    let begin = Instant::now();
    let pad = bestand.to_str().context("the folder has a strange name")?;
    let uitvoer = opdracht(data, &["import", pad]).output()?;
    let verslag = String::from_utf8_lossy(&uitvoer.stdout);
    ensure!(
        uitvoer.status.success(),
        "not every record went in: {verslag}{}",
        String::from_utf8_lossy(&uitvoer.stderr)
    );
    let inlezen = begin.elapsed();
    server.klant().gereed()?;
    let gevonden = begin.elapsed();
    fs::remove_file(bestand)?;
    let laden = Laden {
        inlezen,
        gevonden,
        eerder: false,
    };
    laden.bewaar(data)?;
    Ok(laden)
}

/// The settings of a server on this folder.
pub fn config(data: &Path) -> anyhow::Result<Config> {
    let opties = Opties {
        data: Some(data.to_owned()),
        ..Opties::default()
    };
    Config::lees(opties, |_| None).map_err(|fouten| anyhow::anyhow!("{fouten}"))
}

/// The folder of the search index of the database in this folder.
pub fn index(werk: &Runtime, data: &Path) -> anyhow::Result<PathBuf> {
    let config = config(data)?;
    let van_database = werk.block_on(async {
        let db = Db::connect(&config.database()).await?;
        let id = db.identiteit(Clock::system().now()).await?;
        db.close().await?;
        anyhow::Ok(id)
    })?;
    Ok(config.index().join(van_database.to_string()))
}

/// From the beginning of a write to the first answer that has it; and from the moment the write is
/// acknowledged.
pub fn tot_gevonden(
    werk: &Runtime,
    server: &Server,
    data: &Path,
    bron: &Bron,
    (stukken, keren): (usize, usize),
) -> anyhow::Result<(Kwantielen, Kwantielen)> {
    let klant = server.klant();
    let config = config(data)?;
    let db = werk.block_on(Db::connect(&config.database()))?;
    let (mut van_begin, mut van_antwoord) = (Vec::new(), Vec::new());
    for keer in 0..keren {
        // Made of a number, so that no other text has it and nothing looks like it.
        let woord = format!("vindplaats{keer:05}q{}", keer * 7_919 % 10_007);
        let mut record = bron.stuk(keer * 13 % stukken).record();
        record["titel"] = format!("Gewijzigd: {woord}").into();
        let records = std::iter::once(Ok(ruw(record)));
        let begin = Instant::now();
        let verslag = werk.block_on(lees_in(&db, &Clock::system(), records, |_| {}));
        let verslag = verslag?;
        let antwoord = Instant::now();
        ensure!(
            verslag.gewijzigd == 1,
            "the change was not taken in: {verslag:?}"
        );
        let pad = pad("/api/v1/zoeken", &woord, "&facetten=nee&perPagina=1");
        wacht_op("a change to be found", || {
            Ok(klant.zoek(&pad)?["totaal"] == 1)
        })?;
        van_begin.push(begin.elapsed());
        van_antwoord.push(antwoord.elapsed());
    }
    // As it was, so that another run finds what it expects.
    let terug = (0..keren).map(|keer| Ok(ruw(bron.stuk(keer * 13 % stukken).record())));
    werk.block_on(lees_in(&db, &Clock::system(), terug, |_| {}))?;
    werk.block_on(db.close())?;
    Ok((Kwantielen::van(van_begin), Kwantielen::van(van_antwoord)))
}

fn ruw(record: Value) -> Ruw {
    let velden = match record {
        Value::Object(velden) => velden,
        _ => serde_json::Map::new(),
    };
    Ruw {
        plek: Plek::default(),
        pad: None,
        ingebouwd: false,
        velden,
    }
}

/// What making the index anew took.
#[derive(Debug, Clone, Copy)]
pub struct Opnieuw {
    /// How many documents there are.
    pub documenten: u64,
    /// From the tables, as the server does when it has no index.
    pub herbouw: Duration,
    /// The same documents straight into the engine, with the same analysis.
    pub kaal: Duration,
}

/// Makes the index of a stopped server anew, and the same documents straight.
pub fn opnieuw(werk: &Runtime, data: &Path, elders: &Path) -> anyhow::Result<Opnieuw> {
    let config = config(data)?;
    let (herbouw, alle) = werk.block_on(async {
        let app = App::build(&config, Clock::system()).await?;
        let begin = Instant::now();
        app.volger.herbouw().await?;
        let herbouw = begin.elapsed();
        let ids: Vec<Uuid> = app
            .index
            .ids()?
            .iter()
            .filter_map(|(id, _)| id.parse().ok())
            .collect();
        let mut alle = Vec::with_capacity(ids.len());
        for ids in ids.chunks(PER_KEER) {
            alle.extend(documenten(app.db.read(), ids).await?);
        }
        app.db.close().await?;
        anyhow::Ok((herbouw, alle))
    })?;
    let verwacht = alle.len() as u64;
    let begin = Instant::now();
    let documenten = search_index::straight(elders, &woorden::taal()?, alle)?;
    let kaal = begin.elapsed();
    ensure!(
        documenten == verwacht,
        "{documenten} of {verwacht} documents"
    );
    Ok(Opnieuw {
        documenten,
        herbouw,
        kaal,
    })
}

/// The command `reindex` beside a running server, until the new index has taken the place of the
/// old one.
pub fn reindex(server: &Server, data: &Path) -> anyhow::Result<Duration> {
    let klant = server.klant();
    let eerder = klant.herbouwd()?;
    let begin = Instant::now();
    let uitvoer = opdracht(data, &["reindex"]).output()?;
    ensure!(
        uitvoer.status.success(),
        "{}",
        String::from_utf8_lossy(&uitvoer.stderr)
    );
    wacht_op("the new index", || Ok(klant.herbouwd()? > eerder))?;
    klant.gereed()?;
    Ok(begin.elapsed())
}
