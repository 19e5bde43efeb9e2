use super::*;

fn ingevuld(soort: &str) -> Ingevuld {
    Ingevuld {
        soort: soort.into(),
        ..Ingevuld::default()
    }
}

fn codes(uit: Result<Inhoud, Fouten>) -> Vec<(String, &'static str)> {
    let fouten = uit.err().unwrap_or_default();
    fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
}

#[test]
fn who_changes_says_what_and_who_stops_says_why() {
    let veranderd = |soort: &str| Ingevuld {
        veranderd: "alleen jeugd".into(),
        ..ingevuld(soort)
    };
    let opgebracht = |soort: &str| Ingevuld {
        opgebracht: "te weinig tijd".into(),
        ..ingevuld(soort)
    };
    for (wat, fout) in [
        (ingevuld("ook"), None),
        (ingevuld("aangepast"), Some("veranderd")),
        (veranderd("aangepast"), None),
        (opgebracht("aangepast"), Some("veranderd")),
        (ingevuld("gestopt"), Some("opgebracht")),
        (veranderd("gestopt"), Some("opgebracht")),
        (opgebracht("gestopt"), None),
        (ingevuld(""), Some("soort")),
        (ingevuld("misschien"), Some("soort")),
    ] {
        let velden: Vec<String> = codes(wat.keur(false)).into_iter().map(|f| f.0).collect();
        assert_eq!(velden.first().map(String::as_str), fout, "{wat:?}");
    }
}

#[test]
fn only_regional_policy_can_be_deviated_from_and_that_has_its_costs() {
    let wijkt_af = |afwijking: &str, meerkosten: &str, bedrag: &str| Ingevuld {
        afwijking: afwijking.into(),
        meerkosten: meerkosten.into(),
        bedrag: bedrag.into(),
        ..ingevuld("ook")
    };
    for (wat, regionaal, fout) in [
        (wijkt_af("", "", ""), true, None),
        (wijkt_af("niet", "", ""), false, None),
        (wijkt_af("beleid", "een halve functie", ""), true, None),
        (wijkt_af("beleid", "", ""), true, Some("verplicht")),
        (wijkt_af("beleid", "x", ""), false, Some("niet-regionaal")),
        (wijkt_af("anders", "x", ""), true, Some("onbekende-waarde")),
        (wijkt_af("invulling", "x", "12.000"), true, None),
        (
            wijkt_af("invulling", "x", "veel"),
            true,
            Some("ongeldig-getal"),
        ),
    ] {
        let gevonden = codes(wat.keur(regionaal)).first().map(|f| f.1);
        assert_eq!(gevonden, fout, "{wat:?}");
    }
    let zonder = wijkt_af("niet", "x", "5").keur(true).unwrap();
    assert_eq!((zonder.meerkosten.as_str(), zonder.bedrag), ("", None));
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (tekst, bedrag_) in [
        ("", None),
        ("12000", Some(12_000)),
        ("12.000", Some(12_000)),
        (" € 12.000,00 ", Some(12_000)),
        ("12.000,-", Some(12_000)),
        ("0", Some(0)),
    ] {
        let mut fouten = Fouten::new();
        assert_eq!(bedrag(&mut fouten, tekst), bedrag_, "{tekst}");
        assert!(fouten.is_empty(), "{tekst}");
    }
    for fout in ["-5", "12,50", "1e9", "9999999999", "duizend", "."] {
        let mut fouten = Fouten::new();
        assert_eq!(bedrag(&mut fouten, fout), None);
        assert!(!fouten.is_empty(), "{fout}");
    }
}

#[test]
fn what_is_too_long_is_told() {
    let lang = Ingevuld {
        veranderd: "é".repeat(HOOGSTENS + 1),
        ..ingevuld("ook")
    };
    assert_eq!(
        codes(lang.keur(false)),
        [("veranderd".to_owned(), "te-lang")]
    );
}

#[test]
fn who_stopped_does_not_count_as_doing_it() {
    use Toepassingsoort::{Aangepast, Gestopt, Ook};
    for (soorten, doen, kaart) in [
        (&[][..], 0, None),
        (&[(Gestopt, false)], 0, None),
        (&[(Ook, false)], 1, Some("1 gemeente doet dit ook")),
        (
            &[(Ook, false), (Aangepast, false), (Gestopt, true)],
            2,
            Some("2 gemeenten doen dit ook"),
        ),
        (
            &[(Ook, false), (Aangepast, true)],
            2,
            Some("2 organisaties doen dit ook"),
        ),
    ] {
        let mut telling = Telling::default();
        for (soort, is_verband) in soorten {
            telling.tel(*soort, *is_verband);
        }
        assert_eq!(telling.doen(), doen, "{soorten:?}");
        let feit = telling.kaartfeit().map(|f| f.waarde);
        assert_eq!(feit.as_deref(), kaart, "{soorten:?}");
    }
}

#[test]
fn every_number_has_one_class() {
    for (aantal, klasse) in [
        (0, Klasse::NogNiet),
        (1, Klasse::EenTotVier),
        (4, Klasse::EenTotVier),
        (5, Klasse::VijfOfMeer),
        (300, Klasse::VijfOfMeer),
    ] {
        assert_eq!(Klasse::van(aantal), klasse, "{aantal}");
    }
}
