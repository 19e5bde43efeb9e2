//! A benchmark: texts, questions, and which text answers which question.

use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File},
    io::{self, BufRead, BufReader},
    path::Path,
};

use flate2::read::GzDecoder;
use search_index::{Document, Standing, Weight};
use serde::Deserialize;

/// A text of the corpus.
#[derive(Deserialize)]
struct Tekst {
    id: String,
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    body: String,
}

/// A question.
#[derive(Deserialize)]
pub struct Vraag {
    pub id: String,
    pub class: String,
    pub text: String,
}

/// Everything of a benchmark.
pub struct Toetsset {
    pub documenten: Vec<Document>,
    pub vragen: Vec<Vraag>,
    /// Per question the documents that answer it, with their grade.
    pub oordelen: HashMap<String, HashMap<String, u32>>,
}

impl Toetsset {
    /// Reads a folder; the questions are in the one folder in it that has them.
    pub fn lees(map: &Path) -> io::Result<Self> {
        let corpus = GzDecoder::new(File::open(map.join("corpus.jsonl.gz"))?);
        let documenten = BufReader::new(corpus)
            .lines()
            .map(|regel| Ok(document(serde_json::from_str(&regel?)?)))
            .collect::<io::Result<_>>()?;
        let mappen = fs::read_dir(map)?.map(|item| item.map(|item| item.path()));
        let set = mappen
            .filter_map(Result::ok)
            .find(|pad| pad.join("queries.jsonl").is_file())
            .ok_or_else(|| io::Error::other("geen map met queries.jsonl"))?;
        let vragen = fs::read_to_string(set.join("queries.jsonl"))?
            .lines()
            .map(|regel| Ok(serde_json::from_str(regel)?))
            .collect::<io::Result<_>>()?;
        let mut oordelen: HashMap<String, HashMap<String, u32>> = HashMap::new();
        for regel in fs::read_to_string(set.join("qrels.tsv"))?.lines() {
            let velden: Vec<&str> = regel.split('\t').collect();
            let [vraag, _, document, graad] = velden[..] else {
                return Err(io::Error::other(format!("geen oordeel: {regel}")));
            };
            let graad = graad.parse().map_err(io::Error::other)?;
            let van_vraag = oordelen.entry(vraag.to_owned()).or_default();
            van_vraag.insert(document.to_owned(), graad);
        }
        Ok(Self {
            documenten,
            vragen,
            oordelen,
        })
    }
}

fn document(tekst: Tekst) -> Document {
    Document {
        id: tekst.id,
        version: 1,
        keys: vec![super::SLEUTEL.to_owned()],
        title: tekst.title,
        summary: tekst.summary,
        body: tekst.body,
        around: String::new(),
        identifiers: Vec::new(),
        facets: BTreeMap::new(),
        changed_at: 0,
        weight: Weight::Normal,
        standing: Standing::default(),
    }
}
