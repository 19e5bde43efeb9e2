use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::*;
use crate::{error::Fouten, ids::Slug, stukken::model::Eigenaar};

fn dag(tekst: &str) -> NaiveDate {
    tekst.parse().unwrap()
}

fn periode(begin: &str, einde: &str) -> Periode {
    Periode {
        begin: begin.parse().ok(),
        einde: einde.parse().ok(),
    }
}

#[test]
fn only_the_drawn_steps_exist() {
    use Keuze::{Opschalen, Stoppen};
    use Stand::{Gestopt, Idee, Loopt, Opgeschaald};
    use Stap::{Besluiten, Starten};
    let mag = [
        (Idee, Starten, Loopt),
        (Loopt, Besluiten(Opschalen), Opgeschaald),
        (Loopt, Besluiten(Stoppen), Gestopt),
    ];
    for &stand in Stand::ALLE {
        for stap in [Starten, Besluiten(Opschalen), Besluiten(Stoppen)] {
            let wordt = mag
                .iter()
                .find(|(s, a, _)| (*s, *a) == (stand, stap))
                .map(|m| m.2);
            assert_eq!(overgang(stand, stap), wordt, "{stand} –{stap:?}→");
        }
    }
    // What is decided stays decided: no step leads out of an end.
    for stand in [Opgeschaald, Gestopt] {
        assert!(stand.is_besloten());
    }
    assert!(!Idee.is_besloten() && !Loopt.is_besloten());
    assert_eq!(Starten.actie(), Actie::Starten);
    assert_eq!(Besluiten(Stoppen).actie(), Actie::Besluiten);
}

#[test]
fn a_stand_is_found_under_a_fase_and_comes_back_from_it() {
    for (stand, fase) in [
        (Stand::Idee, Fase::Idee),
        (Stand::Loopt, Fase::Proef),
        (Stand::Opgeschaald, Fase::Opgeschaald),
        (Stand::Gestopt, Fase::Gestopt),
    ] {
        assert_eq!(stand.fase(), fase);
        assert_eq!(Stand::van_fase(fase), Some(stand));
    }
    // A source that says that a pilot is under way means the pilot.
    assert_eq!(Stand::van_fase(Fase::Loopt), Some(Stand::Loopt));
    assert_eq!(Stand::van_fase(Fase::NietBekend), None);
}

fn codes(besluit: Result<Besluit, Fouten>) -> Vec<(String, &'static str)> {
    let fouten = besluit.expect_err("a decision that is not whole");
    fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
}

#[test]
fn stopping_needs_a_lesson() {
    let stop = |les: &str| Besluit::van(Some(Keuze::Stoppen), les, "", false);
    let besluit = stop(" Begin bij de huisarts. ").unwrap();
    assert_eq!(besluit.les(), "Begin bij de huisarts.");
    assert_eq!(besluit.keuze(), Keuze::Stoppen);
    for leeg in ["", "  \n "] {
        assert_eq!(codes(stop(leeg)), [("les".into(), "verplicht")]);
    }
    // It leads nowhere, and all mistakes are told at once.
    let met = Besluit::van(Some(Keuze::Stoppen), "", "een-plan", false);
    let verwacht = [
        ("les".into(), "verplicht"),
        ("praktijk".into(), "niet-toegestaan"),
    ];
    assert_eq!(codes(met), verwacht);
}

#[test]
fn scaling_up_names_the_praktijk_or_says_that_it_has_to_be_written() {
    let op = |praktijk: &str, nog: bool| Besluit::van(Some(Keuze::Opschalen), "", praktijk, nog);
    let vervolg = |besluit: Result<Besluit, Fouten>| match besluit.unwrap() {
        Besluit::Opschalen { vervolg, .. } => vervolg,
        Besluit::Stoppen { .. } => panic!("it was scaled up"),
    };
    assert_eq!(
        vervolg(op(" PRK-2026-0101 ", false)),
        Vervolg::Praktijk("PRK-2026-0101".into())
    );
    assert_eq!(vervolg(op("", true)), Vervolg::NogTeSchrijven);
    assert_eq!(codes(op(" ", false)), [("praktijk".into(), "verplicht")]);
    assert_eq!(
        codes(op("een-plan", true)),
        [("praktijk".into(), "ongeldig")]
    );
}

#[test]
fn a_decision_needs_a_choice_and_a_lesson_has_an_end() {
    let lang = "x".repeat(20_001);
    let verwacht = [("les".into(), "te-lang"), ("keuze".into(), "verplicht")];
    assert_eq!(codes(Besluit::van(None, &lang, "", false)), verwacht);
}

#[test]
fn a_period_reads_as_dutch_and_shows_how_far_it_is() {
    let jaar = periode("2026-01-01", "2026-12-31");
    assert_eq!(
        jaar.in_woorden().as_deref(),
        Some("1 januari 2026 tot en met 31 december 2026")
    );
    for (begin, einde, woorden) in [
        ("2026-01-01", "", Some("vanaf 1 januari 2026")),
        ("", "2026-01-01", Some("tot en met 1 januari 2026")),
        ("2026-01-01", "2026-01-01", Some("1 januari 2026")),
        ("", "", None),
    ] {
        assert_eq!(periode(begin, einde).in_woorden().as_deref(), woorden);
    }
    for (vandaag, voorbij, is_nu) in [
        ("2025-06-01", 0, false),
        ("2026-01-01", 0, true),
        ("2026-07-02", 498, true),
        ("2026-12-31", 997, true),
        ("2027-01-01", 1_000, false),
    ] {
        let balk = jaar.balk(dag(vandaag)).unwrap();
        assert_eq!((balk.voorbij, balk.is_nu), (voorbij, is_nu), "{vandaag}");
    }
    assert!(!jaar.is_voorbij(dag("2026-12-31")) && jaar.is_voorbij(dag("2027-01-01")));
    assert_eq!(periode("2026-01-01", "").balk(dag("2026-01-01")), None);
    assert_eq!(
        periode("2026-01-02", "2026-01-01").balk(dag("2026-01-01")),
        None
    );
}

#[test]
fn an_end_lies_after_the_beginning_and_a_decision_has_been_taken() {
    let fouten = |periode: Periode, stand: Stand, op: Option<NaiveDate>| {
        let mut fouten = Fouten::new();
        periode.controleer(stand, op, &mut fouten);
        let velden = fouten.iter().map(|f| f.veld.clone());
        velden.collect::<Vec<_>>()
    };
    let om = periode("2026-02-01", "2026-01-31");
    let op = Some(dag("2026-03-01"));
    assert_eq!(fouten(om, Stand::Loopt, op), ["einde", "besluitdatum"]);
    let goed = periode("2026-02-01", "2026-02-01");
    for stand in [Stand::Opgeschaald, Stand::Gestopt] {
        assert!(fouten(goed, stand, op).is_empty());
    }
    assert!(fouten(goed, Stand::Idee, None).is_empty());
}

fn buur(nummer: u128, soort: Soort, verband: Verbandsoort, richting: Richting) -> Buur {
    let op: DateTime<Utc> = "2026-11-27T10:00:00Z".parse().unwrap();
    Buur {
        verband,
        richting,
        plaats: String::new(),
        kop: Kop {
            id: Uuid::from_u128(nummer),
            soort,
            kenmerk: None,
            slug: Slug::van_titel("plan"),
            titel: "Plan".into(),
            samenvatting: String::new(),
            status: "gepubliceerd".into(),
            versie: 1,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: op,
            gewijzigd_op: op,
            gepubliceerd_op: Some(op),
            eigenaar: Eigenaar::default(),
            herzien_voor: None,
        },
    }
}

#[test]
fn a_pilot_leads_to_the_praktijken_that_come_from_it_and_that_it_founds() {
    use Richting::{In, Uit};
    use Verbandsoort::{HoortBij, KomtVoortUit, Onderbouwt};
    let buren = [
        buur(1, Soort::Praktijk, KomtVoortUit, In),
        buur(1, Soort::Praktijk, Onderbouwt, Uit),
        buur(2, Soort::Praktijk, Onderbouwt, Uit),
        // What it came from itself, what founds it, and what only belongs to it.
        buur(3, Soort::Praktijk, KomtVoortUit, Uit),
        buur(4, Soort::Praktijk, Onderbouwt, In),
        buur(5, Soort::Praktijk, HoortBij, In),
        buur(6, Soort::Publicatie, KomtVoortUit, In),
    ];
    let gevonden: Vec<u128> = leidde_tot(&buren).iter().map(|k| k.id.as_u128()).collect();
    assert_eq!(gevonden, [1, 2]);
}

#[test]
fn a_card_tells_stand_and_period() {
    let mut proef = Proefproject {
        tekst: String::new(),
        secties: vec![Sectie {
            naam: LES.into(),
            tekst: String::new(),
        }],
        stand: Stand::Loopt,
        periode: periode("2026-03-01", ""),
        besloten_op: None,
        uit_bron: true,
    };
    let feiten = |proef: &Proefproject| -> Vec<(&str, String)> {
        let feiten = proef.kaartfeiten().into_iter();
        feiten.map(|f| (f.label, f.waarde)).collect()
    };
    assert_eq!(
        feiten(&proef),
        [
            ("Stand", "loopt".to_owned()),
            ("Periode", "vanaf 1 maart 2026".to_owned())
        ]
    );
    proef.periode = Periode::default();
    assert_eq!(feiten(&proef), [("Stand", "loopt".to_owned())]);
    assert_eq!(proef.sectie(LES), None, "an empty section says nothing");
    proef.secties[0].tekst = "Begin klein.".into();
    assert_eq!(proef.sectie(LES), Some("Begin klein."));
}
