//! What the product ships with: every statement can be traced to its source.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    content,
    inlezen::{
        ingebouwd,
        model::{Record, controleer},
    },
    knelpunten::model as knelpunten,
    praktijken::model::SECTIES,
    soorten::Inhoud,
    stukken::model::{Soort, Verbandsoort},
};

#[test]
fn every_praktijk_names_its_source_and_fills_all_sections() {
    let mut aantal = 0;
    for gelezen in ingebouwd::content() {
        let ruw = gelezen.expect("our own files can be read");
        let plek = ruw.plek.clone();
        let record = controleer(ruw).unwrap_or_else(|fouten| panic!("{plek:?}: {fouten}"));
        let Inhoud::Praktijk(praktijk) = &record.inhoud else {
            continue;
        };
        aantal += 1;
        let koppen: Vec<&str> = praktijk.secties.iter().map(|s| s.naam.as_str()).collect();
        assert_eq!(koppen, SECTIES, "{plek:?}");
        assert!(
            praktijk.secties.iter().all(|s| !s.tekst.is_empty()),
            "{plek:?}"
        );
        let bron = record.basis.bron.as_ref().expect("a source");
        assert!(
            bron.plaats.is_some(),
            "{plek:?} names the place in the source"
        );

        assert!(
            record
                .verwijzingen
                .iter()
                .any(|v| v.verband == Verbandsoort::KomtVoortUit),
            "{plek:?} links its publicatie"
        );
        assert!(
            record.kenmerk.is_some() && record.basis.datum.is_some(),
            "{plek:?}"
        );
    }
    assert!(aantal >= 10, "{aantal} praktijken");
}

#[test]
fn every_thema_cites_what_it_is_drawn_from_and_says_who_drew_it() {
    let mut aantal = 0;
    for gelezen in ingebouwd::content() {
        let record = controleer(gelezen.expect("readable")).expect("a good record");
        let Inhoud::Thema(thema) = &record.inhoud else {
            continue;
        };
        aantal += 1;
        let titel = &record.basis.titel;
        assert!(
            record
                .verwijzingen
                .iter()
                .any(|v| v.verband == Verbandsoort::KomtVoortUit),
            "{titel} links the publicatie it is drawn from"
        );
        assert!(!record.basis.leefdomeinen.is_empty(), "{titel}");
        assert!(!record.basis.doelgroepen.is_empty(), "{titel}");
        let herkomst = thema
            .secties
            .iter()
            .find(|s| s.naam == "Waar komt dit thema vandaan")
            .unwrap_or_else(|| panic!("{titel} says where it comes from"));
        for woorden in ["Afgeleid door de redactie", "kopje"] {
            assert!(herkomst.tekst.contains(woorden), "{titel}: {woorden}");
        }
    }
    assert!(aantal >= 12, "{aantal} thema's");
}

#[test]
fn every_regeling_says_who_described_it() {
    for gelezen in ingebouwd::content() {
        let record = controleer(gelezen.expect("readable")).expect("a good record");
        if let Inhoud::Regeling(regeling) = &record.inhoud {
            let titel = &record.basis.titel;
            assert!(
                regeling.tekst.ends_with("toegevoegd door de redactie."),
                "{titel}"
            );
        }
    }
}

#[test]
fn the_tables_of_facts_are_whole() {
    let records: Vec<_> = ingebouwd::content()
        .map(|g| controleer(g.expect("readable")).expect("a good record"))
        .collect();
    let gemeenten = records.iter().filter_map(|r| match &r.inhoud {
        Inhoud::Organisatie(o) if o.is_gemeente() && o.einde.is_none() => Some(o),
        _ => None,
    });
    let gemeenten: Vec<_> = gemeenten.collect();
    assert_eq!(gemeenten.len(), 342, "the gemeenten of 2026");
    for gemeente in gemeenten {
        assert!(gemeente.provincie.is_some() && gemeente.inwoners.is_some());
    }
    let wetten = records.iter().filter(|r| r.basis.soort == Soort::Regeling);
    assert_eq!(wetten.count(), 25);
    let publicaties = records
        .iter()
        .filter(|r| r.basis.soort == Soort::Publicatie);
    assert_eq!(publicaties.count(), 5, "the five sources");
    for record in &records {
        assert!(
            !record.basis.samenvatting.is_empty(),
            "{}",
            record.basis.titel
        );
    }
}

/// Every row of the table of articles is on the page of its law, and every organisatie that ended
/// with a successor is replaced by it.
#[test]
fn what_belongs_to_another_row_is_there() {
    let records: Vec<_> = ingebouwd::content()
        .map(|g| controleer(g.expect("readable")).expect("a good record"))
        .collect();
    let rijen: Vec<(String, String, String)> = content::tabel(content::ARTIKELEN).unwrap();
    let artikelen = records.iter().filter_map(|r| match &r.inhoud {
        Inhoud::Regeling(regeling) => Some(&regeling.artikelen),
        _ => None,
    });
    let artikelen: Vec<_> = artikelen.flatten().collect();
    assert_eq!(artikelen.len(), rijen.len());
    let tabel = content::CONTENT
        .iter()
        .find(|(pad, _)| *pad == "organisaties.csv");
    let opvolgers = csv::Reader::from_reader(tabel.unwrap().1.as_bytes())
        .deserialize()
        .map(|rij: Result<BTreeMap<String, String>, _>| rij.unwrap())
        .filter(|rij| !rij["opvolger"].is_empty())
        .count();
    let vervangt = records.iter().flat_map(|r| &r.verwijzingen);
    let vervangt = vervangt.filter(|v| v.verband == Verbandsoort::Vervangt);
    assert!(vervangt.count() >= opvolgers, "{opvolgers} successors");
}

#[test]
fn the_invented_records_say_that_they_are_invented() {
    let mut aantal = 0;
    for gelezen in ingebouwd::demo() {
        let ruw = gelezen.expect("our own files can be read");
        let record = controleer(ruw).expect("a good record");
        assert!(
            record.basis.titel.contains("(verzonnen)"),
            "{}",
            record.basis.titel
        );
        if let Some(code) = &record.basis.officieel_id {
            assert!(code.starts_with("GM999"), "{code} may be somebody's");
        }
        aantal += 1;
    }
    assert!(aantal >= 7, "{aantal} records");
}

/// A knelpunt in `content/` is told from one of the five sources: it names the document and the place,
/// links every publicatie it is drawn from, and says that nobody signalled it, in words that stay true
/// when somebody does.
#[test]
fn every_knelpunt_names_its_source_and_says_that_nobody_signalled_it() {
    let records: Vec<_> = ingebouwd::content()
        .map(|g| controleer(g.expect("readable")).expect("a good record"))
        .collect();
    let naam_van_bron = |record: &Record| record.basis.bron.as_ref().map(|b| b.naam.clone());
    let bronnen: BTreeSet<String> = records
        .iter()
        .filter(|r| r.basis.soort == Soort::Publicatie)
        .filter_map(naam_van_bron)
        .collect();
    let mut kenmerken = BTreeSet::new();
    for record in &records {
        let Inhoud::Knelpunt(knelpunt) = &record.inhoud else {
            continue;
        };
        let titel = &record.basis.titel;
        let bron = record.basis.bron.as_ref().expect("a source");
        assert!(bronnen.contains(&bron.naam), "{titel}: {}", bron.naam);
        assert!(bron.plaats.is_some(), "{titel} names the place");
        let verbanden: BTreeSet<Verbandsoort> =
            record.verwijzingen.iter().map(|v| v.verband).collect();
        for soort in [Verbandsoort::KomtVoortUit, Verbandsoort::HoortBij] {
            assert!(verbanden.contains(&soort), "{titel} has {soort}");
        }
        assert!(
            record.slug.is_some() && record.basis.datum.is_some(),
            "{titel}"
        );
        let kenmerk = record.kenmerk.as_ref().expect("a kenmerk").to_string();
        assert!(
            kenmerken.insert(kenmerk),
            "{titel} has a kenmerk of its own"
        );
        assert!(knelpunt.uit_bron, "{titel}");
        assert!(
            knelpunt
                .tekst
                .contains("en niet uit een signaal op dit platform"),
            "{titel} says that nobody signalled it"
        );
        let koppen: Vec<&str> = knelpunt.secties.iter().map(|s| s.naam.as_str()).collect();
        assert_eq!(koppen, knelpunten::SECTIES, "{titel}");
        assert!(
            knelpunt.secties.iter().all(|s| !s.tekst.is_empty()),
            "{titel}"
        );
        let geschreven: String = knelpunt.secties.iter().map(|s| s.tekst.as_str()).collect();
        assert_eq!(
            geschreven.contains("oorzaak leidt de redactie af"),
            knelpunt.oorzaak.is_some(),
            "{titel}: the cause is ours, and the text says why"
        );
    }
    assert!(kenmerken.len() >= 20, "{} knelpunten", kenmerken.len());
}
