use std::collections::BTreeSet;

use search_index::Facet;

use crate::Bron;

#[test]
fn stukken_are_as_long_as_real_ones_and_fill_every_facet() {
    let bron = Bron::nieuw(3).unwrap();
    let stukken: Vec<_> = bron.stukken(2_000).collect();
    let lengtes: Vec<usize> = stukken
        .iter()
        .map(|s| s.lopende_tekst().split_whitespace().count())
        .collect();
    assert!(lengtes.iter().all(|n| (90..=720).contains(n)));
    let gemiddeld = lengtes.iter().sum::<usize>() / lengtes.len();
    assert!((300..450).contains(&gemiddeld), "{gemiddeld}");
    let documenten: Vec<_> = stukken.iter().map(super::Stuk::document).collect();
    for facet in Facet::ALL {
        let waarden: BTreeSet<&String> = documenten
            .iter()
            .flat_map(|d| d.facets.get(&facet).into_iter().flatten())
            .collect();
        let minstens = match facet {
            Facet::Gemeente => 250,
            Facet::Toepassing => 1,
            _ => 2,
        };
        assert!(waarden.len() >= minstens, "{facet}: {}", waarden.len());
    }
    let titels: BTreeSet<&String> = stukken.iter().map(|s| &s.titel).collect();
    assert!(titels.len() > 1_800, "{}", titels.len());
    let namen: BTreeSet<String> = stukken.iter().map(super::Stuk::extern_id).collect();
    assert_eq!(namen.len(), stukken.len());
    let officieel: Vec<&String> = stukken
        .iter()
        .filter_map(|s| s.officieel_id.as_ref())
        .collect();
    let anders: BTreeSet<&&String> = officieel.iter().collect();
    assert_eq!(anders.len(), officieel.len());
}
