//! Which documents are about the same.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::TantivyDocument;
use tantivy::schema::Value;

use crate::analysis::{Stemmer, stemmed_term, tokenize};
use crate::collect::{Ranked, collect};
use crate::error::Result;
use crate::query::{Plan, Query, Scores};
use crate::statistics::View;

/// By how many of its words a document is compared.
const TERMS: usize = 25;
/// How many of its most frequent words are weighed for that.
const CONSIDERED: usize = 200;
/// No more of its text is read than this many bytes.
const READ: usize = 200_000;

/// Returns the documents most like this one under the reader's own statistics; none when the
/// reader may not read it.
pub(crate) fn similar(
    view: &View,
    stemmer: &mut Stemmer,
    id: &str,
    limit: usize,
) -> Result<Vec<Ranked>> {
    let Some(address) = view.find(id)? else {
        return Ok(Vec::new());
    };
    let document: TantivyDocument = view.searcher.doc(address)?;
    let plan = Plan::of_stems(view, telling_stems(view, stemmer, &document)?);
    let scores = Scores::new(view, &plan)?;
    // One more, because the document is most like itself.
    let query = Query {
        limit: limit.saturating_add(1),
        ..Query::default()
    };
    let mut top = collect(view, Some(&scores), &query)?.top;
    top.retain(|ranked| ranked.address != address);
    top.truncate(limit);
    Ok(top)
}

/// The stems that set a document apart: often in it and seldom elsewhere, but not only in it.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of words and documents are far below 2^52"
)]
fn telling_stems(
    view: &View,
    stemmer: &mut Stemmer,
    document: &TantivyDocument,
) -> Result<Vec<String>> {
    let mut stems: Vec<(String, usize)> = counted(view, stemmer, document).into_iter().collect();
    stems.sort_unstable_by(|(one, ones), (other, others)| {
        (Reverse(ones), one).cmp(&(Reverse(others), other))
    });
    stems.truncate(CONSIDERED);
    let documents = view.documents() as f64;
    let mut weighed = Vec::new();
    for (stem, count) in stems {
        let frequency = view.frequency(view.fields.all, &stem)?;
        if frequency > 1 {
            let rarity = (1.0 + documents / frequency as f64).ln();
            weighed.push((count as f64 * rarity, stem));
        }
    }
    weighed
        .sort_unstable_by(|(one, stem), (other, next)| other.total_cmp(one).then(stem.cmp(next)));
    Ok(weighed
        .into_iter()
        .take(TERMS)
        .map(|(_, stem)| stem)
        .collect())
}

fn counted(
    view: &View,
    stemmer: &mut Stemmer,
    document: &TantivyDocument,
) -> HashMap<String, usize> {
    let fields = &view.fields;
    let indexing = view.language.ranking().indexing;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (field, times) in [
        (fields.title_text, indexing.title_times),
        (fields.summary_text, 1),
        (fields.body_text, 1),
    ] {
        let text = document
            .get_first(field)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        for token in tokenize(&text[..text.floor_char_boundary(READ)]) {
            if let Some(stem) = stemmed_term(stemmer, &token.form) {
                *counts.entry(stem.to_owned()).or_default() += times;
            }
        }
    }
    counts
}
