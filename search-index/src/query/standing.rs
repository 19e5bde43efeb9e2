//! What others made of a document: whether it is overdue, and how many do what it describes. Both
//! count gently, because a text that fits better stays better.

use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::explain::Factor;
use super::score::Scores;
use crate::document::Adoption;
use crate::error::Result;
use crate::statistics::visit;

/// The documents of a segment by what others made of them.
pub(super) struct Standings {
    overdue: BitSet,
    few: BitSet,
    many: BitSet,
}

impl Scores<'_> {
    pub(super) fn standings(&self, segment: &SegmentReader, among: &BitSet) -> Result<Standings> {
        let fields = &self.view.fields;
        let with = |term: Term| -> Result<BitSet> {
            let mut with = BitSet::with_max_value(segment.max_doc());
            visit(segment, among, &term, |doc, _| {
                with.insert(doc);
            })?;
            Ok(with)
        };
        let adoption = |step: Adoption| Term::from_field_u64(fields.adoption, step.step());
        Ok(Standings {
            overdue: with(Term::from_field_bool(fields.overdue, true))?,
            few: with(adoption(Adoption::Few))?,
            many: with(adoption(Adoption::Many))?,
        })
    }

    /// What the standing of a document multiplies its score by.
    pub(super) fn standing_factors(
        &self,
        standings: &Standings,
        doc: DocId,
    ) -> impl Iterator<Item = (Factor, f32)> {
        let adopted = self.ranking.adopted;
        let overdue = standings.overdue.contains(doc);
        let raised = if standings.many.contains(doc) {
            Some(adopted)
        } else {
            let few = standings.few.contains(doc);
            few.then_some(f32::midpoint(1.0, adopted))
        };
        [
            overdue.then_some((Factor::Overdue, self.ranking.overdue)),
            raised.map(|raised| (Factor::Adopted, raised)),
        ]
        .into_iter()
        .flatten()
    }
}
