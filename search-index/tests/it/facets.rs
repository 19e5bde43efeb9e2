//! Facet counts and totals against counting by hand.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use search_index::{Change, Document, Facet, FacetCount, Keys, Query};

use crate::support::{ask, batches, config, index_of, live, plain, put, query};

fn passes(document: &Document, facet: Facet, chosen: &[String]) -> bool {
    let values = document.facets.get(&facet).map_or(&[][..], Vec::as_slice);
    chosen.is_empty() || values.iter().any(|value| chosen.contains(value))
}

fn by_hand(documents: &[&Document], query: &Query) -> (u64, BTreeMap<Facet, Vec<FacetCount>>) {
    let passes_but = |document: &Document, left_out: Option<Facet>| {
        query
            .filters
            .iter()
            .all(|(facet, chosen)| Some(*facet) == left_out || passes(document, *facet, chosen))
    };
    let total = documents
        .iter()
        .filter(|document| passes_but(document, None))
        .count() as u64;
    let mut facets = BTreeMap::new();
    for facet in Facet::ALL {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for document in documents
            .iter()
            .filter(|document| passes_but(document, Some(facet)))
        {
            let values: BTreeSet<&String> =
                document.facets.get(&facet).into_iter().flatten().collect();
            for value in values {
                *counts.entry(value).or_default() += 1;
            }
        }
        for chosen in query.filters.get(&facet).into_iter().flatten() {
            counts.entry(chosen).or_default();
        }
        let mut counted: Vec<FacetCount> = counts
            .into_iter()
            .map(|(value, count)| FacetCount {
                value: value.to_owned(),
                count,
            })
            .collect();
        counted.sort_by_key(|counted| Reverse(counted.count));
        if !counted.is_empty() {
            facets.insert(facet, counted);
        }
    }
    (total, facets)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn facets_count_what_a_click_would_give(batches in batches(), query in query()) {
        let (_root, index) = index_of(&batches);
        let query = Query { readable: Keys::new(["openbaar"]), facets: Facet::ALL.to_vec(), ..query };
        let everything = Query { filters: BTreeMap::new(), offset: 0, limit: 100, ..query.clone() };
        let matching = index.search(&everything)?;
        let live = live(&batches);
        let documents: Vec<&Document> =
            matching.hits.iter().filter_map(|hit| live.get(&hit.id)).collect();
        prop_assert_eq!(documents.len() as u64, matching.total);

        let results = index.search(&query)?;
        prop_assert_eq!((results.total, results.facets), by_hand(&documents, &query));

        let ids: Vec<&String> = matching
            .hits
            .iter()
            .map(|hit| &hit.id)
            .filter(|id| query.filters.iter().all(|(facet, chosen)| passes(&live[*id], *facet, chosen)))
            .skip(query.offset)
            .take(query.limit)
            .collect();
        prop_assert_eq!(results.hits.iter().map(|hit| &hit.id).collect::<Vec<_>>(), ids);
    }
}

/// A facet of few values and one of many are counted in different ways.
#[test]
fn many_values_are_counted_as_few_are() {
    let gemeente = |number: usize| format!("gm{:04}", number % 150);
    let documents: Vec<Document> = (0..400)
        .map(|number| {
            let mut document = plain(&format!("d{number}"), "Zorg", "");
            let gemeenten = (0..number % 4).map(|place| gemeente(number * 7 + place * 31));
            document.facets = BTreeMap::from([
                (Facet::Gemeente, gemeenten.collect()),
                (Facet::Soort, vec![format!("soort{}", number % 3)]),
            ]);
            document
        })
        .collect();
    let batches: Vec<Vec<Change>> = documents
        .chunks(150)
        .map(|some| some.iter().cloned().map(put).collect())
        .collect();
    let (_root, index) = index_of(&batches);
    let documents: Vec<&Document> = documents.iter().collect();
    for filters in [
        BTreeMap::new(),
        BTreeMap::from([(Facet::Gemeente, vec![gemeente(7), gemeente(40)])]),
        BTreeMap::from([
            (Facet::Gemeente, vec![gemeente(7), "gm9999".to_owned()]),
            (Facet::Soort, vec!["soort1".to_owned()]),
        ]),
    ] {
        let query = Query {
            filters,
            facets: Facet::ALL.to_vec(),
            ..ask("zorg")
        };
        let results = index.search(&query).expect("answers");
        let (total, facets) = by_hand(&documents, &query);
        assert!(facets[&Facet::Gemeente].len() > 64 && total > 0);
        assert_eq!((results.total, results.facets), (total, facets));
    }
}
