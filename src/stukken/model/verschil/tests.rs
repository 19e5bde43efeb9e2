use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::stukken::model::{Basis, Bron, Leefdomein, Soort};

/// A comparison as one line: `[-weg-]` and `{+erbij+}` in the text.
fn toon(stukjes: &[Stukje]) -> String {
    let een = |s: &Stukje| match s.wat {
        Wat::Gelijk => s.tekst.clone(),
        Wat::Weg => format!("[-{}-]", s.tekst),
        Wat::Erbij => format!("{{+{}+}}", s.tekst),
    };
    stukjes.iter().map(een).collect()
}

fn zonder(stukjes: &[Stukje], wat: Wat) -> String {
    let over = stukjes.iter().filter(|s| s.wat != wat);
    over.map(|s| s.tekst.as_str()).collect()
}

#[test]
fn words_are_compared_and_not_letters() {
    for (oud, nieuw, verwacht) in [
        ("", "", ""),
        ("Gelijk.", "Gelijk.", "Gelijk."),
        ("", "Nieuw.", "{+Nieuw.+}"),
        ("Oud.", "", "[-Oud.-]"),
        (
            "De gemeente helpt gezinnen.",
            "De gemeente helpt veel gezinnen.",
            "De gemeente helpt {+veel +}gezinnen.",
        ),
        // Words replaced side by side are one replacement.
        (
            "Het kost veel geld.",
            "Het kost weinig tijd.",
            "Het kost [-veel geld-]{+weinig tijd+}.",
        ),
        // Not over the end of a line: those are two.
        (
            "- een\n- twee\n",
            "- drie\n- vier\n",
            "- [-een-]{+drie+}\n- [-twee-]{+vier+}\n",
        ),
        // A letter more is another word.
        ("werkt", "werkte", "[-werkt-]{+werkte+}"),
        ("één", "een", "[-één-]{+een+}"),
        // White space and markup count.
        ("a  b", "a b", "a[-  -]{+ +}b"),
        ("een woord", "een **woord**", "een {+**+}woord{+**+}"),
        ("1,5 uur", "2,5 uur", "[-1,5-]{+2,5+} uur"),
    ] {
        assert_eq!(
            toon(&verschil(oud, nieuw)),
            verwacht,
            "{oud:?} to {nieuw:?}"
        );
    }
}

#[test]
fn what_stays_far_from_a_change_is_left_out_and_says_so() {
    let lang = "Dit is een zin die niet verandert. ".repeat(20);
    let (oud, nieuw) = (format!("{lang}oud {lang}"), format!("{lang}nieuw {lang}"));
    let kort = ingekort(&verschil(&oud, &nieuw));
    let [voor, weg, erbij, na] = &kort[..] else {
        panic!("{kort:?}");
    };
    assert!(voor.tekst.starts_with("[…] ") && voor.tekst.ends_with("niet verandert. "));
    assert!(na.tekst.starts_with(" Dit is een zin") && na.tekst.ends_with(" […]"));
    assert_eq!((weg.tekst.as_str(), erbij.tekst.as_str()), ("oud", "nieuw"));
    assert!(kort.iter().all(|s| s.tekst.chars().count() < 120));

    // Between two changes both sides matter.
    let kort = ingekort(&verschil(
        &format!("oud {lang}oud"),
        &format!("nieuw {lang}nieuw"),
    ));
    let midden = &kort[2].tekst;
    assert!(midden.starts_with(" Dit is") && midden.ends_with("verandert. "));
    assert_eq!(midden.matches("[…]").count(), 1);

    // Nothing changed: its beginning. A short passage stays.
    assert!(ingekort(&verschil(&lang, &lang))[0].tekst.ends_with(" […]"));
    let stukjes = verschil("Een korte zin oud.", "Een korte zin nieuw.");
    assert_eq!(ingekort(&stukjes), stukjes);
    // Without a space there is no word to cut at.
    let reeks = "x".repeat(1_000);
    let kort = ingekort(&verschil(&format!("{reeks} a"), &format!("{reeks} b")));
    assert!(kort[0].tekst.len() < 200, "{kort:?}");
}

#[test]
fn long_texts_are_compared_in_time() {
    let zinnen = |n: usize, vanaf: usize| -> String {
        let zin = |i| format!("Zin {} over {} van de gemeente. ", i * 7919 % 5003, i % 97);
        (vanaf..vanaf + n).map(zin).collect()
    };
    let tekst = zinnen(6_000, 0);
    assert!(tekst.len() > 200_000);
    let achterstevoren: String = tekst.split_inclusive(' ').rev().collect();
    for (naam, oud, nieuw) in [
        ("another text", tekst.clone(), zinnen(6_000, 900_000)),
        (
            "as long as is done well",
            zinnen(590, 0),
            zinnen(590, 900_000),
        ),
        ("backwards", tekst.clone(), achterstevoren),
        (
            "a little",
            tekst.clone(),
            tekst.replace("Zin 42 ", "Regel 42 "),
        ),
        ("one word", "a ".repeat(100_000), "b ".repeat(100_000)),
        ("empty lines", "\n".repeat(200_000), " a\n".repeat(70_000)),
        (
            "very long",
            "woord ".repeat(150_000),
            "ander ".repeat(150_000),
        ),
    ] {
        let begin = Instant::now();
        let stukjes = verschil(&oud, &nieuw);
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{naam}: {:?}",
            begin.elapsed()
        );
        assert_eq!(zonder(&stukjes, Wat::Erbij), oud, "{naam}");
        assert_eq!(zonder(&stukjes, Wat::Weg), nieuw, "{naam}");
    }
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back(
        oud in "([a-c]{1,2}|é|[ \n.*’-]|\r\n|👩‍👧){0,40}",
        nieuw in "([a-c]{1,2}|é|[ \n.*’-]|\r\n|👩‍👧){0,40}",
    ) {
        let stukjes = verschil(&oud, &nieuw);
        prop_assert_eq!(zonder(&stukjes, Wat::Erbij), oud);
        prop_assert_eq!(zonder(&stukjes, Wat::Weg), nieuw);
        prop_assert!(stukjes.iter().all(|s| !s.tekst.is_empty()));
        for paar in stukjes.windows(2) {
            prop_assert_ne!(paar[0].wat, paar[1].wat);
            prop_assert!(!(paar[0].is_erbij() && paar[1].is_weg()));
        }
    }

    #[test]
    fn an_excerpt_keeps_every_change(oud in ".{0,300}", nieuw in ".{0,300}") {
        let stukjes = verschil(&oud, &nieuw);
        let kort = ingekort(&stukjes);
        prop_assert_eq!(kort.len(), stukjes.len());
        for (heel, kort) in stukjes.iter().zip(&kort) {
            prop_assert_eq!(heel.wat, kort.wat);
            if heel.wat == Wat::Gelijk {
                prop_assert!(kort.tekst.len() <= heel.tekst.len());
            } else {
                prop_assert_eq!(&heel.tekst, &kort.tekst);
            }
        }
    }
}

#[test]
fn states_are_compared_field_by_field() {
    let veld = |naam: &str, waarde: &str| Veld::nieuw(naam, naam.to_uppercase(), waarde);
    let oud = [
        veld("a", "een"),
        veld("b", "twee"),
        veld("weg", "drie"),
        veld("leeg", ""),
    ];
    let nieuw = [
        veld("a", "een"),
        veld("nieuw", "vier"),
        veld("b", "twee keer"),
    ];
    let verschillen = veldverschillen(&oud, &nieuw);
    let gezien: Vec<(&str, String)> = verschillen
        .iter()
        .map(|v| (v.label.as_str(), toon(&v.stukjes)))
        .collect();
    assert_eq!(
        gezien,
        [
            ("NIEUW", "{+vier+}".to_owned()),
            ("B", "twee{+ keer+}".to_owned()),
            ("WEG", "[-drie-]".to_owned()),
        ]
    );
    assert_eq!(veldverschillen(&nieuw, &nieuw), []);
}

#[test]
fn what_all_kinds_share_is_compared_as_people_read_it() {
    let basis = Basis {
        soort: Soort::Praktijk,
        titel: "Een plan".into(),
        samenvatting: "Kort.".into(),
        sorteernaam: None,
        datum: None,
        officieel_id: None,
        bron: None,
        leefdomeinen: vec![Leefdomein::WerkEnInkomen],
        doelgroepen: vec!["dak-en-thuislozen".into()],
    };
    let anders = Basis {
        datum: chrono::NaiveDate::from_ymd_opt(2026, 3, 1),
        bron: Some(Bron {
            naam: "Een brief".into(),
            url: None,
            plaats: Some("bladzijde 2".into()),
        }),
        leefdomeinen: vec![Leefdomein::WerkEnInkomen, Leefdomein::Zorg],
        doelgroepen: Vec::new(),
        ..basis.clone()
    };
    let gezien: Vec<(String, String)> = veldverschillen(&basis.velden(), &anders.velden())
        .into_iter()
        .map(|v| (v.naam, toon(&v.stukjes)))
        .collect();
    let verwacht = [
        ("datum", "{+1 maart 2026+}"),
        ("bron", "{+Een brief, bladzijde 2+}"),
        ("leefdomein", "Werk en inkomen{+, Zorg+}"),
        ("doelgroep", "[-Dak- en thuislozen-]"),
    ];
    assert_eq!(
        gezien,
        verwacht.map(|(naam, tekst)| (naam.to_owned(), tekst.to_owned()))
    );
}
