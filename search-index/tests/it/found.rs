//! Facets and hits that are asked apart from the finding.

use std::collections::BTreeMap;

use search_index::{Change, Facet, FacetCount, Query};

use crate::support::{ask, index_of, plain, put};

#[test]
fn what_was_found_is_of_one_state_of_the_index() {
    let of_year = |id: &str, year: &str| {
        let mut document = plain(id, "Bijstand", "Hulp bij bijstand.");
        document.facets = BTreeMap::from([(Facet::Jaar, vec![year.to_owned()])]);
        put(document)
    };
    let (_root, index) = index_of(&[vec![of_year("a", "2024"), of_year("b", "2025")]]);
    let query = Query {
        facets: vec![Facet::Jaar],
        ..ask("bijstand")
    };
    let at_once = index.search(&query).expect("answers");
    let found = index.find(&query).expect("finds");
    let removal = Change::Delete("a".to_owned());
    index
        .apply(vec![removal, of_year("c", "2026")], 9)
        .expect("applies");

    let one_of = |year: &str| FacetCount {
        value: year.to_owned(),
        count: 1,
    };
    let facets = BTreeMap::from([(Facet::Jaar, vec![one_of("2024"), one_of("2025")])]);
    assert_eq!(found.facets().expect("counts"), facets);
    assert_eq!(found.total(), 2);
    assert_eq!(found.hits(|_| true).expect("reads"), at_once.hits);
    let shown = found.hits(|id| id == "b").expect("reads");
    let of_b: Vec<_> = at_once.hits.into_iter().filter(|h| h.id == "b").collect();
    assert_eq!(shown, of_b);
    assert!(shown[0].fragment.contains("<mark>"), "{shown:?}");
}
