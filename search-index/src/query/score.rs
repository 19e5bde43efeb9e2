//! Adds up what the documents of a segment get for a plan.
//!
//! Clause by clause into one array, in the order of the plan. The engine's own scorers add in an
//! order that depends on which terms a segment happens to have, and sums of floats differ by their
//! order: then the last bit of a score, and with it the order of equals, would tell of documents
//! that the reader may not read. All hits have to be visited anyway, for totals and facets.
//!
//! A word is scored with BM25. Its forms are counted together before that: a document in which
//! `zorg` stands twice, once by itself and once in `jeugdzorg`, is about care twice, not about two
//! things once.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::article::article_boosts;
use super::explain::How;
use super::phrase::with_phrase;
use super::plan::{Clause, Plan, PlannedWord};
use super::tally::{Coverage, Tally};
use crate::error::Result;
use crate::ranking::Ranking;
use crate::statistics::{View, members, visit};

/// A plan with the statistics of its reader.
pub(crate) struct Scores<'a> {
    pub(super) view: &'a View,
    pub(super) plan: &'a Plan,
    pub(super) ranking: Ranking,
    pub(super) clauses: Vec<Weighed>,
    coverage: Coverage,
    /// Per rounded length what it adds to the frequency of a word.
    all_lengths: Lengths,
    exact_lengths: Lengths,
    /// The same for terms that are there or not, however long the text is.
    no_lengths: Lengths,
}

type Lengths = Box<[f32; 256]>;

/// A clause with what each of its words weighs for the reader.
pub(super) struct Weighed {
    words: Vec<(PlannedWord, f32)>,
    places: u64,
}

impl Weighed {
    /// The places it covers, and its heaviest word.
    fn heaviest(&self) -> (u64, f32) {
        let weights = self.words.iter().map(|(_, weight)| *weight);
        (self.places, weights.fold(0.0, f32::max))
    }
}

impl<'a> Scores<'a> {
    pub(crate) fn new(view: &'a View, plan: &'a Plan) -> Result<Self> {
        let ranking = *view.language.ranking();
        let weighed = |clause: &Clause| -> Result<Weighed> {
            let mut words = Vec::with_capacity(clause.words.len());
            for word in &clause.words {
                let rarity = rarity(view, word)? * (ranking.saturation + 1.0);
                words.push((word.clone(), rarity * clause.weight));
            }
            Ok(Weighed {
                words,
                places: clause.places,
            })
        };
        let clauses: Vec<Weighed> = plan.clauses.iter().map(weighed).collect::<Result<_>>()?;
        Ok(Self {
            view,
            plan,
            ranking,
            coverage: Coverage::new(clauses.iter().map(Weighed::heaviest)),
            clauses,
            all_lengths: lengths(&ranking, view.average_length(view.fields.all)),
            exact_lengths: lengths(&ranking, view.average_length(view.fields.exact)),
            no_lengths: Box::new([ranking.saturation; 256]),
        })
    }

    /// Whether there is an order among the documents that match.
    pub(crate) fn rank(&self) -> bool {
        !self.plan.only_without
    }

    /// Returns which documents of a segment match, and the score of each document.
    pub(crate) fn of_segment(
        &self,
        segment: &SegmentReader,
        readable: &BitSet,
    ) -> Result<(BitSet, Vec<f32>)> {
        let mut tally = Tally::new(segment.max_doc());
        for clause in &self.clauses {
            self.add(clause, segment, readable, &mut tally)?;
        }
        let Tally {
            mut matched,
            mut scores,
            places,
            ..
        } = tally;
        let names = self.names(segment, &matched)?;
        let standings = self.standings(segment, &matched)?;
        for doc in members(&matched) {
            let score = &mut scores[doc as usize];
            *score *= self.coverage_factor(places[doc as usize]);
            for (_, factor) in self.name_factors(&names, doc) {
                *score *= factor;
            }
            for (_, factor) in self.standing_factors(&standings, doc) {
                *score *= factor;
            }
        }
        self.additions(segment, readable, |doc, _, points| {
            matched.insert(doc);
            scores[doc as usize] += points;
        })?;
        let matched = self.allowed(segment, readable, matched)?;
        Ok((matched, scores))
    }

    /// What a score is multiplied by for the words of the query that the document has.
    pub(super) fn coverage_factor(&self, places: u64) -> f32 {
        1.0 - self.ranking.coverage + self.ranking.coverage * self.coverage.of(places)
    }

    /// Calls `add` with everything that comes on top of the words.
    pub(super) fn additions(
        &self,
        segment: &SegmentReader,
        among: &BitSet,
        mut add: impl FnMut(DocId, How, f32),
    ) -> Result<()> {
        for article in &self.plan.articles {
            article_boosts(self.view, article, segment, among, |doc, points| {
                add(doc, How::Article, self.ranking.article * points);
            })?;
        }
        for (form, points) in &self.plan.identifiers {
            let term = Term::from_field_text(self.view.fields.identifiers, form);
            visit(segment, among, &term, |doc, _| {
                add(doc, How::Identifier, *points);
            })?;
        }
        Ok(())
    }

    pub(super) fn add(
        &self,
        clause: &Weighed,
        segment: &SegmentReader,
        readable: &BitSet,
        tally: &mut Tally,
    ) -> Result<()> {
        let several = clause.words.len() > 1;
        let mut gathered: Vec<(DocId, f32)> = Vec::new();
        for (number, (word, weight)) in clause.words.iter().enumerate() {
            let Some(first) = word.terms.first() else {
                continue;
            };
            let fields = &self.view.fields;
            // Parts are counted as words of the whole text: they have no length of their own.
            let (field, added) = if first.field == fields.exact {
                (fields.exact, &self.exact_lengths)
            } else if first.field == fields.pairs {
                (fields.all, &self.no_lengths)
            } else {
                (fields.all, &self.all_lengths)
            };
            let lengths = segment.get_fieldnorms_reader(field)?;
            let score = |doc: DocId, frequency: f32| {
                let added = added[usize::from(lengths.fieldnorm_id(doc))];
                weight * frequency / (frequency + added)
            };
            if let ([term], false) = (&word.terms[..], several) {
                tally.each(term, segment, readable, |tally, doc, frequency| {
                    tally.add(doc, score(doc, frequency), clause.places);
                })?;
                continue;
            }
            tally.count(word, segment, readable)?;
            if !several {
                tally.take(|tally, doc, frequency| {
                    tally.add(doc, score(doc, frequency), clause.places);
                });
            } else if number == 0 {
                tally.take(|_, doc, frequency| gathered.push((doc, score(doc, frequency))));
            } else {
                gathered.retain_mut(|(doc, sum)| {
                    let frequency = tally.frequencies[*doc as usize];
                    let has = frequency > 0.0;
                    if has {
                        *sum += score(*doc, frequency);
                    }
                    has
                });
                tally.take(|_, _, _| ());
            }
        }
        for (doc, score) in gathered {
            tally.add(doc, score, clause.places);
        }
        Ok(())
    }

    /// Keeps the documents that have every phrase and nothing that is excluded. Who asks for a
    /// phrase asks for the documents that have it, whatever their other words.
    fn allowed(
        &self,
        segment: &SegmentReader,
        readable: &BitSet,
        matched: BitSet,
    ) -> Result<BitSet> {
        let exact = self.view.fields.exact;
        let mut allowed = if self.plan.only_without {
            readable.clone()
        } else {
            matched
        };
        for (number, phrase) in self.plan.phrases.iter().enumerate() {
            let among = if number == 0 { readable } else { &allowed };
            allowed = with_phrase(segment, among, exact, phrase)?;
        }
        for term in &self.plan.without {
            let term = Term::from_field_text(term.field, &term.text);
            visit(segment, readable, &term, |doc, _| {
                allowed.remove(doc);
            })?;
        }
        for phrase in &self.plan.without_phrases {
            let with = with_phrase(segment, &allowed, exact, phrase)?;
            for doc in members(&with) {
                allowed.remove(doc);
            }
        }
        Ok(allowed)
    }
}

/// How much a word tells: the fewer documents have it, the more (BM25's idf).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of documents are far below 2^52, and a score needs no more than f32"
)]
fn rarity(view: &View, word: &PlannedWord) -> Result<f32> {
    let mut most = 0;
    for term in &word.terms {
        most = most.max(view.frequency(term.field, &term.text)?);
    }
    let (documents, with) = (view.documents() as f64, most as f64);
    let rarity = (1.0 + (documents - with + 0.5) / (with + 0.5)).ln();
    Ok(rarity as f32)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a score needs no more than f32"
)]
fn lengths(ranking: &Ranking, average: f64) -> Lengths {
    let mut added = Box::new([0.0; 256]);
    for (id, added) in (0..=u8::MAX).zip(added.iter_mut()) {
        let length = FieldNormReader::id_to_fieldnorm(id) as f32;
        let relative = length / average.max(1.0) as f32;
        *added = ranking.saturation * (1.0 - ranking.length + ranking.length * relative);
    }
    added
}
