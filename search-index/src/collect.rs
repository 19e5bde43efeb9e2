//! Filters and ranks the matching documents, and counts their facets.
//!
//! A facet's counts leave out its own selection, so that they say what a click would give: values
//! of a facet are counted among the documents that pass the filters of all other facets.

use std::cmp::Reverse;
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
    pub changed_at: i64,
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
    for (number, segment, readable) in view.segments() {
        let answer = scores
            .map(|scores| scores.of_segment(segment, readable))
            .transpose()?;
        let (matched, scores) = answer.unwrap_or_else(|| (readable.clone(), Vec::new()));
        let filtered = Filtered::new(matched, segment, view.columns(number), query)?;
        found.total += filtered.hits.len() as u64;
        if wanted > 0 {
            let order = Order::open(segment)?;
            let candidates = members(&filtered.hits)
                .map(|doc| (doc, scores.get(doc as usize).copied().unwrap_or_default()))
                .collect();
            for hit in order.best(candidates, wanted, by_score) {
                found.top.push(order.ranked(number, &hit)?);
            }
        }
        found.segments.push(filtered);
    }
    found.top.sort_unstable_by(|one, other| {
        let tie = (Reverse(one.changed_at), &one.id).cmp(&(Reverse(other.changed_at), &other.id));
        if by_score {
            other.score.total_cmp(&one.score).then(tie)
        } else {
            tie
        }
    });
    found.top.truncate(wanted);
    found.top.drain(..query.offset.min(found.top.len()));
    Ok(found)
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
                let tie = (Reverse(one.changed_at), one.id_ordinal)
                    .cmp(&(Reverse(other.changed_at), other.id_ordinal));
                if by_score {
                    other.score.total_cmp(&one.score).then(tie)
                } else {
                    tie
                }
            });
            hits.truncate(wanted);
        }
        hits
    }

    fn hit(&self, (doc, score): (DocId, f32)) -> SegmentHit {
        let id = self.ids.as_ref().and_then(|ids| ids.ords().first(doc));
        SegmentHit {
            doc,
            score,
            changed_at: self.changed_at.first(doc).unwrap_or_default(),
            id_ordinal: id.unwrap_or_default(),
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
