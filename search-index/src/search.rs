//! Answers a query: plan, scores, one pass, and the text of the hits.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::schema::Value;

use crate::collect::{Ranked, collect};
use crate::error::Result;
use crate::facet::{Facet, FacetCount};
use crate::fragment::Marker;
use crate::query::{Plan, Query, Scores};
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
}

pub(crate) fn search(view: &View, query: &Query) -> Result<Results> {
    let plan = match query.text.trim() {
        "" => None,
        text => Some(Plan::new(view, text)?),
    };
    let scores = plan
        .as_ref()
        .map(|plan| Scores::new(view, plan))
        .transpose()?;
    let collected = collect(view, scores.as_ref(), query)?;
    Ok(Results {
        total: collected.total,
        hits: hits(view, collected.top, plan.as_ref())?,
        facets: collected.facets,
        did_you_mean: plan.and_then(|plan| plan.did_you_mean),
    })
}

/// Fetches the text of hits.
pub(crate) fn hits(view: &View, ranked: Vec<Ranked>, plan: Option<&Plan>) -> Result<Vec<Hit>> {
    let mut marker = Marker::new(plan, &view.fields, &view.language);
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
        });
    }
    Ok(hits)
}
