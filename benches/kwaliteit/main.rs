//! How well search finds, and what each part of it brings: the ablation table.
//!
//! `cargo bench --bench kwaliteit -- FOLDER [--schrijf]`
//!
//! FOLDER holds a benchmark: `corpus.jsonl.gz` (id, title, summary, body) and a folder with
//! `queries.jsonl` (id, class, text) and `qrels.tsv` (query, 0, document, grade). With `--schrijf`
//! the table goes to `docs/zoekkwaliteit.md`.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement stops where something goes wrong"
)]

mod maat;
mod toetsset;

use std::{env, fmt::Write as _, fs, path::Path, time::Instant};

use dwarsverband::zoeken::woorden::taal_om_te_meten;
use search_index::{Indexing, Keys, Language, Query, Ranking, SearchIndex, Stemming};

use maat::Uitslag;
use toetsset::Toetsset;

const SLEUTEL: &str = "openbaar";
const PER_KEER: usize = 1_000;

/// The product, and the product without one of its parts.
fn proeven() -> Vec<(&'static str, Ranking, bool)> {
    let product = Ranking::default();
    let zonder = |wijzig: fn(&mut Ranking)| {
        let mut ranking = product;
        wijzig(&mut ranking);
        ranking
    };
    let indexering = |wijzig: fn(&mut Indexing)| {
        let mut ranking = product;
        wijzig(&mut ranking.indexing);
        ranking
    };
    vec![
        ("het product", product, true),
        ("zonder woordenlijst", product, false),
        (
            "zonder kop van de tekst dubbel",
            indexering(|i| i.lead_words = 0),
            true,
        ),
        ("titel één keer", indexering(|i| i.title_times = 1), true),
        ("zonder zwakke woorden", zonder(|r| r.weak = 1.0), true),
        ("zonder buren", zonder(|r| r.pair = 0.0), true),
        ("zonder de getypte vorm", zonder(|r| r.exact = 0.0), true),
        (
            "zonder wat in samenstellingen staat",
            zonder(|r| r.inside = 0.0),
            true,
        ),
        (
            "zonder delen van getypte samenstellingen",
            zonder(|r| r.part = 0.0),
            true,
        ),
        ("zonder aaneenschrijven", zonder(|r| r.joined = 0.0), true),
        ("zonder lijkt-op", zonder(|r| r.fuzzy = false), true),
        ("zonder artikelen", zonder(|r| r.article = 0.0), true),
        ("zonder dekking", zonder(|r| r.coverage = 0.0), true),
        (
            "zonder titel die alles heeft",
            zonder(|r| r.named = 1.0),
            true,
        ),
        (
            "zonder nagekeken en toegepast",
            zonder(|r| (r.overdue, r.withdrawn, r.adopted) = (1.0, 1.0, 1.0)),
            true,
        ),
        (
            "zonder tabel van stammen",
            indexering(|i| i.stemming = Stemming::WithoutTable),
            true,
        ),
        (
            "zonder stammen",
            indexering(|i| i.stemming = Stemming::Off),
            true,
        ),
    ]
}

fn main() {
    let argumenten: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(map) = argumenten.iter().find(|a| !a.starts_with("--")) else {
        println!("Geef de map met de toetsset: cargo bench --bench kwaliteit -- MAP [--schrijf]");
        return;
    };
    let set = Toetsset::lees(Path::new(map)).unwrap();
    let mut uitslagen: Vec<(&str, Uitslag)> = Vec::new();
    let mut vorige: Option<(Indexing, tempfile::TempDir)> = None;
    for (naam, ranking, met_woorden) in proeven() {
        let taal = taal_om_te_meten(ranking, met_woorden).unwrap();
        let bekend = vorige.take().filter(|(zo, _)| *zo == ranking.indexing);
        let (_, opgeslagen) = bekend.unwrap_or_else(|| {
            let nieuw = tempfile::tempdir().unwrap();
            vul(nieuw.path(), &taal, &set);
            (ranking.indexing, nieuw)
        });
        let index = SearchIndex::open(opgeslagen.path(), taal).unwrap();
        let begin = Instant::now();
        let uitslag = Uitslag::van(&set, |tekst| zoek(&index, tekst));
        println!("{naam:42} {uitslag}  ({:.1?})", begin.elapsed());
        uitslagen.push((naam, uitslag));
        drop(index);
        vorige = Some((ranking.indexing, opgeslagen));
    }
    if argumenten.iter().any(|a| a == "--schrijf") {
        let pad = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/zoekkwaliteit.md");
        fs::write(pad, verslag(&set, &uitslagen)).unwrap();
    }
}

fn vul(map: &Path, taal: &Language, set: &Toetsset) {
    let index = SearchIndex::open(map, taal.clone()).unwrap();
    let mut nieuw = index.rebuild().unwrap();
    for stapel in set.documenten.chunks(PER_KEER) {
        nieuw.add(stapel.to_vec()).unwrap();
    }
    nieuw.finish(1).unwrap();
}

fn zoek(index: &SearchIndex, tekst: &str) -> Vec<String> {
    let vraag = Query {
        text: tekst.to_owned(),
        readable: Keys::new([SLEUTEL]),
        limit: 100,
        ..Query::default()
    };
    let treffers = index.search(&vraag).unwrap().hits;
    treffers.into_iter().map(|treffer| treffer.id).collect()
}

fn verslag(set: &Toetsset, uitslagen: &[(&str, Uitslag)]) -> String {
    let mut tekst = format!(
        "# Hoe goed zoeken vindt\n\n\
         Gemeten over {} teksten en {} vragen in {} klassen. Per klasse staat er nDCG@10: hoe dicht \
         het goede antwoord bovenaan staat, van 0 tot 1. *Gemiddeld* is het gemiddelde over de \
         klassen, *gevonden* het deel van de goede antwoorden bij de eerste honderd. De oordelen \
         zijn niet door mensen gegeven; een verschil onder 0,01 zegt niets.\n\n\
         Elke rij na de eerste is het product zonder één onderdeel. Zo wordt deze tabel gemaakt:\n\n    \
         cargo bench --bench kwaliteit -- MAP-MET-DE-TOETSSET --schrijf\n\n",
        set.documenten.len(),
        set.vragen.len(),
        uitslagen[0].1.klassen.len(),
    );
    let klassen: Vec<&str> = uitslagen[0].1.klassen.keys().map(String::as_str).collect();
    writeln!(
        tekst,
        "| | gemiddeld | gevonden | {} |",
        klassen.join(" | ")
    )
    .unwrap();
    writeln!(tekst, "|---|--:|--:|{}", "--:|".repeat(klassen.len())).unwrap();
    for (naam, uitslag) in uitslagen {
        let per_klasse: Vec<String> = uitslag
            .klassen
            .values()
            .map(|maat| komma(maat.ndcg))
            .collect();
        writeln!(
            tekst,
            "| {naam} | **{}** | {} | {} |",
            komma(uitslag.gemiddeld.ndcg),
            komma(uitslag.gemiddeld.gevonden),
            per_klasse.join(" | ")
        )
        .unwrap();
    }
    tekst
}

fn komma(getal: f64) -> String {
    format!("{getal:.3}").replace('.', ",")
}
