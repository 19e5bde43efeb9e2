use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::{
    praktijken::model::Fase,
    proefprojecten::model::{SECTIES, Stand},
};

fn ruw(velden: Value) -> Ruw {
    let Value::Object(velden) = velden else {
        panic!("not an object")
    };
    let plek = Plek {
        bestand: "x.jsonl".into(),
        regel: 1,
        ..Plek::default()
    };
    Ruw {
        plek,
        pad: None,
        ingebouwd: false,
        velden,
    }
}

fn codes(velden: Value) -> Vec<(String, &'static str)> {
    let fouten = controleer(ruw(velden)).unwrap_err();
    fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
}

#[test]
fn a_whole_record_is_taken_in() {
    let record = controleer(ruw(json!({
        "externId": "x1", "soort": "praktijk", "titel": "Een  plan", "tekst": "Wat het is.",
        "samenvatting": "Kort.", "secties": {"Wat ging mis": "Niets.", "aanleiding": "Geld."},
        "themas": ["schulden", "schulden"], "leefdomeinen": ["schulden"],
        "doelgroepen": ["mensen-met-schulden"], "gemeenten": ["GM1681", "Emmen"],
        "organisaties": ["vng"], "regelingen": ["participatiewet", "wmo-2015, art. 2.3.5"],
        "fase": "loopt", "onderbouwing": "bevestigd", "kosten": "laag", "datum": "2026-01-02",
        "bron": {"naam": "Brief", "url": "https://example.org/", "plaats": "blz. 3"},
        "verbanden": [{"soort": "komt-voort-uit", "naar": "PUB-2026-0001"}],
    })))
    .unwrap();
    assert_eq!(record.sleutel, "extern:x1");
    assert_eq!(record.basis.titel, "Een plan");
    let Inhoud::Praktijk(praktijk) = &record.inhoud else {
        panic!("not a praktijk")
    };
    assert_eq!(praktijk.fase, Fase::Loopt);
    let koppen: Vec<&str> = praktijk.secties.iter().map(|s| s.naam.as_str()).collect();
    assert_eq!(koppen, ["Aanleiding", "Wat ging mis"]);
    let naar: BTreeSet<(&str, &str)> = record
        .verwijzingen
        .iter()
        .map(|v| (v.naar.as_str(), v.plaats.as_str()))
        .collect();
    let verwacht = BTreeSet::from([
        ("GM1681", ""),
        ("Emmen", ""),
        ("vng", ""),
        ("participatiewet", ""),
        ("wmo-2015", "art. 2.3.5"),
        ("schulden", ""),
        ("PUB-2026-0001", ""),
    ]);
    assert_eq!(naar, verwacht);
    assert_eq!(record.verwijzingen.len(), verwacht.len());
}

#[test]
fn a_proefproject_has_its_own_headings_and_a_stand() {
    let proef = |velden: Value| {
        let mut record = json!({"soort": "proefproject", "titel": "t", "tekst": "x"});
        let velden = velden.as_object().unwrap().clone();
        record.as_object_mut().unwrap().extend(velden);
        record
    };
    let inhoud = |velden: Value| match controleer(ruw(proef(velden))).unwrap().inhoud {
        Inhoud::Proefproject(proef) => proef,
        ander => panic!("not a proefproject: {ander:?}"),
    };
    let secties: Vec<(&str, &str)> = SECTIES.iter().rev().map(|s| (*s, "x")).collect();
    let heel = inhoud(json!({
        "fase": "gestopt", "begin": "2026-01-01", "einde": "2026-02-01",
        "besluitdatum": "2026-02-02", "secties": secties,
    }));
    let koppen: Vec<&str> = heel.secties.iter().map(|s| s.naam.as_str()).collect();
    assert_eq!(koppen, SECTIES, "in the order of the template");
    assert_eq!(heel.besloten_op, "2026-02-02".parse().ok());
    assert_eq!(heel.periode.einde, "2026-02-01".parse().ok());
    for (fase, stand) in [
        (json!("idee"), Stand::Idee),
        (json!("proef"), Stand::Loopt),
        (json!("loopt"), Stand::Loopt),
        (json!("opgeschaald"), Stand::Opgeschaald),
        (json!("gestopt"), Stand::Gestopt),
        (json!("niet-bekend"), Stand::Idee),
        (Value::Null, Stand::Idee),
    ] {
        assert_eq!(inhoud(json!({ "fase": fase })).stand, stand, "{fase}");
    }
    // The fields and headings of a praktijk are not those of a proefproject, nor the other way round.
    assert_eq!(
        codes(proef(json!({
            "fase": "bijna", "secties": {"Aanleiding": "x"}, "kosten": "laag", "besluitdatum": "ooit",
        }))),
        [
            ("secties".into(), "onbekende-waarde"),
            ("fase".into(), "onbekende-waarde"),
            ("besluitdatum".into(), "geen-datum"),
            ("kosten".into(), "onbekend-veld"),
        ]
    );
    assert_eq!(
        codes(json!({
            "soort": "praktijk", "titel": "t", "tekst": "x", "secties": {"Les": "x"},
            "besluitdatum": "2026-01-01",
        })),
        [
            ("secties".into(), "onbekende-waarde"),
            ("besluitdatum".into(), "onbekend-veld"),
        ]
    );
}

#[test]
fn identity_follows_extern_id_then_path_then_source() {
    let basis = json!({"soort": "thema", "titel": "T", "tekst": "x"});
    let sleutel = |extra: Value, pad: Option<&str>| {
        let mut velden = basis.clone();
        velden
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let ruw = Ruw {
            pad: pad.map(Into::into),
            ..ruw(velden)
        };
        controleer(ruw).unwrap().sleutel
    };
    assert_eq!(sleutel(json!({"externId": "e"}), Some("a.md")), "extern:e");
    assert_eq!(sleutel(json!({}), Some("a.md")), "pad:a.md");
    let uit_bron = sleutel(
        json!({"bron": {"naam": "b", "url": "https://x.example/"}}),
        None,
    );
    assert!(uit_bron.starts_with("bron:"));
    assert_ne!(uit_bron, sleutel(json!({}), None));
}

#[test]
fn every_mistake_is_told_at_once() {
    assert_eq!(
        codes(json!({"titel": "", "tekst": 3})),
        [
            ("soort".into(), "verplicht"),
            ("titel".into(), "verplicht"),
            ("tekst".into(), "verkeerd-type")
        ]
    );
    assert_eq!(
        codes(json!({"soort": "signaal", "titel": "t", "tekst": "x"})),
        [("soort".into(), "onbekende-waarde")]
    );
    assert_eq!(
        codes(json!({
            "soort": "praktijk", "titel": "t", "tekst": "x", "kenmerk": "PRK-2026-0001",
            "slug": "Fout!", "datum": "2026-02-30", "doelgroepen": ["Jongeren!"],
            "bron": {"url": "ftp://x"}, "secties": {"Prijs": "x"}, "fase": "bijna",
            "regelingen": [{"wet": "x"}], "verbanden": [{"naar": "x"}], "kleur": "rood",
        })),
        [
            ("kenmerk".into(), "niet-toegestaan"),
            ("slug".into(), "ongeldig"),
            ("doelgroepen".into(), "ongeldig"),
            ("datum".into(), "geen-datum"),
            ("bron.naam".into(), "verplicht"),
            ("bron.url".into(), "ongeldig"),
            ("secties".into(), "onbekende-waarde"),
            ("fase".into(), "onbekende-waarde"),
            ("regelingen".into(), "verkeerd-type"),
            ("verbanden.soort".into(), "verplicht"),
            ("kleur".into(), "onbekend-veld"),
        ]
    );
}

#[test]
fn only_content_gives_a_kenmerk_and_of_its_own_kind() {
    let velden =
        json!({"soort": "praktijk", "titel": "t", "tekst": "x", "kenmerk": "PRK-2026-0001"});
    let eigen = Ruw {
        ingebouwd: true,
        ..ruw(velden)
    };
    assert!(controleer(eigen).unwrap().kenmerk.is_some());
    let ander = json!({"soort": "thema", "titel": "t", "tekst": "x", "kenmerk": "PRK-2026-0001"});
    let fouten = controleer(Ruw {
        ingebouwd: true,
        ..ruw(ander)
    })
    .unwrap_err();
    assert_eq!(fouten.iter().next().unwrap().code, "ongeldig");
}

#[test]
fn a_heading_that_stands_there_twice_is_told() {
    let velden = json!({
        "soort": "thema", "titel": "t", "tekst": "x", "secties": [["A", "1"], ["A", "2"]],
    });
    assert_eq!(codes(velden), [("secties".into(), "dubbel")]);
}

#[test]
fn the_articles_of_a_law_are_checked_and_ordered() {
    let wet = |artikelen: Value| json!({"soort": "regeling", "titel": "Wet", "tekst": "x", "artikelen": artikelen});
    let record = controleer(ruw(wet(json!([
        {"artikel": "2.3.10", "samenvatting": "Later."},
        {"artikel": "2.3.2", "samenvatting": "  Eerder,\n op één regel. "},
    ]))))
    .unwrap();
    let Inhoud::Regeling(regeling) = &record.inhoud else {
        panic!("not a regeling")
    };
    let artikelen: Vec<(&str, &str)> = regeling
        .artikelen
        .iter()
        .map(|a| (a.nummer.as_str(), a.samenvatting.as_str()))
        .collect();
    assert_eq!(
        artikelen,
        [("2.3.2", "Eerder, op één regel."), ("2.3.10", "Later.")]
    );
    assert_eq!(
        codes(wet(json!([
            {"artikel": "7", "samenvatting": "x"}, {"artikel": "7", "samenvatting": "y"},
            {"artikel": "hoofdstuk 2", "kleur": "rood"}, {"artikel": 7.1, "samenvatting": ""}, "7",
        ]))),
        [
            ("artikelen".into(), "dubbel"),
            ("artikelen.artikel".into(), "ongeldig"),
            ("artikelen.samenvatting".into(), "verplicht"),
            ("artikelen.kleur".into(), "onbekend-veld"),
            ("artikelen.artikel".into(), "verkeerd-type"),
            ("artikelen.samenvatting".into(), "verplicht"),
            ("artikelen".into(), "verkeerd-type"),
        ]
    );
    let thema = json!({
        "soort": "thema", "titel": "T", "tekst": "x",
        "artikelen": [{"artikel": "7", "samenvatting": "x"}],
    });
    assert_eq!(codes(thema), [("artikelen".into(), "onbekend-veld")]);
}

#[test]
fn an_id_of_elsewhere_is_no_official_number() {
    let gaat = |id: &str| {
        let record = json!({"externId": id, "soort": "publicatie", "titel": "t", "tekst": "x"});
        controleer(ruw(record)).is_ok()
    };
    for id in [
        "BWBR0035362",
        "bwbr 003 53 62",
        "GM1681",
        "kst-34477-16",
        "mnre1034",
        "PRK-2026-0001",
    ] {
        assert!(!gaat(id), "{id}");
    }
    for id in ["BWBR0035362-3", "BWBR0035362-2_3_5", "GM16810", "a-1"] {
        assert!(gaat(id), "{id}");
    }
}
