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
use tantivy::schema::Field;
use tantivy::{BitSet, DocId, SegmentReader, Term};

use super::article::article_boosts;
use super::phrase::with_phrase;
use super::plan::{Clause, Plan, PlannedWord};
use super::tally::{Coverage, Tally};
use crate::error::Result;
use crate::schema::LOW;
use crate::statistics::{View, members, visit};

/// What reference records keep of their text score.
const LOW_FACTOR: f32 = 0.5;
/// What a document gets for a title that has the whole query: a long text says every word less
/// often than a short one about something else.
const NAMED_FACTOR: f32 = 1.4;
/// A title that has one word of one says little: so have many.
const NAMED_FROM: usize = 2;

/// How soon more occurrences of a word stop counting (BM25's k1).
const SATURATION: f64 = 1.2;
/// How far a document's length counts against it (BM25's b).
const LENGTH: f64 = 0.75;

/// How much of a score depends on how much of the query a document covers. Sums alone prefer a
/// text that is full of one word to one that has them all.
const COVERAGE: f32 = 0.5;

/// A plan with the statistics of its reader.
pub(crate) struct Scores<'a> {
    view: &'a View,
    plan: &'a Plan,
    clauses: Vec<Weighed>,
    coverage: Coverage,
    /// Per rounded length what it adds to the frequency of a word.
    all_lengths: Lengths,
    exact_lengths: Lengths,
}

type Lengths = Box<[f32; 256]>;

/// A clause with what each of its words weighs for the reader.
struct Weighed {
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
        let weighed = |clause: &Clause| -> Result<Weighed> {
            let mut words = Vec::with_capacity(clause.words.len());
            for word in &clause.words {
                words.push((word.clone(), rarity(view, word)? * clause.weight));
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
            coverage: Coverage::new(clauses.iter().map(Weighed::heaviest)),
            clauses,
            all_lengths: lengths(view.average_length(view.fields.all)),
            exact_lengths: lengths(view.average_length(view.fields.exact)),
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
        for doc in members(&matched) {
            let covered = self.coverage.of(places[doc as usize]);
            scores[doc as usize] *= 1.0 - COVERAGE + COVERAGE * covered;
        }
        self.name(segment, readable, &mut scores)?;
        for article in &self.plan.articles {
            article_boosts(self.view, article, segment, readable, |doc, boost| {
                matched.insert(doc);
                scores[doc as usize] += boost;
            })?;
        }
        for (form, boost) in &self.plan.identifiers {
            let term = Term::from_field_text(self.view.fields.identifiers, form);
            visit(segment, readable, &term, |doc, _| {
                matched.insert(doc);
                scores[doc as usize] += boost;
            })?;
        }
        let matched = self.allowed(segment, readable, matched)?;
        Ok((matched, scores))
    }

    fn add(
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
            // Parts are counted as words of the whole text: they have no length of their own.
            let (field, added) = if first.field == self.view.fields.exact {
                (self.view.fields.exact, &self.exact_lengths)
            } else {
                (self.view.fields.all, &self.all_lengths)
            };
            let lengths = segment.get_fieldnorms_reader(field)?;
            let score = |doc: DocId, frequency: f32| {
                let added = added[usize::from(lengths.fieldnorm_id(doc))];
                weight * frequency / (frequency + added)
            };
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

    /// Raises the documents that are called what the query says, and halves the reference records
    /// that are not. Their names are matched as they are written: `ouderen` is not the name of
    /// Ouder-Amstel.
    fn name(&self, segment: &SegmentReader, readable: &BitSet, scores: &mut [f32]) -> Result<()> {
        let fields = &self.view.fields;
        let low = segment.fast_fields().bool(LOW)?;
        let raised = if self.plan.title.len() >= NAMED_FROM {
            named(segment, readable, fields.title, &self.plan.title)?
        } else {
            BitSet::with_max_value(segment.max_doc())
        };
        let forms = &self.plan.title_forms;
        let by_name = named(segment, readable, fields.title_exact, forms)?;
        for (doc, score) in (0..).zip(scores.iter_mut()) {
            if *score <= 0.0 {
                continue;
            }
            if raised.contains(doc) {
                *score *= NAMED_FACTOR;
            }
            if low.first(doc) == Some(true) && !by_name.contains(doc) {
                *score *= LOW_FACTOR;
            }
        }
        Ok(())
    }
}

/// The documents of which the title has every word of the query, in one of these forms.
fn named(
    segment: &SegmentReader,
    readable: &BitSet,
    field: Field,
    words: &[Vec<String>],
) -> Result<BitSet> {
    let mut words_found = vec![0_usize; segment.max_doc() as usize];
    for (word, forms) in words.iter().enumerate() {
        for form in forms {
            let term = Term::from_field_text(field, form);
            visit(segment, readable, &term, |doc, _| {
                let found = &mut words_found[doc as usize];
                if *found == word {
                    *found += 1;
                }
            })?;
        }
    }
    let mut named = BitSet::with_max_value(segment.max_doc());
    if !words.is_empty() {
        for (doc, found) in (0..).zip(words_found) {
            if found == words.len() {
                named.insert(doc);
            }
        }
    }
    Ok(named)
}

/// How much a word tells: the fewer documents have it, the more (BM25's idf, times k1 + 1).
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
    Ok((rarity * (SATURATION + 1.0)) as f32)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a score needs no more than f32"
)]
fn lengths(average: f64) -> Lengths {
    let mut added = Box::new([0.0; 256]);
    for (id, added) in (0..=u8::MAX).zip(added.iter_mut()) {
        let length = f64::from(FieldNormReader::id_to_fieldnorm(id));
        let relative = 1.0 - LENGTH + LENGTH * length / average.max(1.0);
        *added = (SATURATION * relative) as f32;
    }
    added
}
