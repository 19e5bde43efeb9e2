//! What others made of a document: whether it can still be relied on, and how many do what it
//! describes. To be overdue and to be adopted count gently, because a text that fits better stays
//! better; what was withdrawn goes below what was not, and is still found by who looks for it.

use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::explain::Factor;
use super::score::Scores;
use crate::document::{Adoption, Lapse};
use crate::error::Result;
use crate::statistics::visit;

/// The documents of a segment by what others made of them.
pub(super) struct Standings {
    overdue: BitSet,
    withdrawn: BitSet,
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
        let lapse = |step: Lapse| Term::from_field_u64(fields.lapse, step.step());
        let adoption = |step: Adoption| Term::from_field_u64(fields.adoption, step.step());
        Ok(Standings {
            overdue: with(lapse(Lapse::Overdue))?,
            withdrawn: with(lapse(Lapse::Withdrawn))?,
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
        let lapsed = if standings.withdrawn.contains(doc) {
            Some((Factor::Withdrawn, self.ranking.withdrawn))
        } else {
            let overdue = standings.overdue.contains(doc);
            overdue.then_some((Factor::Overdue, self.ranking.overdue))
        };
        let raised = if standings.many.contains(doc) {
            Some(adopted)
        } else {
            let few = standings.few.contains(doc);
            few.then_some(f32::midpoint(1.0, adopted))
        };
        [lapsed, raised.map(|raised| (Factor::Adopted, raised))]
            .into_iter()
            .flatten()
    }
}
