//! Answers a query: plan, scores, one pass; then the counts of the facets and the text of the hits,
//! which need not wait for each other.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, TantivyDocument};

use crate::collect::{Collected, Ranked, collect, count};
use crate::error::Result;
use crate::facet::{Facet, FacetCount};
use crate::fragment::Marker;
use crate::language::Analysers;
use crate::query::{Explanation, Filters, Plan, Query, Scores, without_points};
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

/// What fits a query, before facets are counted and texts are read. Both can be asked on threads of
/// their own; all answers are of the one state of the index in which it was found.
pub struct Found {
    view: Arc<View>,
    plan: Option<Plan>,
    facets: Vec<Facet>,
    filters: Filters,
    collected: Collected,
    explanations: HashMap<DocAddress, Explanation>,
}

impl Found {
    pub(crate) fn new(view: Arc<View>, query: &Query) -> Result<Self> {
        let text = without_points(&query.text);
        let plan = match text.trim() {
            "" => None,
            text => {
                let plan = |analysers: &mut Analysers| Plan::new(&view, analysers, text);
                Some(view.language.with_analysers(plan)?)
            }
        };
        let scores = plan
            .as_ref()
            .map(|plan| Scores::new(&view, plan))
            .transpose()?;
        let collected = collect(&view, scores.as_ref(), query)?;
        let to_explain = scores.filter(|scores| query.explain && scores.rank());
        let explanations = match to_explain {
            Some(scores) => explanations(&view, &collected.top, &scores)?,
            None => HashMap::new(),
        };
        Ok(Self {
            plan,
            facets: query.facets.clone(),
            filters: query.filters.clone(),
            collected,
            explanations,
            view,
        })
    }

    /// How many documents match, on all pages together.
    pub fn total(&self) -> u64 {
        self.collected.total
    }

    /// The ids of the hits of the page asked for, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.collected.top.iter().map(|hit| hit.id.as_str())
    }

    /// The query with misspelled words replaced, when there are any with a likely meaning.
    pub fn did_you_mean(&self) -> Option<&str> {
        self.plan.as_ref()?.did_you_mean.as_deref()
    }

    /// Counts the values of the facets asked for; as in [`Results::facets`].
    pub fn facets(&self) -> Result<BTreeMap<Facet, Vec<FacetCount>>> {
        count(
            &self.view,
            &self.collected.segments,
            &self.facets,
            &self.filters,
        )
    }

    /// The hits of the page asked for, without those of which the id is not to be shown: their text
    /// is not read.
    pub fn hits(&self, shown: impl Fn(&str) -> bool) -> Result<Vec<Hit>> {
        let top = self.collected.top.iter().filter(|hit| shown(&hit.id));
        self.view.language.with_analysers(|analysers| {
            let marker = Marker::new(self.plan.as_ref(), &self.view.fields, analysers);
            hits(&self.view, top, marker, &self.explanations)
        })
    }
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found")
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}

pub(crate) fn search(view: Arc<View>, query: &Query) -> Result<Results> {
    let found = Found::new(view, query)?;
    Ok(Results {
        total: found.total(),
        hits: found.hits(|_| true)?,
        facets: found.facets()?,
        did_you_mean: found.did_you_mean().map(ToOwned::to_owned),
    })
}

/// Returns the documents most like one, with the start of their text.
pub(crate) fn similar(view: &View, id: &str, limit: usize) -> Result<Vec<Hit>> {
    view.language.with_analysers(|analysers| {
        let ranked = similar::similar(view, &mut analysers.stemmer, id, limit)?;
        let marker = Marker::new(None, &view.fields, analysers);
        hits(view, ranked.iter(), marker, &HashMap::new())
    })
}

/// Fetches the text of hits.
fn hits<'a>(
    view: &View,
    ranked: impl Iterator<Item = &'a Ranked>,
    mut marker: Marker<'_>,
    explanations: &HashMap<DocAddress, Explanation>,
) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for Ranked {
        address, score, id, ..
    } in ranked
    {
        let document: TantivyDocument = view.searcher.doc(*address)?;
        let text = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
        };
        let fragment =
            marker.fragment([text(view.fields.summary_text), text(view.fields.body_text)]);
        hits.push(Hit {
            id: id.clone(),
            score: *score,
            fragment,
            explanation: explanations.get(address).cloned(),
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
