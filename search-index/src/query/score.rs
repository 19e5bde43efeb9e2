//! Adds up what the documents of a segment get for a plan.
//!
//! Term by term into one array, in the order of the plan. The engine's own scorers add in an order
//! that depends on which terms a segment happens to have, and sums of floats differ by their
//! order: then the last bit of a score, and with it the order of equals, would tell of documents
//! that the reader may not read. All hits have to be visited anyway, for totals and facets.

use tantivy::query::Bm25Weight;
use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::expand::Plan;
use crate::error::Result;
use crate::schema::LOW;
use crate::statistics::{View, visit};

/// What reference records keep of their text score.
const LOW_FACTOR: f32 = 0.5;

/// A plan with the statistics of its reader.
pub(crate) struct Scores<'a> {
    view: &'a View,
    plan: &'a Plan,
    weights: Vec<(Term, Bm25Weight)>,
}

impl<'a> Scores<'a> {
    pub(crate) fn new(view: &'a View, plan: &'a Plan) -> Result<Self> {
        let mut weights = Vec::with_capacity(plan.terms.len());
        if view.documents() > 0 {
            for planned in &plan.terms {
                let term = Term::from_field_text(planned.field, &planned.text);
                let weight = Bm25Weight::for_terms(view, std::slice::from_ref(&term))?;
                weights.push((term, weight.boost_by(planned.weight)));
            }
        }
        Ok(Self {
            view,
            plan,
            weights,
        })
    }

    /// Returns which documents of a segment match, and the score of each document.
    pub(crate) fn of_segment(
        &self,
        segment: &SegmentReader,
        readable: &BitSet,
    ) -> Result<(BitSet, Vec<f32>)> {
        let mut matched = BitSet::with_max_value(segment.max_doc());
        let mut scores = vec![0.0; segment.max_doc() as usize];
        for (term, weight) in &self.weights {
            let lengths = segment.get_fieldnorms_reader(term.field())?;
            visit(segment, readable, term, |doc, frequency| {
                matched.insert(doc);
                scores[doc as usize] += weight.score(lengths.fieldnorm_id(doc), frequency);
            })?;
        }
        self.lower(segment, readable, &mut scores)?;
        for (form, boost) in &self.plan.identifiers {
            let term = Term::from_field_text(self.view.fields.identifiers, form);
            visit(segment, readable, &term, |doc, _| {
                matched.insert(doc);
                scores[doc as usize] += boost;
            })?;
        }
        Ok((matched, scores))
    }

    /// Halves the reference records that are not called what the query says.
    fn lower(&self, segment: &SegmentReader, readable: &BitSet, scores: &mut [f32]) -> Result<()> {
        let low = segment.fast_fields().bool(LOW)?;
        if !low.max_value() {
            return Ok(());
        }
        let named = self.named(segment, readable)?;
        for (doc, score) in (0..).zip(scores.iter_mut()) {
            if *score > 0.0 && low.first(doc) == Some(true) && !named(doc) {
                *score *= LOW_FACTOR;
            }
        }
        Ok(())
    }

    /// Returns the test whether a title has every word of the query, in one of its forms.
    fn named(
        &self,
        segment: &SegmentReader,
        readable: &BitSet,
    ) -> Result<impl Fn(DocId) -> bool + use<>> {
        let mut words_found = vec![0_usize; segment.max_doc() as usize];
        for (word, stems) in self.plan.title.iter().enumerate() {
            for stem in stems {
                let term = Term::from_field_text(self.view.fields.title, stem);
                visit(segment, readable, &term, |doc, _| {
                    let found = &mut words_found[doc as usize];
                    if *found == word {
                        *found += 1;
                    }
                })?;
            }
        }
        let words = self.plan.title.len();
        Ok(move |doc: DocId| words > 0 && words_found[doc as usize] == words)
    }
}
