//! The figures in words, beside what was asked of them.

use std::{fmt::Write as _, time::Duration};

use bron::{Groep, Kwantielen, ms};

use crate::{
    opbouw::{Laden, Opnieuw},
    snelheid::Antwoorden,
};

/// Everything that was measured with one number of stukken.
#[derive(Debug)]
pub struct Maat {
    /// How many stukken were loaded.
    pub stukken: usize,
    /// What loading took.
    pub laden: Laden,
    /// How long answers take.
    pub antwoorden: Antwoorden,
    /// From the beginning of a write until it is found.
    pub schrijven: Kwantielen,
    /// From the acknowledgement of a write until it is found.
    pub bevestigd: Kwantielen,
    /// A start with everything in place, to the first search.
    pub start: Duration,
    /// The command `reindex` beside a running server.
    pub reindex: Duration,
    /// Memory of its own that the server held after that, in bytes.
    pub na_reindex: u64,
    /// The index made anew.
    pub opnieuw: Opnieuw,
}

/// A whole run.
#[derive(Debug)]
pub struct Rapport {
    /// The day.
    pub datum: String,
    /// Cores and memory.
    pub machine: String,
    /// The command that makes it.
    pub opdracht: String,
    /// The very first start, to the first search.
    pub eerste_start: Duration,
    /// The sizes, smallest first.
    pub maten: Vec<Maat>,
}

/// What was asked, what was measured, and whether that will do.
struct Lat {
    wat: String,
    gevraagd: String,
    gemeten: String,
    gehaald: bool,
}

fn lat(wat: impl Into<String>, gevraagd: &str, gemeten: String, gehaald: bool) -> Lat {
    Lat {
        wat: wat.into(),
        gevraagd: gevraagd.to_owned(),
        gemeten,
        gehaald,
    }
}

const EERSTE_START: Duration = Duration::from_secs(3);
/// The bars of a search, one at a time, over HTTP.
pub const P50: Duration = Duration::from_millis(10);
/// The same.
pub const P99: Duration = Duration::from_millis(45);
const KEER_KAAL: f64 = 1.5;
const ONZIN: Duration = Duration::from_millis(200);
const SCHRIJVEN: Duration = Duration::from_millis(500);
const HERBOUW: f64 = 0.7;
const GEHEUGEN: u64 = 300_000_000;
const GROEI: f64 = 10.0;
const GROEI_ZONDER: f64 = 4.0;

fn keer(een: Duration, ander: Duration) -> f64 {
    een.as_secs_f64() / ander.as_secs_f64().max(1e-9)
}

fn seconden(duur: Duration) -> String {
    format!("{:.2} s", duur.as_secs_f64())
}

fn mb(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}

/// A number with its thousands apart.
pub fn getal(n: usize) -> String {
    let cijfers = n.to_string();
    let mut tekst = String::new();
    for (plaats, cijfer) in cijfers.chars().enumerate() {
        if plaats > 0 && (cijfers.len() - plaats).is_multiple_of(3) {
            tekst.push(',');
        }
        tekst.push(cijfer);
    }
    tekst
}

impl Maat {
    fn latten(&self) -> Vec<Lat> {
        let Antwoorden {
            api,
            kaal,
            onzin,
            mislukt,
            geheugen,
            ..
        } = &self.antwoorden;
        let verhouding = keer(api.p50, kaal.p50);
        let herbouw = keer(self.opnieuw.kaal, self.opnieuw.herbouw);
        let tijd = |duur: Duration| format!("{} ms", ms(duur));
        vec![
            lat(
                "search with facets over HTTP, p50",
                "≤ 10 ms",
                tijd(api.p50),
                api.p50 <= P50,
            ),
            lat(
                "search with facets over HTTP, p99",
                "≤ 45 ms",
                tijd(api.p99),
                api.p99 <= P99,
            ),
            lat(
                "the same p50 against the bare engine in process",
                "≤ 1.5 ×",
                format!("{verhouding:.2} ×"),
                verhouding <= KEER_KAAL,
            ),
            lat(
                format!("slowest of {} meaningless texts", getal(onzin.aantal)),
                "≤ 200 ms",
                tijd(onzin.hoogste),
                onzin.hoogste <= ONZIN,
            ),
            lat(
                "those not answered with 200",
                "0",
                mislukt.to_string(),
                *mislukt == 0,
            ),
            lat(
                "begin of a write to its first hit, p95",
                "< 500 ms",
                tijd(self.schrijven.p95),
                self.schrijven.p95 < SCHRIJVEN,
            ),
            lat(
                "index anew from the tables, rate against straight into the engine",
                "≥ 0.7 ×",
                format!("{herbouw:.2} ×"),
                herbouw >= HERBOUW,
            ),
            lat(
                "memory of its own while searching (RssAnon)",
                "< 300 MB",
                mb(*geheugen),
                *geheugen < GEHEUGEN,
            ),
        ]
    }

    /// The rows of the table of answers.
    fn rijen(&self) -> Vec<(&'static str, Kwantielen)> {
        let Antwoorden {
            api,
            zonder_facetten,
            kaal,
            kaal_zonder,
            index,
            vinden,
            met_facetten,
            met_fragmenten,
            pagina,
            suggesties,
            praktijk,
            kaal_lijkt_op,
            samen,
            onzin,
            ..
        } = self.antwoorden;
        vec![
            ("API with facets", api),
            ("API without facets", zonder_facetten),
            ("our index in process, with facets", index),
            ("— finding and ranking alone", vinden),
            ("— with facets, without fragments", met_facetten),
            ("— with fragments, without facets", met_fragmenten),
            ("bare engine in process, with facets", kaal),
            ("bare engine in process, without facets", kaal_zonder),
            ("page `/zoeken`", pagina),
            ("suggestions", suggesties),
            ("page of a praktijk, with what is like it", praktijk),
            ("what is like a stuk, bare engine in process", kaal_lijkt_op),
            ("API with facets, eight clients", samen),
            ("meaningless texts", onzin),
        ]
    }
}

impl Rapport {
    fn groei(&self) -> Vec<Lat> {
        let paren = self.maten.windows(2);
        let tienvoud = paren.filter(|paar| paar[1].stukken == paar[0].stukken * 10);
        tienvoud
            .flat_map(|paar| {
                let (van, tot) = (&paar[0], &paar[1]);
                let stap = format!("{} to {}", getal(van.stukken), getal(tot.stukken));
                let (van, tot) = (&van.antwoorden, &tot.antwoorden);
                let met = keer(tot.api.p50, van.api.p50);
                let zonder = keer(tot.zonder_facetten.p50, van.zonder_facetten.p50);
                let regel = |met, gevraagd, groei: f64, hoogstens| {
                    let wat = format!("growth of p50 {met} facets, {stap} stukken");
                    lat(wat, gevraagd, format!("{groei:.1} ×"), groei <= hoogstens)
                };
                [
                    regel("with", "≤ 10 ×", met, GROEI),
                    regel("without", "≤ 4 ×", zonder, GROEI_ZONDER),
                ]
            })
            .collect()
    }

    fn eerste(&self) -> Lat {
        lat(
            "first start to first search, with the shipped content",
            "< 3 s",
            seconden(self.eerste_start),
            self.eerste_start < EERSTE_START,
        )
    }

    /// Everything as Markdown.
    pub fn markdown(&self) -> String {
        let mut md = format!(
            "# How fast it is\n\n\
             Measured on {} ({}) with\n\n    {}\n\n\
             Stukken and questions are invented by `benches/bron`, the same in every run: texts of \
             100 to 600 words with a vocabulary of some 45,000, all facets filled. They go in by \
             `dwarsverband import` beside the running server, and are asked for over HTTP with \
             connections kept alive. The bare engine is tantivy in the process of the measurement, \
             with the same texts, its own Dutch stemmer, parser, aggregations and snippets: no \
             compounds, synonyms, rights, network or database. Ours and the bare engine take \
             turns, question by question.\n\n\
             ![{}](snelheid.svg)\n\n",
            self.datum,
            self.machine,
            self.opdracht,
            self.alternatief(),
        );
        md.push_str("## What was asked\n\n");
        tabel(&mut md, &[self.eerste()]);
        for maat in &self.maten {
            let _ = write!(md, "\n### {} stukken\n\n", getal(maat.stukken));
            tabel(&mut md, &maat.latten());
        }
        let groei = self.groei();
        if !groei.is_empty() {
            md.push_str("\n### Growth\n\n");
            tabel(&mut md, &groei);
        }
        for maat in &self.maten {
            md.push_str(&maat.figuren());
        }
        md
    }

    /// What the chart shows, for who can't see it.
    fn alternatief(&self) -> String {
        let maten = self.maten.iter().map(|maat| {
            let Antwoorden { api, kaal, .. } = &maat.antwoorden;
            format!(
                "{} stukken: half of the answers within {} ms (bare engine {}), 99 of 100 within {} ms ({})",
                getal(maat.stukken),
                ms(api.p50),
                ms(kaal.p50),
                ms(api.p99),
                ms(kaal.p99),
            )
        });
        format!(
            "Bars of search over HTTP beside the bare engine. {}.",
            maten.collect::<Vec<_>>().join(". ")
        )
    }

    /// What the chart shows.
    pub fn groepen(&self) -> Vec<Groep> {
        let groepen = self.maten.iter().flat_map(|maat| {
            let Antwoorden { api, kaal, .. } = maat.antwoorden;
            let groep = |wat: &str, onze, kale, grens| Groep {
                naam: format!("{} stukken, {wat}", getal(maat.stukken)),
                balken: vec![
                    ("Dwarsverband over HTTP".to_owned(), onze),
                    ("bare engine in process".to_owned(), kale),
                ],
                grens: Some(grens),
            };
            [
                groep("half of the answers (p50)", api.p50, kaal.p50, P50),
                groep("99 of 100 answers (p99)", api.p99, kaal.p99, P99),
            ]
        });
        groepen.collect()
    }
}

impl Maat {
    fn figuren(&self) -> String {
        let mut md = format!("\n## {} stukken in figures\n\n", getal(self.stukken));
        md.push_str(
            "Milliseconds.\n\n| | n | p50 | p90 | p99 | longest |\n|---|--:|--:|--:|--:|--:|\n",
        );
        for (naam, k) in self.rijen() {
            let duren = [k.p50, k.p90, k.p99, k.hoogste].map(ms).join(" | ");
            let _ = writeln!(md, "| {naam} | {} | {duren} |", getal(k.aantal));
        }
        md.push_str("\n| questions | n | API p50 | API p99 | bare p50 | bare p99 |\n|---|--:|--:|--:|--:|--:|\n");
        for (soort, api, kaal) in &self.antwoorden.per_soort {
            let duren = [api.p50, api.p99, kaal.p50, kaal.p99].map(ms).join(" | ");
            let _ = writeln!(md, "| {} | {} | {duren} |", soort.naam(), api.aantal);
        }
        let Self {
            laden,
            opnieuw,
            bevestigd,
            ..
        } = self;
        let per_seconde =
            |aantal: u64, duur: Duration| u128::from(aantal) * 1_000 / duur.as_millis().max(1);
        let _ = write!(
            md,
            "\n* Eight clients get {} answers a second.\n\
             * Loading{}: the importer took {} ({} records a second); everything was found after {}.\n\
             * A start with all of it, to the first search: {}.\n\
             * From the acknowledgement of a write to its first hit: p50 {} ms, p95 {} ms.\n\
             * The index anew from the tables: {} ({} documents a second); straight into the engine \
             {} ({} a second).\n\
             * The command `reindex` beside the running server: {}; the server then holds {} of \
             memory of its own.\n",
            getal(self.antwoorden.per_seconde),
            if laden.eerder {
                ", in an earlier run"
            } else {
                ""
            },
            seconden(laden.inlezen),
            per_seconde(self.stukken as u64, laden.inlezen),
            seconden(laden.gevonden),
            seconden(self.start),
            ms(bevestigd.p50),
            ms(bevestigd.p95),
            seconden(opnieuw.herbouw),
            per_seconde(opnieuw.documenten, opnieuw.herbouw),
            seconden(opnieuw.kaal),
            per_seconde(opnieuw.documenten, opnieuw.kaal),
            seconden(self.reindex),
            mb(self.na_reindex),
        );
        md
    }
}

fn tabel(md: &mut String, latten: &[Lat]) {
    md.push_str("| what | bar | measured | |\n|---|--:|--:|---|\n");
    for Lat {
        wat,
        gevraagd,
        gemeten,
        gehaald,
    } in latten
    {
        let oordeel = if *gehaald { "met" } else { "**not met**" };
        let _ = writeln!(md, "| {wat} | {gevraagd} | {gemeten} | {oordeel} |");
    }
}
