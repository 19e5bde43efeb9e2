//! Filters and ranks the matching documents, and counts their facets.
//!
//! A facet's counts leave out its own selection, so that they say what a click would give: values
//! of a facet are counted among the documents that pass the filters of all other facets.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{BitSet, DocAddress, DocId, SegmentReader};

use crate::columns::SegmentColumns;
use crate::error::Result;
use crate::facet::{Facet, FacetCount};
use crate::query::{Filters, Query, Scores, Sort};
use crate::schema::{CHANGED_AT, ID};
use crate::statistics::{View, members};

/// A hit, before its text is fetched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranked {
    pub address: DocAddress,
    pub score: f32,
    pub id: String,
}

/// What a pass found.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub total: u64,
    /// The hits of the page asked for.
    pub top: Vec<Ranked>,
    /// By number of segment: of what facets are counted.
    pub segments: Vec<Filtered>,
}

type Counts = BTreeMap<Facet, BTreeMap<String, u64>>;

/// Collects the answer to a query; without scores every readable document matches.
pub(crate) fn collect(
    view: &View,
    scores: Option<&Scores<'_>>,
    query: &Query,
) -> Result<Collected> {
    let wanted = query.offset.saturating_add(query.limit);
    let by_score = query.sort == Sort::Relevance && scores.is_some_and(Scores::rank);
    let mut found = Collected::default();
    let mut orders = Vec::new();
    let mut best = Vec::new();
    for (number, segment, readable) in view.segments() {
        let answer = scores
            .map(|scores| scores.of_segment(segment, readable))
            .transpose()?;
        let (matched, scores) = answer.unwrap_or_else(|| (readable.clone(), Vec::new()));
        let filtered = Filtered::new(matched, segment, view.columns(number), query)?;
        found.total += filtered.hits.len() as u64;
        if wanted > 0 {
            let order = Order::open(number, segment)?;
            let candidates = members(&filtered.hits)
                .map(|doc| (doc, scores.get(doc as usize).copied().unwrap_or_default()))
                .collect();
            best.extend(order.best(candidates, wanted, by_score));
            orders.push(order);
        }
        found.segments.push(filtered);
    }
    found.top = in_order(best, &orders, wanted, by_score)?;
    found.top.drain(..query.offset.min(found.top.len()));
    Ok(found)
}

/// The best of all segments. Ids are read of those that may be among them only.
fn in_order(
    mut hits: Vec<SegmentHit>,
    orders: &[Order],
    wanted: usize,
    by_score: bool,
) -> Result<Vec<Ranked>> {
    if (1..hits.len()).contains(&wanted) {
        let (_, last, _) = hits.select_nth_unstable_by(wanted - 1, |one, other| {
            one.compare_without_id(other, by_score)
        });
        let last = *last;
        hits.retain(|hit| hit.compare_without_id(&last, by_score).is_le());
    }
    let mut ranked: Vec<(SegmentHit, Ranked)> = hits
        .into_iter()
        .map(|hit| Ok((hit, orders[hit.segment as usize].ranked(&hit)?)))
        .collect::<Result<_>>()?;
    ranked.sort_unstable_by(|(one, with_id), (other, other_with_id)| {
        one.compare_without_id(other, by_score)
            .then_with(|| with_id.id.cmp(&other_with_id.id))
    });
    ranked.truncate(wanted);
    Ok(ranked.into_iter().map(|(_, ranked)| ranked).collect())
}

/// Counts the values of facets among what a pass found.
pub(crate) fn count(
    view: &View,
    segments: &[Filtered],
    facets: &[Facet],
    filters: &Filters,
) -> Result<BTreeMap<Facet, Vec<FacetCount>>> {
    let mut counts = Counts::new();
    for ((number, segment, _), filtered) in view.segments().zip(segments) {
        for facet in facets {
            let column = view.columns(number).facet(segment, *facet)?;
            let counted = match filtered.but(*facet) {
                Some(more) => column.count(&more),
                None => column.count(&filtered.hits),
            };
            let values = column.values.iter().zip(counted);
            let totals = counts.entry(*facet).or_default();
            for (value, count) in values.filter(|(_, count)| *count > 0) {
                match totals.get_mut(value) {
                    Some(total) => *total += count,
                    None => _ = totals.insert(value.clone(), count),
                }
            }
        }
    }
    Ok(finished(counts, facets, filters))
}

/// Puts the values in order: highest count first, then by alphabet.
fn finished(
    mut counts: Counts,
    facets: &[Facet],
    filters: &Filters,
) -> BTreeMap<Facet, Vec<FacetCount>> {
    for (facet, values) in filters {
        for value in values.iter().filter(|_| facets.contains(facet)) {
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

/// The matching documents of a segment, and which of them pass each filter.
#[derive(Debug)]
pub(crate) struct Filtered {
    matched: BitSet,
    filters: Vec<(Facet, BitSet)>,
    /// Those that pass every filter.
    hits: BitSet,
}

impl Filtered {
    fn new(
        matched: BitSet,
        segment: &SegmentReader,
        columns: &SegmentColumns,
        query: &Query,
    ) -> Result<Self> {
        let mut filters = Vec::new();
        for (facet, values) in &query.filters {
            if !values.is_empty() {
                let column = columns.facet(segment, *facet)?;
                filters.push((*facet, column.with_any(&matched, values)));
            }
        }
        Ok(Self {
            hits: passing(&matched, filters.iter()),
            matched,
            filters,
        })
    }

    /// The documents that pass every filter but that of one facet; none when it has no filter.
    fn but(&self, facet: Facet) -> Option<BitSet> {
        let filters = self.filters.iter();
        let others = filters.filter(|(other, _)| *other != facet);
        self.filters
            .iter()
            .any(|(own, _)| *own == facet)
            .then(|| passing(&self.matched, others))
    }
}

fn passing<'f>(matched: &BitSet, filters: impl Iterator<Item = &'f (Facet, BitSet)>) -> BitSet {
    let filters: Vec<&BitSet> = filters.map(|(_, passing)| passing).collect();
    let Some((first, others)) = filters.split_first() else {
        return matched.clone();
    };
    let mut passing = (*first).clone();
    for doc in members(first) {
        if !others.iter().all(|other| other.contains(doc)) {
            passing.remove(doc);
        }
    }
    passing
}

/// A hit, before its id is read. Ordinals sort like the ids they stand for, within one segment.
#[derive(Debug, Clone, Copy)]
struct SegmentHit {
    segment: u32,
    doc: DocId,
    score: f32,
    changed_at: i64,
    id_ordinal: u64,
}

impl SegmentHit {
    /// Which of two comes first; equal when only their ids can tell.
    fn compare_without_id(&self, other: &Self, by_score: bool) -> Ordering {
        let later = other.changed_at.cmp(&self.changed_at);
        if by_score {
            other.score.total_cmp(&self.score).then(later)
        } else {
            later
        }
    }
}

/// The columns of a segment by which equals are put in order.
struct Order {
    segment: u32,
    changed_at: tantivy::fastfield::Column<i64>,
    ids: Option<StrColumn>,
}

impl Order {
    fn open(number: u32, segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            segment: number,
            changed_at: columns.i64(CHANGED_AT)?,
            ids: columns.str(ID)?,
        })
    }

    /// The best of a segment, in any order.
    fn best(&self, mut hits: Vec<(DocId, f32)>, wanted: usize, by_score: bool) -> Vec<SegmentHit> {
        if by_score && wanted < hits.len() {
            let (_, (_, least), _) = hits
                .select_nth_unstable_by(wanted - 1, |(_, one), (_, other)| other.total_cmp(one));
            let least = *least;
            // Equals stay: which of them is better only the columns can tell.
            hits.retain(|(_, score)| score.total_cmp(&least).is_ge());
        }
        let mut hits: Vec<SegmentHit> = hits.into_iter().map(|hit| self.hit(hit)).collect();
        if wanted < hits.len() {
            hits.select_nth_unstable_by(wanted, |one, other| {
                one.compare_without_id(other, by_score)
                    .then(one.id_ordinal.cmp(&other.id_ordinal))
            });
            hits.truncate(wanted);
        }
        hits
    }

    fn hit(&self, (doc, score): (DocId, f32)) -> SegmentHit {
        let id = self.ids.as_ref().and_then(|ids| ids.ords().first(doc));
        SegmentHit {
            segment: self.segment,
            doc,
            score,
            changed_at: self.changed_at.first(doc).unwrap_or_default(),
            id_ordinal: id.unwrap_or_default(),
        }
    }

    fn ranked(&self, hit: &SegmentHit) -> Result<Ranked> {
        let mut id = String::new();
        if let Some(ids) = &self.ids {
            ids.ord_to_str(hit.id_ordinal, &mut id)?;
        }
        Ok(Ranked {
            address: DocAddress::new(self.segment, hit.doc),
            score: hit.score,
            id,
        })
    }
}
