//! The table of ASVS items: complete, and every test that it names is there.

use std::{collections::BTreeSet, path::Path};

/// What the table has to answer (level 2, the groups that are tested first).
const ITEMS: &str = "1.2.1 1.2.10 1.3.1 3.2.1 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 \
    3.5.1 3.5.2 3.5.3 5.2.1 5.2.2 5.2.3 5.3.1 5.3.2 5.4.1 5.4.2 5.4.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 \
    7.4.1 7.4.2 7.4.5 7.5.1 7.6.1 7.6.2 8.1.1 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 \
    10.1.1 10.2.1 10.5.1 10.5.2 10.5.3 10.5.4";

/// Whether a test of this name stands in its module.
fn er_is(naam: &str) -> bool {
    let wortel = Path::new(env!("CARGO_MANIFEST_DIR"));
    if naam.contains('/') {
        return wortel.join(naam).is_file();
    }
    let Some((module, functie)) = naam.rsplit_once("::") else {
        return false;
    };
    let pad = module.trim_end_matches("::tests").replace("::", "/");
    ["tests/it", "src"].iter().any(|map| {
        [format!("{pad}.rs"), format!("{pad}/mod.rs")]
            .iter()
            .any(|bestand| {
                let tekst = std::fs::read_to_string(wortel.join(map).join(bestand));
                tekst.is_ok_and(|tekst| tekst.contains(&format!("fn {functie}(")))
            })
    })
}

#[test]
fn every_item_is_answered_and_every_test_is_there() {
    let wortel = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tekst = std::fs::read_to_string(wortel.join("docs/asvs.md")).expect("docs/asvs.md");
    let mut beantwoord = BTreeSet::new();
    for rij in tekst.lines().filter(|regel| regel.starts_with("| ")) {
        let cellen: Vec<&str> = rij.trim_matches('|').split('|').map(str::trim).collect();
        let [item, _, stand, hoe, tests] = cellen[..] else {
            panic!("five cells: {rij}");
        };
        if item == "item" {
            continue;
        }
        assert!(beantwoord.insert(item.to_owned()), "{item} twice");
        assert!(["yes", "partly", "no"].contains(&stand), "{item}: {stand}");
        let namen: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        let later = hoe.to_lowercase().contains("not here yet");
        assert!(later || !namen.is_empty(), "{item} names no test");
        for naam in namen {
            assert!(er_is(naam), "{item} names {naam}, which is not there");
        }
    }
    let gevraagd: BTreeSet<String> = ITEMS.split_whitespace().map(ToOwned::to_owned).collect();
    assert_eq!(beantwoord, gevraagd);
}
