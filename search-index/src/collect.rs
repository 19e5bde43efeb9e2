//! Counts and ranks in one pass over the matching documents.
//!
//! Per document it looks which facet filters fail. None: a hit, counted in every facet. One: not a
//! hit, but counted in that facet, because a facet's counts leave out its own selection. So the
//! counts say what a click would give.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, SegmentReader};

use crate::error::Result;
use crate::facet::{Facet, FacetCount};
use crate::query::{Query, Scores, Sort};
use crate::schema::{CHANGED_AT, ID, facet_column};
use crate::statistics::{View, members};

/// A hit, before its text is fetched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranked {
    pub address: DocAddress,
    pub score: f32,
    pub changed_at: i64,
    pub id: String,
}

/// What a pass found.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub total: u64,
    pub top: Vec<Ranked>,
    pub facets: BTreeMap<Facet, Vec<FacetCount>>,
}

/// Collects the answer to a query; without scores every readable document matches.
pub(crate) fn collect(
    view: &View,
    scores: Option<&Scores<'_>>,
    query: &Query,
) -> Result<Collected> {
    let wanted = query.offset.saturating_add(query.limit);
    let by_score = query.sort == Sort::Relevance && scores.is_some_and(Scores::rank);
    let mut counts: BTreeMap<Facet, BTreeMap<String, u64>> = BTreeMap::new();
    let mut found = Collected::default();
    for (number, segment, readable) in view.segments() {
        let answer = scores
            .map(|scores| scores.of_segment(segment, readable))
            .transpose()?;
        let matched = answer.as_ref().map_or(readable, |(matched, _)| matched);
        let mut facets = SegmentFacets::open(segment, query)?;
        let order = Order::open(segment)?;
        let mut hits = Vec::new();
        for doc in members(matched) {
            if facets.admit(doc) {
                found.total += 1;
                let score = answer
                    .as_ref()
                    .map_or(0.0, |(_, scores)| scores[doc as usize]);
                hits.push(order.hit(doc, score));
            }
        }
        Order::best(&mut hits, wanted, by_score);
        for hit in hits {
            found.top.push(order.ranked(number, &hit)?);
        }
        facets.merge_into(&mut counts)?;
    }
    found.top.sort_unstable_by(|one, other| {
        let tie = (Reverse(one.changed_at), &one.id).cmp(&(Reverse(other.changed_at), &other.id));
        if by_score {
            other.score.total_cmp(&one.score).then(tie)
        } else {
            tie
        }
    });
    found.top = found
        .top
        .into_iter()
        .skip(query.offset)
        .take(query.limit)
        .collect();
    if query.facets {
        found.facets = finished(counts, query);
    }
    Ok(found)
}

fn finished(
    mut counts: BTreeMap<Facet, BTreeMap<String, u64>>,
    query: &Query,
) -> BTreeMap<Facet, Vec<FacetCount>> {
    for (facet, values) in &query.filters {
        for value in values {
            counts
                .entry(*facet)
                .or_default()
                .entry(value.clone())
                .or_default();
        }
    }
    counts
        .into_iter()
        .map(|(facet, values)| {
            let mut values: Vec<FacetCount> = values
                .into_iter()
                .map(|(value, count)| FacetCount { value, count })
                .collect();
            values.sort_by_key(|counted| Reverse(counted.count));
            (facet, values)
        })
        .filter(|(_, values)| !values.is_empty())
        .collect()
}

/// A hit within its segment. Ordinals of a segment sort like the ids they stand for.
struct SegmentHit {
    doc: DocId,
    score: f32,
    changed_at: i64,
    id_ordinal: u64,
}

/// The columns by which equals are put in order.
struct Order {
    changed_at: tantivy::fastfield::Column<i64>,
    ids: Option<StrColumn>,
}

impl Order {
    fn open(segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            changed_at: columns.i64(CHANGED_AT)?,
            ids: columns.str(ID)?,
        })
    }

    fn hit(&self, doc: DocId, score: f32) -> SegmentHit {
        SegmentHit {
            doc,
            score,
            changed_at: self.changed_at.first(doc).unwrap_or_default(),
            id_ordinal: self
                .ids
                .as_ref()
                .and_then(|ids| ids.ords().first(doc))
                .unwrap_or_default(),
        }
    }

    fn best(hits: &mut Vec<SegmentHit>, wanted: usize, by_score: bool) {
        let compare = |one: &SegmentHit, other: &SegmentHit| {
            let tie = (Reverse(one.changed_at), one.id_ordinal)
                .cmp(&(Reverse(other.changed_at), other.id_ordinal));
            let score = if by_score {
                other.score.total_cmp(&one.score)
            } else {
                Ordering::Equal
            };
            score.then(tie)
        };
        if wanted < hits.len() {
            hits.select_nth_unstable_by(wanted, compare);
            hits.truncate(wanted);
        }
    }

    fn ranked(&self, segment: u32, hit: &SegmentHit) -> Result<Ranked> {
        let mut id = String::new();
        if let Some(ids) = &self.ids {
            ids.ord_to_str(hit.id_ordinal, &mut id)?;
        }
        Ok(Ranked {
            address: DocAddress::new(segment, hit.doc),
            score: hit.score,
            changed_at: hit.changed_at,
            id,
        })
    }
}

/// The facets of a segment, with ordinals for values.
struct SegmentFacets {
    /// Only the facets that count or filter; a filter is the set of chosen ordinals.
    facets: Vec<SegmentFacet>,
    counting: bool,
}

struct SegmentFacet {
    facet: Facet,
    column: Option<StrColumn>,
    chosen: Option<BTreeSet<u64>>,
    counts: Vec<u64>,
}

impl SegmentFacets {
    fn open(segment: &SegmentReader, query: &Query) -> Result<Self> {
        let mut facets = Vec::new();
        for facet in Facet::ALL {
            let filter = query
                .filters
                .get(&facet)
                .filter(|values| !values.is_empty());
            if filter.is_none() && !query.facets {
                continue;
            }
            let column = segment.fast_fields().str(&facet_column(facet))?;
            let chosen = filter
                .map(|values| ordinals(column.as_ref(), values))
                .transpose()?;
            let values = column
                .as_ref()
                .map_or(0, |column| column.dictionary().num_terms());
            facets.push(SegmentFacet {
                facet,
                column,
                chosen,
                counts: vec![0; values],
            });
        }
        Ok(Self {
            facets,
            counting: query.facets,
        })
    }

    /// Counts a document and says whether it is a hit.
    fn admit(&mut self, doc: DocId) -> bool {
        let mut failing = (0..self.facets.len()).filter(|place| !self.facets[*place].passes(doc));
        let (first, second) = (failing.next(), failing.next());
        if self.counting && second.is_none() {
            match first {
                Some(place) => self.facets[place].count(doc),
                None => self.facets.iter_mut().for_each(|facet| facet.count(doc)),
            }
        }
        first.is_none()
    }

    fn merge_into(self, totals: &mut BTreeMap<Facet, BTreeMap<String, u64>>) -> Result<()> {
        for facet in self.facets {
            let Some(column) = facet.column else { continue };
            let values = totals.entry(facet.facet).or_default();
            for (ordinal, count) in (0..).zip(facet.counts) {
                if count > 0 {
                    let mut value = String::new();
                    column.ord_to_str(ordinal, &mut value)?;
                    *values.entry(value).or_default() += count;
                }
            }
        }
        Ok(())
    }
}

impl SegmentFacet {
    fn values(&self, doc: DocId) -> impl Iterator<Item = u64> {
        self.column
            .iter()
            .flat_map(move |column| column.term_ords(doc))
    }

    fn passes(&self, doc: DocId) -> bool {
        match &self.chosen {
            Some(chosen) => self.values(doc).any(|ordinal| chosen.contains(&ordinal)),
            None => true,
        }
    }

    fn count(&mut self, doc: DocId) {
        let Self {
            column: Some(column),
            counts,
            ..
        } = self
        else {
            return;
        };
        for ordinal in column.term_ords(doc) {
            if let Some(count) = usize::try_from(ordinal)
                .ok()
                .and_then(|place| counts.get_mut(place))
            {
                *count += 1;
            }
        }
    }
}

fn ordinals(column: Option<&StrColumn>, values: &[String]) -> Result<BTreeSet<u64>> {
    let mut ordinals = BTreeSet::new();
    for value in values {
        if let Some(column) = column {
            ordinals.extend(column.dictionary().term_ord(value)?);
        }
    }
    Ok(ordinals)
}
