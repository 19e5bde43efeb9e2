//! The engine by itself: what somebody gets who puts titles and texts into tantivy as its examples
//! show, with its own parser, BM25, aggregations and snippets. No compounds, no synonyms, no rights.

use std::path::Path;

use anyhow::Context as _;
use search_index::{Document, Facet};
use serde_json::json;
use tantivy::{
    Index, IndexReader, TantivyDocument, Term,
    aggregation::{AggContextParams, AggregationCollector, agg_req::Aggregations},
    collector::{Count, MultiCollector, TopDocs},
    query::{MoreLikeThisQuery, Query, QueryParser, TermQuery},
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions},
    snippet::SnippetGenerator,
    tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer},
};

/// What the writer may use before it writes a segment: as much as ours.
const SCHRIJFRUIMTE: usize = 50_000_000;
/// How long a fragment is, in characters: as long as ours.
const FRAGMENT: usize = 180;
/// The most values of a facet that are counted: all of them.
const WAARDEN: u32 = 1_000;
const ANALYSE: &str = "nederlands";

/// A bare index.
pub struct Kaal {
    index: Index,
    lezer: IndexReader,
    velden: Velden,
    tellingen: Aggregations,
}

#[derive(Clone, Copy)]
struct Velden {
    id: Field,
    titel: Field,
    tekst: Field,
    facetten: [Field; Facet::ALL.len()],
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gevonden {
    /// How many documents match.
    pub totaal: usize,
    /// The fragments of the best ones.
    pub fragmenten: Vec<String>,
    /// How many values of facets were counted.
    pub facetwaarden: usize,
}

impl Kaal {
    /// Makes an index of documents in an empty directory.
    ///
    /// # Errors
    /// The engine fails.
    pub fn bouw(
        map: &Path,
        documenten: impl IntoIterator<Item = Document>,
    ) -> anyhow::Result<Self> {
        let (schema, velden) = schema();
        let index = Index::create_in_dir(map, schema)?;
        let analyse = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(40))
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::Dutch))
            .build();
        index.tokenizers().register(ANALYSE, analyse);
        let mut schrijver = index.writer_with_num_threads(1, SCHRIJFRUIMTE)?;
        for document in documenten {
            schrijver.add_document(velden.document(document))?;
        }
        schrijver.commit()?;
        schrijver.wait_merging_threads()?;
        let lezer = index.reader()?;
        let per_facet = Facet::ALL.map(|facet| {
            let termen = json!({ "terms": { "field": facet.as_str(), "size": WAARDEN } });
            (facet.as_str().to_owned(), termen)
        });
        let per_facet: serde_json::Map<_, _> = per_facet.into_iter().collect();
        Ok(Self {
            tellingen: serde_json::from_value(per_facet.into())?,
            index,
            lezer,
            velden,
        })
    }

    /// Searches as the engine does by default: the total, the twenty best with fragments and, when
    /// asked, the counts of all facets.
    ///
    /// # Errors
    /// The engine fails.
    pub fn zoek(&self, vraag: &str, facetten: bool) -> anyhow::Result<Gevonden> {
        let parser =
            QueryParser::for_index(&self.index, vec![self.velden.titel, self.velden.tekst]);
        let (query, _) = parser.parse_query_lenient(vraag);
        self.voer_uit(query.as_ref(), facetten, 20)
    }

    /// The documents that the engine takes to be like this one.
    ///
    /// # Errors
    /// The engine fails, or there is no such document.
    pub fn lijkt_op(&self, id: &str) -> anyhow::Result<Gevonden> {
        let zoeker = self.lezer.searcher();
        let term = Term::from_field_text(self.velden.id, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let gevonden = zoeker.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        let (_, adres) = gevonden.first().context("there is no such document")?;
        let query = MoreLikeThisQuery::builder()
            .with_max_query_terms(25)
            .with_document(*adres);
        self.voer_uit(&query, false, 5)
    }

    fn voer_uit(
        &self,
        query: &dyn Query,
        facetten: bool,
        aantal: usize,
    ) -> anyhow::Result<Gevonden> {
        let zoeker = self.lezer.searcher();
        let mut verzamelaar = MultiCollector::new();
        let tel = verzamelaar.add_collector(Count);
        let beste = verzamelaar.add_collector(TopDocs::with_limit(aantal).order_by_score());
        let geteld = facetten.then(|| {
            let context = AggContextParams::default();
            let aggregaties = AggregationCollector::from_aggs(self.tellingen.clone(), context);
            verzamelaar.add_collector(aggregaties)
        });
        let mut uitkomst = zoeker.search(query, &verzamelaar)?;
        let fragment = {
            let mut fragment = SnippetGenerator::create(&zoeker, query, self.velden.tekst)?;
            fragment.set_max_num_chars(FRAGMENT);
            fragment
        };
        let mut fragmenten = Vec::new();
        for (_, adres) in beste.extract(&mut uitkomst) {
            let document: TantivyDocument = zoeker.doc(adres)?;
            fragmenten.push(fragment.snippet_from_doc(&document).to_html());
        }
        let facetwaarden = match geteld {
            Some(geteld) => {
                let tellingen = serde_json::to_value(geteld.extract(&mut uitkomst))?;
                let per_facet = tellingen.as_object().into_iter().flatten();
                per_facet
                    .filter_map(|(_, facet)| facet["buckets"].as_array())
                    .map(Vec::len)
                    .sum()
            }
            None => 0,
        };
        Ok(Gevonden {
            totaal: tel.extract(&mut uitkomst),
            fragmenten,
            facetwaarden,
        })
    }
}

impl std::fmt::Debug for Kaal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kaal").finish_non_exhaustive()
    }
}

impl Velden {
    fn document(&self, document: Document) -> TantivyDocument {
        let mut engine = TantivyDocument::default();
        engine.add_text(self.id, document.id);
        engine.add_text(self.titel, document.title);
        let tekst = [document.summary, document.body, document.around].join("\n");
        engine.add_text(self.tekst, tekst);
        for (facet, waarden) in document.facets {
            for waarde in waarden {
                engine.add_text(self.facetten[facet as usize], waarde);
            }
        }
        engine
    }
}

fn schema() -> (Schema, Velden) {
    let mut schema = Schema::builder();
    let tekst = TextOptions::default().set_stored().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(ANALYSE)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let velden = Velden {
        id: schema.add_text_field("id", STRING | STORED),
        titel: schema.add_text_field("titel", tekst.clone()),
        tekst: schema.add_text_field("tekst", tekst),
        facetten: Facet::ALL.map(|facet| {
            schema.add_text_field(facet.as_str(), TextOptions::default().set_fast("raw"))
        }),
    };
    (schema.build(), velden)
}

#[cfg(test)]
mod tests {
    use search_index::Facet;

    use super::Kaal;
    use crate::{Bron, Stuk};

    #[test]
    fn the_bare_engine_finds_counts_and_marks() {
        let bron = Bron::nieuw(3).unwrap();
        let map = tempfile::tempdir().unwrap();
        let kaal = Kaal::bouw(map.path(), bron.stukken(200).map(|s| s.document())).unwrap();
        let gevonden = kaal.zoek("schulden", true).unwrap();
        let met_woord = |stuk: &Stuk| {
            let tekst =
                [&stuk.titel, &stuk.samenvatting, &stuk.lopende_tekst()].map(|t| t.to_lowercase());
            let mut woorden = tekst
                .iter()
                .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()));
            woorden.any(|woord| woord == "schulden")
        };
        // Other forms of the word are found as well.
        let minstens = bron.stukken(200).filter(met_woord).count();
        assert!(minstens > 0 && gevonden.totaal >= minstens, "{minstens}");
        assert_eq!(gevonden.fragmenten.len(), gevonden.totaal.min(20));
        assert!(gevonden.fragmenten.iter().any(|f| f.contains("<b>")));
        assert!(gevonden.facetwaarden >= Facet::ALL.len());
        let zonder = kaal.zoek("schulden", false).unwrap();
        assert_eq!((zonder.totaal, zonder.facetwaarden), (gevonden.totaal, 0));
        assert!(kaal.zoek("\"( -", false).is_ok());
        let lijkt_op = kaal.lijkt_op(&bron.stuk(1).extern_id()).unwrap();
        assert!(!lijkt_op.fragmenten.is_empty());
    }
}
