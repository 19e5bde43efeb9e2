//! When a question is late, and when who has to answer it is reminded.

use proptest::prelude::*;

use super::*;

fn op(dag: &str) -> DateTime<Utc> {
    format!("{dag}T12:00:00Z").parse().unwrap()
}

fn datum(dag: &str) -> NaiveDate {
    dag.parse().unwrap()
}

/// A question of 1 March that has to be answered on 12 April.
fn punt(verlengingen: &[(&str, &str)], antwoord: Option<&str>) -> Vraagpunt {
    Vraagpunt {
        id: Uuid::from_u128(1),
        stuk_id: Uuid::from_u128(2),
        nummer: 1,
        vraag: "Mag dit?".into(),
        aan: Uuid::from_u128(3),
        uiterlijk: datum("2026-04-12"),
        gesteld_op: op("2026-03-01"),
        door: "account:x".into(),
        verlengingen: verlengingen
            .iter()
            .map(|(gezegd, tot)| Verlenging {
                tot: datum(tot),
                reden: "Wij zoeken het uit.".into(),
                op: op(gezegd),
                door: "account:y".into(),
            })
            .collect(),
        antwoord: antwoord.map(|dag| Antwoord {
            uitkomst: Uitkomst::Overgenomen,
            tekst: String::new(),
            op: op(dag),
            door: "account:y".into(),
        }),
    }
}

#[test]
fn an_extension_before_the_day_is_not_late_and_one_after_it_does_not_undo_it() {
    let stil = punt(&[], None);
    assert_eq!(stil.stand(datum("2026-04-12")), Stand::Open { dagen: 0 });
    assert_eq!(stil.stand(datum("2026-04-13")), Stand::TeLaat { dagen: 1 });
    assert!(!stil.was_te_laat());

    let op_tijd = punt(&[("2026-04-12", "2026-05-12")], None);
    assert_eq!(
        op_tijd.stand(datum("2026-04-20")),
        Stand::Open { dagen: 22 }
    );
    assert!(!op_tijd.was_te_laat());
    assert!(op_tijd.is_te_laat(datum("2026-05-13")));

    let te_laat = punt(&[("2026-04-13", "2026-05-12")], None);
    for (vandaag, dagen) in [("2026-04-20", 8), ("2026-05-12", 30), ("2026-05-13", 31)] {
        let stand = te_laat.stand(datum(vandaag));
        assert_eq!(stand, Stand::TeLaat { dagen }, "{vandaag}");
    }
    assert!(te_laat.was_te_laat());
    assert_eq!(te_laat.laatste_dag(), datum("2026-05-12"));
    let twee = punt(
        &[("2026-04-12", "2026-05-12"), ("2026-05-13", "2026-06-12")],
        None,
    );
    let laat: Vec<bool> = twee.uitstel().iter().map(|(_, laat)| *laat).collect();
    assert_eq!(
        laat,
        [false, true],
        "each by the last day that there was then"
    );
    assert_eq!(
        twee.stand(datum("2026-05-14")),
        Stand::TeLaat { dagen: 2 },
        "from the day that was missed"
    );
    let alsnog = punt(&[("2026-04-13", "2026-05-12")], Some("2026-05-01"));
    assert_eq!(
        alsnog.stand(datum("2026-05-01")),
        Stand::Beantwoord { te_laat: true }
    );

    let beantwoord = punt(&[("2026-04-12", "2026-05-12")], Some("2026-05-12"));
    assert_eq!(
        beantwoord.stand(datum("2027-01-01")),
        Stand::Beantwoord { te_laat: false }
    );
    let laat = punt(&[], Some("2026-04-13"));
    assert_eq!(
        laat.stand(datum("2026-04-14")),
        Stand::Beantwoord { te_laat: true }
    );
}

#[test]
fn a_day_is_one_in_the_netherlands() {
    let mut punt = punt(&[], None);
    let antwoord = |moment: &str| Antwoord {
        uitkomst: Uitkomst::Overgenomen,
        tekst: String::new(),
        op: moment.parse().unwrap(),
        door: String::new(),
    };
    // In summer it is two hours later than in Greenwich.
    punt.antwoord = Some(antwoord("2026-04-12T21:59:59Z"));
    assert!(!punt.was_te_laat());
    punt.antwoord = Some(antwoord("2026-04-12T22:00:00Z"));
    assert!(punt.was_te_laat());
}

#[test]
fn a_reminder_comes_a_week_before_and_when_the_day_is_over() {
    for (vandaag, wat) in [
        ("2026-04-04", None),
        ("2026-04-05", Some(Herinnering::Vooraf)),
        ("2026-04-12", Some(Herinnering::Vooraf)),
        ("2026-04-13", Some(Herinnering::TeLaat)),
        ("2027-04-13", Some(Herinnering::TeLaat)),
    ] {
        let gezegd = punt(&[], None).herinnering(datum(vandaag));
        assert_eq!(gezegd, wat, "{vandaag}");
    }
}

/// Who was asked yesterday is not told that a week is left.
#[test]
fn a_short_term_is_half_over_before_a_reminder() {
    let kort = |uiterlijk| Vraagpunt {
        uiterlijk: datum(uiterlijk),
        ..punt(&[], None)
    };
    for (punt, nog_niet, wel) in [
        (kort("2026-03-08"), "2026-03-04", "2026-03-05"),
        (kort("2026-03-14"), "2026-03-07", "2026-03-08"),
        (kort("2026-03-15"), "2026-03-07", "2026-03-08"),
        (
            punt(&[("2026-04-10", "2026-04-16")], None),
            "2026-04-12",
            "2026-04-13",
        ),
        // More time from today on, until today.
        (
            punt(&[("2026-04-14", "2026-04-14")], None),
            "2026-04-13",
            "2026-04-14",
        ),
    ] {
        assert_eq!(punt.herinnering(datum(nog_niet)), None, "{nog_niet}");
        let gezegd = punt.herinnering(datum(wel));
        assert_eq!(gezegd, Some(Herinnering::Vooraf), "{wel}");
    }
}

#[test]
fn what_is_late_is_open_too() {
    let vandaag = datum("2026-04-20");
    for (punt, past) in [
        (punt(&[], None), [true, true, false]),
        (
            punt(&[("2026-04-13", "2026-06-01")], None),
            [true, true, false],
        ),
        (
            punt(&[("2026-04-12", "2026-06-01")], None),
            [true, false, false],
        ),
        (punt(&[], Some("2026-04-19")), [false, false, true]),
    ] {
        let welke = Welke::ALLE.iter().map(|welke| welke.past(&punt, vandaag));
        assert_eq!(welke.collect::<Vec<_>>(), past);
    }
}

#[test]
fn the_share_counts_every_point_once() {
    let punten = [
        punt(&[], None),
        punt(&[("2026-04-01", "2026-06-01")], None),
        punt(&[], Some("2026-04-01")),
    ];
    let aandeel = Aandeel::van(&punten, datum("2026-04-20"));
    assert_eq!(
        aandeel,
        Aandeel {
            gevraagd: 3,
            open: 2,
            te_laat: 1,
            verlengd: 1,
        }
    );
    assert_eq!(aandeel.procent_open(), 67);
    assert_eq!(Aandeel::default().procent_open(), 0);
}

proptest! {
    #[test]
    fn an_extension_in_time_is_never_late(dagen in 0..40_u64, langer in 1..84_u64) {
        let mut punt = punt(&[], None);
        let gezegd = datum("2026-03-03") + Days::new(dagen);
        let tot = punt.uiterlijk + Days::new(langer);
        punt.verlengingen.push(Verlenging {
            tot,
            reden: "x".into(),
            op: op(&gezegd.to_string()),
            door: "y".into(),
        });
        prop_assert!(!punt.was_te_laat());
        prop_assert!(!punt.is_te_laat(tot));
        prop_assert!(punt.is_te_laat(tot + Days::new(1)));
    }
}
