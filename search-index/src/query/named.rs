//! Documents that are called what the query says.

use tantivy::schema::Field;
use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::explain::Factor;
use super::score::Scores;
use crate::error::Result;
use crate::statistics::visit;

/// A title that has one word of one says little: so have many.
const NAMED_FROM: usize = 2;

/// The documents of a segment by what their titles say of the query.
pub(super) struct Names {
    /// The title has the whole query, in any form.
    raised: BitSet,
    /// Reference records that are not called so. Their names are matched as they are written:
    /// `ouderen` is not the name of Ouder-Amstel. A law is called so also by an abbreviation, with
    /// whatever else was asked.
    lowered: BitSet,
}

impl Scores<'_> {
    pub(super) fn names(&self, segment: &SegmentReader, among: &BitSet) -> Result<Names> {
        let fields = &self.view.fields;
        let raised = if self.plan.title.len() >= NAMED_FROM {
            named(segment, among, fields.title, &self.plan.title)?
        } else {
            BitSet::with_max_value(segment.max_doc())
        };
        let by_name = named(segment, among, fields.title_exact, &self.plan.title_forms)?;
        let mut by_law = BitSet::with_max_value(segment.max_doc());
        for law in &self.plan.laws {
            let term = Term::from_field_text(fields.identifiers, law);
            visit(segment, among, &term, |doc, _| {
                by_law.insert(doc);
            })?;
        }
        let mut lowered = BitSet::with_max_value(segment.max_doc());
        let low = Term::from_field_bool(fields.low, true);
        visit(segment, among, &low, |doc, _| {
            if !by_name.contains(doc) && !by_law.contains(doc) {
                lowered.insert(doc);
            }
        })?;
        Ok(Names { raised, lowered })
    }

    /// What the names of a document multiply its score by.
    pub(super) fn name_factors(
        &self,
        names: &Names,
        doc: DocId,
    ) -> impl Iterator<Item = (Factor, f32)> {
        let raised = names.raised.contains(doc);
        let lowered = names.lowered.contains(doc);
        [
            raised.then_some((Factor::Named, self.ranking.named)),
            lowered.then_some((Factor::Low, self.ranking.low)),
        ]
        .into_iter()
        .flatten()
    }
}

/// The documents of which the title has every word of the query, in one of these forms.
fn named(
    segment: &SegmentReader,
    among: &BitSet,
    field: Field,
    words: &[Vec<String>],
) -> Result<BitSet> {
    let mut named: Option<BitSet> = None;
    for forms in words {
        let mut with = BitSet::with_max_value(segment.max_doc());
        for form in forms {
            let term = Term::from_field_text(field, form);
            visit(segment, named.as_ref().unwrap_or(among), &term, |doc, _| {
                with.insert(doc);
            })?;
        }
        if with.len() == 0 {
            return Ok(with);
        }
        named = Some(with);
    }
    Ok(named.unwrap_or_else(|| BitSet::with_max_value(segment.max_doc())))
}
