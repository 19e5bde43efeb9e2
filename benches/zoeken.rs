//! Our index beside the bare engine, both in process, with the same documents and questions.
//! `DWARSVERBAND_STUKKEN=100000 cargo bench --bench zoeken`.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement stops where something goes wrong"
)]

use std::{env, hint::black_box, path::Path, time::Duration};

use bron::{Bron, Kaal, SLEUTEL, ZAAD};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dwarsverband::zoeken::woorden::taal;
use search_index::{Document, Facet, Keys, Language, Query, SearchIndex, straight};

/// How many stukken, unless told otherwise.
const STUKKEN: &str = "1000,10000";
/// Documents in one commit, as the follower of the change log has them.
const PER_KEER: usize = 500;
/// Stukken of one measurement of indexing.
const OPBOUW: usize = 1_000;

fn onze(map: &Path, taal: &Language, documenten: impl Iterator<Item = Document>) -> SearchIndex {
    let index = SearchIndex::open(map, taal.clone()).unwrap();
    let mut nieuw = index.rebuild().unwrap();
    let mut documenten = documenten.peekable();
    while documenten.peek().is_some() {
        nieuw
            .add(documenten.by_ref().take(PER_KEER).collect())
            .unwrap();
    }
    nieuw.finish(1).unwrap();
    index
}

fn vraag(tekst: &str, facetten: bool) -> Query {
    Query {
        text: tekst.to_owned(),
        readable: Keys::new([SLEUTEL]),
        limit: 20,
        facets: if facetten {
            Facet::ALL.to_vec()
        } else {
            Vec::new()
        },
        ..Query::default()
    }
}

fn zoeken(criterion: &mut Criterion) {
    let (bron, taal) = (Bron::nieuw(ZAAD).unwrap(), taal().unwrap());
    let aantallen = env::var("DWARSVERBAND_STUKKEN").unwrap_or_else(|_| STUKKEN.to_owned());
    for stukken in aantallen.split(',').map(|n| n.trim().parse().unwrap()) {
        let (map_ons, map_kaal) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let documenten = || bron.stukken(stukken).map(|stuk| stuk.document());
        let ons = onze(map_ons.path(), &taal, documenten());
        let kaal = Kaal::bouw(map_kaal.path(), documenten()).unwrap();
        let keys = Keys::new([SLEUTEL]);
        let vragen: Vec<String> = bron
            .vragen(200, stukken)
            .into_iter()
            .map(|v| v.tekst)
            .collect();
        let beginnen = bron.beginnen(200);
        let nummers: Vec<String> = (0..200)
            .map(|n| bron.stuk(n * 7 % stukken).extern_id())
            .collect();

        let mut groep = criterion.benchmark_group(format!("zoeken-{stukken}"));
        groep
            .sample_size(20)
            .measurement_time(Duration::from_secs(5));
        let mut met = |naam: &str, teksten: &[String], doe: &dyn Fn(&str)| {
            let mut rond = teksten.iter().cycle();
            groep.bench_function(naam, |b| {
                b.iter_batched(
                    || rond.next().unwrap(),
                    |tekst| doe(tekst),
                    BatchSize::SmallInput,
                );
            });
        };
        for facetten in [true, false] {
            let wat = if facetten {
                "facetten"
            } else {
                "zonder-facetten"
            };
            met(&format!("ons/{wat}"), &vragen, &|tekst| {
                black_box(ons.search(&vraag(tekst, facetten)).unwrap());
            });
            met(&format!("kaal/{wat}"), &vragen, &|tekst| {
                black_box(kaal.zoek(tekst, facetten).unwrap());
            });
        }
        met("ons/suggesties", &beginnen, &|tekst| {
            black_box(ons.suggest(tekst, &keys, 5).unwrap());
        });
        met("ons/lijkt-op", &nummers, &|id| {
            black_box(ons.similar(id, &keys, 4).unwrap());
        });
        met("kaal/lijkt-op", &nummers, &|id| {
            black_box(kaal.lijkt_op(id).unwrap());
        });
        groep.finish();
    }
}

fn opbouw(criterion: &mut Criterion) {
    let (bron, taal) = (Bron::nieuw(ZAAD).unwrap(), taal().unwrap());
    let documenten: Vec<Document> = bron.stukken(OPBOUW).map(|stuk| stuk.document()).collect();
    let mut groep = criterion.benchmark_group("opbouw");
    groep
        .sample_size(10)
        .measurement_time(Duration::from_secs(10))
        .throughput(Throughput::Elements(OPBOUW as u64));
    let mut met = |naam: &str, doe: &dyn Fn(&Path, Vec<Document>)| {
        groep.bench_function(BenchmarkId::new(naam, OPBOUW), |b| {
            b.iter_batched(
                || (tempfile::tempdir().unwrap(), documenten.clone()),
                |(map, documenten)| {
                    doe(map.path(), documenten);
                    map
                },
                BatchSize::PerIteration,
            );
        });
    };
    met("ons", &|map, documenten| {
        onze(map, &taal, documenten.into_iter());
    });
    met("zelfde-analyse", &|map, documenten| {
        straight(map, &taal, documenten).unwrap();
    });
    met("kaal", &|map, documenten| {
        Kaal::bouw(map, documenten).unwrap();
    });
    groep.finish();
}

criterion_group!(benches, zoeken, opbouw);
criterion_main!(benches);
