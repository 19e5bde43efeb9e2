use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::{
    error::Fouten,
    organisaties::model::{Gemeente, Provincie},
};

fn dag(tekst: &str) -> NaiveDate {
    tekst.parse().unwrap()
}

fn kwartaal(tekst: &str) -> Kwartaal {
    tekst.parse().unwrap()
}

fn paren(vraag: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(vraag.as_bytes())
        .into_owned()
        .collect()
}

fn velden(fouten: &Fouten) -> Vec<&str> {
    fouten.iter().map(|fout| fout.veld.as_str()).collect()
}

#[test]
fn a_quarter_is_three_months_of_the_netherlands() {
    for (op, welk, label) in [
        ("2026-01-01", "2026-1", "Eerste kwartaal van 2026"),
        ("2026-06-30", "2026-2", "Tweede kwartaal van 2026"),
        ("2026-07-01", "2026-3", "Derde kwartaal van 2026"),
        ("2026-12-31", "2026-4", "Vierde kwartaal van 2026"),
    ] {
        let gezien = Kwartaal::van(dag(op));
        assert_eq!(gezien, kwartaal(welk), "{op}");
        assert_eq!(gezien.to_string(), welk);
        assert_eq!(gezien.label(), label);
        assert!(gezien.heeft(dag(op)));
        assert_eq!(gezien.volgend().vorig(), gezien);
    }
    assert!(!kwartaal("2026-4").heeft(dag("2027-01-01")));
    assert_eq!(kwartaal("2026-4").volgend(), kwartaal("2027-1"));
    // Winter time at its beginning, summer time at its end.
    let (van, tot) = kwartaal("2026-1").tussen();
    assert_eq!(van.to_rfc3339(), "2025-12-31T23:00:00+00:00");
    assert_eq!(tot.to_rfc3339(), "2026-03-31T22:00:00+00:00");
}

#[test]
fn what_is_no_quarter_is_told_with_how_it_is_written() {
    for fout in [
        "2026", "2026-0", "2026-5", "26-4", "2026-44", "2026-q4", "+026-1", "1999-4", "2101-1",
        "4-2026", "2026-", "-", "2026-4 ",
    ] {
        assert!(fout.parse::<Kwartaal>().is_err(), "{fout:?}");
        let vraag: String = form_urlencoded::byte_serialize(fout.as_bytes()).collect();
        let fouten = Kwartaal::lees(&paren(&format!("kwartaal={vraag}"))).unwrap_err();
        assert_eq!(velden(&fouten), ["kwartaal"], "{fout:?}");
        assert!(fouten.iter().all(|f| f.melding.contains("2026-4")));
    }
    for niets in ["", "kwartaal=", "kleur=rood"] {
        assert_eq!(Kwartaal::lees(&paren(niets)), Ok(None));
    }
    let gelezen = Kwartaal::lees(&paren("kwartaal=2026-4"));
    assert_eq!(gelezen, Ok(Some(kwartaal("2026-4"))));
}

#[test]
fn the_middle_of_an_even_number_lies_between_two() {
    for (dagen, in_het_midden) in [
        (&[][..], None),
        (&[7], Some("7")),
        (&[9, 1], Some("5")),
        (&[2, 9, 1, 4], Some("3")),
        (&[2, 9, 1, 5], Some("3,5")),
        (&[100, 1, 3], Some("3")),
        (&[0, 1], Some("0,5")),
    ] {
        let gevonden = mediaan(dagen).map(|m| m.to_string());
        assert_eq!(gevonden.as_deref(), in_het_midden, "{dagen:?}");
    }
    assert!(mediaan(&[1]).is_some_and(Mediaan::is_een));
    assert!(mediaan(&[1, 2]).is_some_and(|m| !m.is_een()));
}

#[test]
fn a_choice_is_read_from_its_own_address() {
    for onderdeel in Onderdeel::ALLE {
        for (stand, _) in onderdeel.standen() {
            for thema in [Thema::Alle, Thema::Bij("schulden".into()), Thema::Zonder] {
                for kwartaal in [None, Some(kwartaal("2026-4"))] {
                    let keuze = Keuze {
                        onderdeel: Some(*onderdeel),
                        stand: Some(stand),
                        thema: thema.clone(),
                        kwartaal,
                    };
                    let pad = keuze.pad(2);
                    assert!(pad.ends_with("&pagina=2"), "{pad}");
                    let (_, vraag) = pad.split_once('?').unwrap();
                    assert_eq!(Keuze::lees(&paren(vraag)), Ok(keuze), "{pad}");
                }
            }
        }
    }
    let praktijken = Keuze::alle(Some(Onderdeel::Praktijken), None);
    assert_eq!(praktijken.pad(1), "/programma/lijst?soort=praktijk");
    let alles = Keuze::alle(None, None);
    assert_eq!(alles.pad(1), "/programma/lijst");
    assert_eq!(Keuze::lees(&paren("soort=&stand=&kleur=rood")), Ok(alles));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let fouten = Keuze::lees(&paren(
        "soort=signaal&stand=klaar&thema=De%20Wmo&kwartaal=nu",
    ));
    let fouten = fouten.unwrap_err();
    assert_eq!(velden(&fouten), ["soort", "stand", "thema", "kwartaal"]);
    // A state of another kind is none of this one, and one of no kind is none.
    for vraag in ["soort=praktijk&stand=gemeld", "stand=gemeld"] {
        let fouten = Keuze::lees(&paren(vraag)).unwrap_err();
        assert_eq!(velden(&fouten), ["stand"], "{vraag}");
    }
}

#[test]
fn every_kind_has_its_own_states_and_its_own_soort() {
    for onderdeel in Onderdeel::ALLE {
        assert_eq!(onderdeel.to_string(), onderdeel.soort().to_string());
        assert_eq!(Onderdeel::van(onderdeel.waarde()), Some(*onderdeel));
        let standen = onderdeel.standen();
        let anders: BTreeSet<&str> = standen.iter().map(|stand| stand.0).collect();
        assert_eq!(anders.len(), standen.len());
    }
    assert_eq!(Onderdeel::van("signaal"), None);
    assert_eq!(Cel::van("knelpunt", "gepubliceerd", 3), None);
    assert_eq!(Cel::van("notitie", "geschreven", 3), None);
}

#[test]
fn an_item_that_came_to_two_states_is_one_item() {
    let cel = |stand, aantal| Cel::van("knelpunt", stand, aantal).unwrap();
    let rij = Themarij::van(
        [cel("in-behandeling", 2), cel("opgelost", 2)],
        BTreeMap::from([(Onderdeel::Knelpunten, 3), (Onderdeel::Praktijken, 1)]),
    );
    assert_eq!(rij.aantal(Onderdeel::Knelpunten, "opgelost"), 2);
    assert_eq!(rij.aantal(Onderdeel::Knelpunten, "gemeld"), 0);
    assert_eq!(rij.samen(Onderdeel::Knelpunten), 3);
    assert_eq!(rij.samen(Onderdeel::Kennisvragen), 0);
    assert_eq!(rij.totaal(), 4);
}

#[test]
fn what_a_gemeente_did_before_it_ended_its_successor_did() {
    let [oud, midden, nu, ander] = [1, 2, 3, 4].map(Uuid::from_u128);
    let opvolging = [(midden, oud), (nu, midden)];
    let van = |geweest: &[Uuid]| van_nu(&geweest.iter().copied().collect(), &opvolging);
    assert_eq!(van(&[oud]), BTreeSet::from([oud, midden, nu]));
    assert_eq!(van(&[nu, ander]), BTreeSet::from([nu, ander]));
    assert!(van(&[]).is_empty());
    // Two that say that they came after each other lead nowhere for ever.
    let rond = van_nu(&BTreeSet::from([oud]), &[(oud, midden), (midden, oud)]);
    assert_eq!(rond, BTreeSet::from([oud, midden]));
}

#[test]
fn gemeenten_are_counted_where_they_lie() {
    let gemeente = |nummer: u128, provincie| Gemeente {
        id: Uuid::from_u128(nummer),
        slug: format!("gemeente-{nummer}").parse().unwrap(),
        titel: format!("Gemeente {nummer}"),
        code: None,
        provincie,
        inwoners: None,
        praktijken: 0,
    };
    let gemeenten = [
        gemeente(1, Some(Provincie::Groningen)),
        gemeente(2, Some(Provincie::Groningen)),
        gemeente(3, None),
    ];
    let nooit = BTreeSet::from([2, 3].map(Uuid::from_u128));
    let per_provincie = per_provincie(&gemeenten, &nooit);
    let rij = |mee, nooit| Some(Provincierij { mee, nooit });
    assert_eq!(
        per_provincie.get(&Some(Provincie::Groningen)).copied(),
        rij(1, 1)
    );
    assert_eq!(per_provincie.get(&None).copied(), rij(0, 1));
}

#[test]
fn gemeenten_are_asked_for_by_their_own_address() {
    let alle = Provincie::ALLE.iter().copied().map(Waar::In);
    for waar in alle.chain([Waar::Overal, Waar::Onbekend]) {
        for mee in [true, false] {
            let keuze = Gemeentekeuze { waar, mee };
            let pad = keuze.pad();
            let vraag = pad.split_once('?').map_or("", |(_, vraag)| vraag);
            assert_eq!(Gemeentekeuze::lees(&paren(vraag)), Ok(keuze), "{pad}");
        }
    }
    let fouten = Gemeentekeuze::lees(&paren("provincie=vlaanderen&mee=soms")).unwrap_err();
    assert_eq!(velden(&fouten), ["provincie", "mee"]);
}
