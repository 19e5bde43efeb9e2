//! Why a hit stands where it stands.

use tantivy::{BitSet, DocId, SegmentReader};

use super::plan::{Plan, PlannedWord};
use super::score::Scores;
use super::tally::Tally;
use crate::error::Result;
use crate::statistics::times;

/// Why a document got its score: the points of the words, times the factors, plus the additions.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What each found word gave.
    pub reasons: Vec<Reason>,
    /// What the sum of the words was multiplied by, in this order.
    pub factors: Vec<(Factor, f32)>,
    /// What came on top.
    pub additions: Vec<(How, f32)>,
}

/// What a word of the query brought a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The words of the query that it stands for, folded, in their order.
    pub typed: Vec<String>,
    /// How it came from those words.
    pub how: How,
    /// What was looked for and found, folded; for [`How::Word`] the text may have another form.
    pub found: Vec<String>,
    /// How often it occurs by itself, a title counted as often as it weighs.
    pub times: u32,
    /// How often it occurs inside compounds.
    pub inside: u32,
    /// What this way of being found counts for; a word that stands as typed counts for 1.
    pub weight: f32,
    /// The points it brought.
    pub points: f32,
}

/// How what was found came from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The word, in any of its forms.
    Word,
    /// The word in the very form that counts as typed.
    Form,
    /// A part of the compound that was typed.
    Part,
    /// Two words typed apart, written as one.
    Joined,
    /// A word that begins as the last one typed.
    Completed,
    /// A word that looks like one that no document has.
    LookAlike,
    /// Another word for it, from the table.
    Synonym,
    /// Two words next to each other.
    Neighbours,
    /// A number or name of the document.
    Identifier,
    /// The article that was typed.
    Article,
}

/// What the points of words are multiplied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// How much of the query the document covers.
    Coverage,
    /// The title has the whole query.
    Named,
    /// It is a reference record, and not called what was typed.
    Low,
    /// It had to be looked at again and was not.
    Overdue,
    /// Who answers for it took it back.
    Withdrawn,
    /// Others do what it describes.
    Adopted,
}

impl Explanation {
    /// The score these reasons add up to.
    pub fn score(&self) -> f32 {
        let mut score = self.reasons.iter().fold(0.0, |sum, one| sum + one.points);
        for (_, factor) in &self.factors {
            score *= factor;
        }
        self.additions.iter().fold(score, |sum, (_, one)| sum + one)
    }
}

impl Scores<'_> {
    /// Explains the scores of some documents of a segment, in their order: by scoring them once
    /// more, clause by clause.
    pub(crate) fn explain(
        &self,
        segment: &SegmentReader,
        docs: &[DocId],
    ) -> Result<Vec<Explanation>> {
        let mut among = BitSet::with_max_value(segment.max_doc());
        for doc in docs {
            among.insert(*doc);
        }
        let mut told: Vec<Explanation> = docs.iter().map(|_| Explanation::empty()).collect();
        let mut covered = vec![0_u64; docs.len()];
        let mut tally = Tally::new(segment.max_doc());
        for (clause, weighed) in self.plan.clauses.iter().zip(&self.clauses) {
            self.add(weighed, segment, &among, &mut tally)?;
            for ((doc, told), covered) in docs.iter().zip(&mut told).zip(&mut covered) {
                let points = std::mem::take(&mut tally.scores[*doc as usize]);
                if !tally.matched.contains(*doc) {
                    continue;
                }
                tally.matched.remove(*doc);
                *covered |= clause.places;
                let mut reason = Reason {
                    typed: typed(self.plan, clause.places),
                    how: clause.how,
                    found: Vec::new(),
                    times: 0,
                    inside: 0,
                    weight: clause.weight,
                    points,
                };
                self.count(&clause.words, segment, *doc, &mut reason)?;
                told.reasons.push(reason);
            }
        }
        let names = self.names(segment, &among)?;
        let standings = self.standings(segment, &among)?;
        for ((doc, told), covered) in docs.iter().zip(&mut told).zip(covered) {
            if !told.reasons.is_empty() {
                told.factors
                    .push((Factor::Coverage, self.coverage_factor(covered)));
                told.factors.extend(self.name_factors(&names, *doc));
                told.factors.extend(self.standing_factors(&standings, *doc));
            }
        }
        self.additions(segment, &among, |doc, how, points| {
            if let Some(place) = docs.iter().position(|one| *one == doc) {
                told[place].additions.push((how, points));
            }
        })?;
        Ok(told)
    }

    /// Notes which of the words a document has, and how often.
    fn count(
        &self,
        words: &[PlannedWord],
        segment: &SegmentReader,
        doc: DocId,
        reason: &mut Reason,
    ) -> Result<()> {
        for term in words.iter().flat_map(|word| &word.terms) {
            let here = times(segment, term, doc)?;
            if term.field == self.view.fields.parts {
                reason.inside += here;
            } else {
                reason.times += here;
            }
            if here > 0 && !reason.found.contains(&term.shown) {
                reason.found.push(term.shown.clone());
            }
        }
        Ok(())
    }
}

impl Explanation {
    fn empty() -> Self {
        Self {
            reasons: Vec::new(),
            factors: Vec::new(),
            additions: Vec::new(),
        }
    }
}

fn typed(plan: &Plan, places: u64) -> Vec<String> {
    let words = plan.typed.iter().enumerate();
    words
        .filter(|(place, _)| places >> place.min(&63) & 1 == 1)
        .map(|(_, word)| word.clone())
        .collect()
}
