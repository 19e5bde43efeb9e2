//! Answers a query: plan, scores, one pass, and the text of the hits.

use std::collections::{BTreeMap, HashMap};

use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, TantivyDocument};

use crate::collect::{Ranked, collect};
use crate::error::Result;
use crate::facet::{Facet, FacetCount};
use crate::fragment::Marker;
use crate::language::Analysers;
use crate::query::{Explanation, Plan, Query, Scores};
use crate::similar;
use crate::statistics::View;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// How many documents match, on all pages together.
    pub total: u64,
    /// The hits of the page asked for.
    pub hits: Vec<Hit>,
    /// The counted values of the facets that have any: highest count first, then by value. A
    /// facet's counts leave out its own selection; selected values are listed also without count.
    pub facets: BTreeMap<Facet, Vec<FacetCount>>,
    /// The query with misspelled words replaced, when there are any with a likely meaning.
    pub did_you_mean: Option<String>,
}

/// A found document.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its score; comparable within one answer only.
    pub score: f32,
    /// A piece of its text as HTML: escaped, with `<mark>` around found words and no other tags.
    pub fragment: String,
    /// Why it stands where it stands, when the query asks for that; none for a query that gives no
    /// order.
    pub explanation: Option<Explanation>,
}

pub(crate) fn search(view: &View, query: &Query) -> Result<Results> {
    view.language
        .with_analysers(|analysers| search_with(analysers, view, query))
}

fn search_with(analysers: &mut Analysers, view: &View, query: &Query) -> Result<Results> {
    let plan = match query.text.trim() {
        "" => None,
        text => Some(Plan::new(view, analysers, text)?),
    };
    let scores = plan
        .as_ref()
        .map(|plan| Scores::new(view, plan))
        .transpose()?;
    let collected = collect(view, scores.as_ref(), query)?;
    let to_explain = scores.filter(|scores| query.explain && scores.rank());
    let explanations = match to_explain {
        Some(scores) => explanations(view, &collected.top, &scores)?,
        None => HashMap::new(),
    };
    let marker = Marker::new(plan.as_ref(), &view.fields, analysers);
    Ok(Results {
        total: collected.total,
        hits: hits(view, collected.top, marker, explanations)?,
        facets: collected.facets,
        did_you_mean: plan.and_then(|plan| plan.did_you_mean),
    })
}

/// Returns the documents most like one, with the start of their text.
pub(crate) fn similar(view: &View, id: &str, limit: usize) -> Result<Vec<Hit>> {
    view.language.with_analysers(|analysers| {
        let ranked = similar::similar(view, &mut analysers.stemmer, id, limit)?;
        let marker = Marker::new(None, &view.fields, analysers);
        hits(view, ranked, marker, HashMap::new())
    })
}

/// Fetches the text of hits.
fn hits(
    view: &View,
    ranked: Vec<Ranked>,
    mut marker: Marker<'_>,
    mut explanations: HashMap<DocAddress, Explanation>,
) -> Result<Vec<Hit>> {
    let mut hits = Vec::with_capacity(ranked.len());
    for Ranked {
        address, score, id, ..
    } in ranked
    {
        let document: TantivyDocument = view.searcher.doc(address)?;
        let text = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
        };
        let fragment =
            marker.fragment([text(view.fields.summary_text), text(view.fields.body_text)]);
        hits.push(Hit {
            id,
            score,
            fragment,
            explanation: explanations.remove(&address),
        });
    }
    Ok(hits)
}

fn explanations(
    view: &View,
    ranked: &[Ranked],
    scores: &Scores<'_>,
) -> Result<HashMap<DocAddress, Explanation>> {
    let mut explanations = HashMap::new();
    for (number, segment, _) in view.segments() {
        let addresses = ranked.iter().map(|hit| hit.address);
        let docs: Vec<DocId> = addresses
            .filter(|address| address.segment_ord == number)
            .map(|address| address.doc_id)
            .collect();
        for (doc, told) in docs.iter().zip(scores.explain(segment, &docs)?) {
            explanations.insert(DocAddress::new(number, *doc), told);
        }
    }
    Ok(explanations)
}
