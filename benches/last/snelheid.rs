//! How long answers take: one client at a time and eight, beside the bare engine.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread::ScopedJoinHandle,
    time::{Duration, Instant},
};

use anyhow::{Context as _, anyhow};
use bron::{Bron, Kaal, Kwantielen, SLEUTEL, Vraag, Vraagsoort};
use dwarsverband::zoeken::woorden;
use search_index::{Facet, Keys, Query, Snapshot};

use crate::server::{Klant, Server, pad};

const API: &str = "/api/v1/zoeken";
const ZONDER_FACETTEN: &str = "&facetten=nee";
/// Clients at the same time.
const KLANTEN: usize = 8;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub struct Omvang {
    /// Questions, one client at a time.
    pub vragen: usize,
    /// Texts that nobody means.
    pub onzin: usize,
    /// Writes that are waited for.
    pub schrijven: usize,
}

/// Everything about answers.
#[derive(Debug, Default)]
pub struct Antwoorden {
    /// The API with facets, one client at a time.
    pub api: Kwantielen,
    /// The API without facets.
    pub zonder_facetten: Kwantielen,
    /// The bare engine with facets.
    pub kaal: Kwantielen,
    /// The bare engine without facets.
    pub kaal_zonder: Kwantielen,
    /// Our index by itself, with facets: what of the API is search.
    pub index: Kwantielen,
    /// The same without facets and without hits: finding and ranking alone.
    pub vinden: Kwantielen,
    /// The same with facets and without hits.
    pub met_facetten: Kwantielen,
    /// The same without facets and with hits and their fragments.
    pub met_fragmenten: Kwantielen,
    /// The search page.
    pub pagina: Kwantielen,
    /// Suggestions.
    pub suggesties: Kwantielen,
    /// The page of a praktijk, with what is like it.
    pub praktijk: Kwantielen,
    /// What is like a stuk, by the bare engine.
    pub kaal_lijkt_op: Kwantielen,
    /// The API with facets, eight clients at a time.
    pub samen: Kwantielen,
    /// Answers in a second to eight clients.
    pub per_seconde: usize,
    /// Texts that nobody means.
    pub onzin: Kwantielen,
    /// How many of those were not answered with 200.
    pub mislukt: usize,
    /// Memory of its own that the server held at most meanwhile, in bytes.
    pub geheugen: u64,
    /// Per kind of question: the API and the bare engine, both with facets.
    pub per_soort: Vec<(Vraagsoort, Kwantielen, Kwantielen)>,
}

/// Measures everything about answers.
pub fn meet(
    server: &Server,
    kaal: &Kaal,
    index: &Path,
    bron: &Bron,
    (stukken, omvang): (usize, Omvang),
) -> anyhow::Result<Antwoorden> {
    let klant = server.klant();
    let index = Snapshot::open(index, &woorden::taal()?)?.context("there is no index yet")?;
    let warm = bron.vragen(omvang.vragen + omvang.vragen / 10, stukken);
    let (warm, vragen) = warm.split_at(omvang.vragen / 10);
    for vraag in warm {
        klant.meet(&pad(API, &vraag.tekst, ""))?;
        klant.meet(&pad("/zoeken", &vraag.tekst, ""))?;
        kaal.zoek(&vraag.tekst, true)?;
        index.search(&query(&vraag.tekst, true, 20))?;
    }
    let mut antwoorden = Antwoorden::default();
    een_voor_een(&mut antwoorden, &klant, (kaal, &index), vragen)?;
    overige(&mut antwoorden, &klant, kaal, bron, (stukken, vragen))?;
    samen(&mut antwoorden, server, vragen)?;
    onzin(&mut antwoorden, &klant, &bron.onzin(omvang.onzin))?;
    antwoorden.geheugen = antwoorden.geheugen.max(server.geheugen()?);
    Ok(antwoorden)
}

fn query(tekst: &str, met_facetten: bool, limit: usize) -> Query {
    let facets = if met_facetten {
        Facet::ALL.to_vec()
    } else {
        Vec::new()
    };
    Query {
        text: tekst.to_owned(),
        readable: Keys::new([SLEUTEL]),
        limit,
        facets,
        ..Query::default()
    }
}

fn duur<T>(doe: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<Duration> {
    let begin = Instant::now();
    doe()?;
    Ok(begin.elapsed())
}

/// Ours and the bare engine in turns, question by question, so that whatever else this machine is
/// doing is the same for both.
fn een_voor_een(
    uit: &mut Antwoorden,
    klant: &Klant,
    (kaal, index): (&Kaal, &Snapshot),
    vragen: &[Vraag],
) -> anyhow::Result<()> {
    let mut duren: [Vec<Duration>; 8] = Default::default();
    let mut soorten: BTreeMap<Vraagsoort, [Vec<Duration>; 2]> = BTreeMap::new();
    for Vraag { soort, tekst } in vragen {
        let zelf = |facetten, aantal| duur(|| Ok(index.search(&query(tekst, facetten, aantal))?));
        let gemeten = [
            klant.meet(&pad(API, tekst, ""))?.0,
            klant.meet(&pad(API, tekst, ZONDER_FACETTEN))?.0,
            duur(|| kaal.zoek(tekst, true))?,
            duur(|| kaal.zoek(tekst, false))?,
            zelf(true, 20)?,
            zelf(false, 0)?,
            zelf(true, 0)?,
            zelf(false, 20)?,
        ];
        let van_soort = soorten.entry(*soort).or_default();
        van_soort[0].push(gemeten[0]);
        van_soort[1].push(gemeten[2]);
        for (duren, duur) in duren.iter_mut().zip(gemeten) {
            duren.push(duur);
        }
    }
    [
        uit.api,
        uit.zonder_facetten,
        uit.kaal,
        uit.kaal_zonder,
        uit.index,
        uit.vinden,
        uit.met_facetten,
        uit.met_fragmenten,
    ] = duren.map(Kwantielen::van);
    let per_soort = soorten
        .into_iter()
        .map(|(soort, [api, kaal])| (soort, Kwantielen::van(api), Kwantielen::van(kaal)));
    uit.per_soort = per_soort.collect();
    Ok(())
}

/// Pages, suggestions and what is like a stuk.
fn overige(
    uit: &mut Antwoorden,
    klant: &Klant,
    kaal: &Kaal,
    bron: &Bron,
    (stukken, vragen): (usize, &[Vraag]),
) -> anyhow::Result<()> {
    let meet = |paden: Vec<String>| -> anyhow::Result<Kwantielen> {
        let duren: anyhow::Result<Vec<Duration>> =
            paden.iter().map(|pad| Ok(klant.meet(pad)?.0)).collect();
        Ok(Kwantielen::van(duren?))
    };
    let paden = |begin: &str, teksten: Vec<&str>| -> Vec<String> {
        teksten
            .into_iter()
            .map(|tekst| pad(begin, tekst, ""))
            .collect()
    };
    let woorden = vragen
        .iter()
        .filter(|vraag| vraag.soort != Vraagsoort::Nummer);
    let woorden: Vec<&str> = woorden.map(|vraag| vraag.tekst.as_str()).collect();
    uit.pagina = meet(paden("/zoeken", woorden))?;
    let beginnen = bron.beginnen(vragen.len());
    let beginnen = beginnen.iter().map(String::as_str).collect();
    uit.suggesties = meet(paden("/api/v1/zoeken/suggesties", beginnen))?;
    let mut praktijken = Vec::new();
    for vraag in vragen.iter().take(40) {
        let rest = "&soort=praktijk&facetten=nee";
        let antwoord = klant.zoek(&pad(API, &vraag.tekst, rest))?;
        for resultaat in antwoord["resultaten"].as_array().into_iter().flatten() {
            let url = resultaat["url"].as_str().unwrap_or_default();
            let slug = url.rsplit('/').next().unwrap_or_default();
            praktijken.push(format!("/praktijken/{slug}"));
        }
    }
    praktijken.sort_unstable();
    praktijken.dedup();
    praktijken.truncate((vragen.len() / 4).max(20));
    uit.praktijk = meet(praktijken)?;
    let nummers = (0..vragen.len() / 4).map(|n| n * 7 % stukken);
    let lijkt_op: anyhow::Result<Vec<Duration>> = nummers
        .map(|nummer| duur(|| kaal.lijkt_op(&bron.stuk(nummer).extern_id())))
        .collect();
    uit.kaal_lijkt_op = Kwantielen::van(lijkt_op?);
    Ok(())
}

/// Eight clients that each ask as soon as they have an answer.
fn samen(uit: &mut Antwoorden, server: &Server, vragen: &[Vraag]) -> anyhow::Result<()> {
    let volgende = AtomicUsize::new(0);
    let begin = Instant::now();
    let klant = || -> anyhow::Result<Vec<Duration>> {
        let klant = server.klant();
        let mut duren = Vec::new();
        while let Some(vraag) = vragen.get(volgende.fetch_add(1, Ordering::Relaxed)) {
            duren.push(klant.meet(&pad(API, &vraag.tekst, ""))?.0);
        }
        Ok(duren)
    };
    let (duren, geheugen) = std::thread::scope(|taken| {
        let klanten: Vec<ScopedJoinHandle<'_, _>> =
            (0..KLANTEN).map(|_| taken.spawn(klant)).collect();
        let mut geheugen = 0;
        while !klanten.iter().all(ScopedJoinHandle::is_finished) {
            geheugen = geheugen.max(server.geheugen()?);
            std::thread::sleep(Duration::from_millis(50));
        }
        let mut duren = Vec::new();
        for klant in klanten {
            duren.extend(klant.join().map_err(|_| anyhow!("a client panicked"))??);
        }
        anyhow::Ok((duren, geheugen))
    })?;
    let verstreken = begin.elapsed().as_micros().max(1);
    uit.per_seconde = usize::try_from(duren.len() as u128 * 1_000_000 / verstreken)?;
    uit.samen = Kwantielen::van(duren);
    uit.geheugen = geheugen;
    Ok(())
}

fn onzin(uit: &mut Antwoorden, klant: &Klant, teksten: &[String]) -> anyhow::Result<()> {
    let mut duren = Vec::new();
    for tekst in teksten {
        let pad = pad(API, tekst, "");
        let begin = Instant::now();
        let (status, antwoord) = klant.haal(&pad)?;
        duren.push(begin.elapsed());
        if status != 200 {
            println!("  {status} for {tekst:?}: {antwoord}");
            uit.mislukt += 1;
        }
    }
    uit.onzin = Kwantielen::van(duren);
    Ok(())
}
