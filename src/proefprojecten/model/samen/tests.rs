use proptest::prelude::*;

use super::*;

const VOL: Manier = Manier::Duo {
    rijk: true,
    gemeente: true,
};
const ZONDER_RIJK: Manier = Manier::Duo {
    rijk: false,
    gemeente: true,
};

fn iemand(wie: &str) -> Beslisser {
    let niemand = Beslisser {
        wie: wie.into(),
        ..Beslisser::default()
    };
    match wie.trim_end_matches(char::is_numeric) {
        "rijk" => Beslisser {
            zetel_rijk: true,
            ..niemand
        },
        "gemeente" => Beslisser {
            zetel_gemeente: true,
            ..niemand
        },
        "waarnemer" => Beslisser {
            waarnemer: true,
            ..niemand
        },
        "redactie" => Beslisser {
            redactie: true,
            ..niemand
        },
        "lid" => Beslisser {
            lid_van_eigenaar: true,
            ..niemand
        },
        "auteur" => Beslisser {
            auteur: true,
            ..niemand
        },
        // Somebody who is everything at once.
        "alles" => Beslisser {
            zetel_rijk: true,
            zetel_gemeente: true,
            waarnemer: true,
            redactie: true,
            lid_van_eigenaar: true,
            auteur: true,
            ..niemand
        },
        _ => niemand,
    }
}

const MENSEN: [&str; 10] = [
    "niemand",
    "lid1",
    "lid2",
    "auteur",
    "redactie1",
    "redactie2",
    "rijk",
    "gemeente",
    "waarnemer",
    "alles",
];

fn stem(plek: Plek, door: &str) -> Stem {
    Stem {
        plek,
        namens: Namens::Zetel,
        door: door.into(),
        op: DateTime::UNIX_EPOCH,
    }
}

/// Who of all may do something.
fn wie(mag: impl Fn(&Beslisser) -> bool) -> Vec<&'static str> {
    let mensen = MENSEN.into_iter();
    mensen.filter(|wie| mag(&iemand(wie))).collect()
}

#[test]
fn who_starts_and_who_proposes() {
    let eigen = ["lid1", "lid2", "auteur", "redactie1", "redactie2"];
    let met = |meer: &[&'static str]| [&eigen[..], meer].concat();
    assert_eq!(wie(|b| b.mag_starten().is_ok()), met(&["alles"]));
    let duo = ["rijk", "gemeente", "waarnemer", "alles"];
    assert_eq!(wie(|b| b.mag_voorstellen(VOL).is_ok()), met(&duo));
    // Who proposes on their seat agrees by that.
    assert_eq!(iemand("rijk").mag_voorstellen(VOL), Ok(Some(Plek::Rijk)));
    assert_eq!(iemand("lid1").mag_voorstellen(VOL), Ok(None));
    assert_eq!(iemand("waarnemer").mag_voorstellen(VOL), Ok(None));
}

/// Who wants to agree, in which way, who proposed it, who agreed already, and from where they can.
type Rij<'a> = (&'a str, Manier, &'a str, &'a [Stem], &'a [(Plek, Namens)]);

#[test]
fn who_agrees_from_which_place() {
    use Namens::{Collega, Redactie, Waarnemer, Zetel};
    use Plek::{Gemeente, Rijk, Tweede};
    let rijk = [stem(Rijk, "rijk")];
    let tabel: [Rij<'_>; 15] = [
        ("rijk", VOL, "lid1", &[], &[(Rijk, Zetel)]),
        ("gemeente", VOL, "lid1", &[], &[(Gemeente, Zetel)]),
        (
            "waarnemer",
            VOL,
            "lid1",
            &[],
            &[(Rijk, Waarnemer), (Gemeente, Waarnemer)],
        ),
        ("waarnemer", VOL, "rijk", &rijk, &[(Gemeente, Waarnemer)]),
        ("lid2", VOL, "lid1", &[], &[]),
        ("redactie1", VOL, "lid1", &[], &[]),
        ("redactie1", ZONDER_RIJK, "lid1", &[], &[(Rijk, Redactie)]),
        (
            "redactie1",
            ZONDER_RIJK,
            "redactie1",
            &[],
            &[(Rijk, Redactie)],
        ),
        ("rijk", VOL, "rijk", &rijk, &[]),
        ("alles", VOL, "alles", &[stem(Rijk, "alles")], &[]),
        ("lid1", Manier::Samen, "lid1", &[], &[]),
        ("lid2", Manier::Samen, "lid1", &[], &[(Tweede, Collega)]),
        (
            "redactie1",
            Manier::Samen,
            "lid1",
            &[],
            &[(Tweede, Redactie)],
        ),
        ("auteur", Manier::Samen, "lid1", &[], &[]),
        ("niemand", Manier::Samen, "lid1", &[], &[]),
    ];
    for (naam, manier, door, stemmen, verwacht) in tabel {
        let kan = iemand(naam).kan_instemmen(manier, door, stemmen);
        assert_eq!(kan.unwrap_or_default(), verwacht, "{naam}, {manier:?}");
    }
    assert!(vraagt_reden(ZONDER_RIJK, Redactie) && !vraagt_reden(Manier::Samen, Redactie));
}

#[test]
fn two_places_by_one_person_are_not_two() {
    let een = [stem(Plek::Rijk, "alles"), stem(Plek::Gemeente, "alles")];
    assert!(!VOL.is_rond("lid1", &een));
    let twee = [stem(Plek::Rijk, "alles"), stem(Plek::Gemeente, "ander")];
    assert!(VOL.is_rond("alles", &twee));
    assert!(!VOL.is_rond("lid1", &twee[..1]));
    let zelf = [stem(Plek::Tweede, "lid1")];
    assert!(!Manier::Samen.is_rond("lid1", &zelf));
    assert!(Manier::Samen.is_rond("lid2", &zelf));
}

#[test]
fn who_says_no() {
    let nee = |manier| wie(|b| b.mag_afwijzen(manier, "rijk").is_ok());
    assert_eq!(nee(VOL), ["gemeente", "waarnemer", "alles"]);
    let zonder = nee(ZONDER_RIJK);
    assert_eq!(
        zonder,
        ["redactie1", "redactie2", "gemeente", "waarnemer", "alles"]
    );
    assert_eq!(wie(|b| b.mag_terugnemen("rijk").is_ok()), ["rijk"]);
}

/// A deed of one of the people: by number, what, and which of the places they can fill.
#[derive(Debug, Clone, Copy)]
enum Daad {
    StelVoor(usize),
    StemIn(usize, usize),
    WijsAf(usize),
    NeemTerug(usize),
    ZetelVrij,
}

fn daden() -> impl Strategy<Value = Vec<Daad>> {
    let wie = || 0..MENSEN.len();
    let daad = prop_oneof![
        2 => wie().prop_map(Daad::StelVoor),
        6 => (wie(), 0..2_usize).prop_map(|(wie, plek)| Daad::StemIn(wie, plek)),
        1 => wie().prop_map(Daad::WijsAf),
        1 => wie().prop_map(Daad::NeemTerug),
        1 => Just(Daad::ZetelVrij),
    ];
    proptest::collection::vec(daad, 1..60)
}

fn manieren() -> impl Strategy<Value = Manier> {
    prop_oneof![
        Just(Manier::Samen),
        (any::<bool>(), any::<bool>()).prop_map(|(rijk, gemeente)| Manier::Duo { rijk, gemeente }),
    ]
}

proptest! {
    /// Whatever is done in whatever order: what is decided was agreed by two people, and with a duo
    /// from both sides.
    #[test]
    fn no_order_of_things_decides_by_one_person_or_one_side(
        mut manier in manieren(),
        reeks in daden(),
    ) {
        let mut open: Option<(String, Vec<Stem>)> = None;
        for daad in reeks {
            match (daad, open.clone()) {
                (Daad::StelVoor(i), None) => {
                    if let Ok(plek) = iemand(MENSEN[i]).mag_voorstellen(manier) {
                        let eigen = plek.map(|plek| stem(plek, MENSEN[i]));
                        open = Some((MENSEN[i].to_owned(), eigen.into_iter().collect()));
                    }
                }
                (Daad::StemIn(i, welke), Some((door, mut stemmen))) => {
                    let kan = iemand(MENSEN[i]).kan_instemmen(manier, &door, &stemmen);
                    let Some((plek, _)) = kan.ok().and_then(|kan| kan.get(welke).copied()) else {
                        continue;
                    };
                    stemmen.push(stem(plek, MENSEN[i]));
                    if manier.is_rond(&door, &stemmen) {
                        let mut mensen: BTreeSet<&str> =
                            stemmen.iter().map(|s| s.door.as_str()).collect();
                        let kanten: BTreeSet<Plek> = stemmen.iter().map(|s| s.plek).collect();
                        if manier == Manier::Samen {
                            mensen.insert(&door);
                        } else {
                            prop_assert_eq!(kanten.len(), 2);
                        }
                        prop_assert!(mensen.len() >= 2);
                        break;
                    }
                    open = Some((door, stemmen));
                }
                (Daad::WijsAf(i), Some((door, _)))
                    if iemand(MENSEN[i]).mag_afwijzen(manier, &door).is_ok() =>
                {
                    open = None;
                }
                (Daad::NeemTerug(i), Some((door, _)))
                    if iemand(MENSEN[i]).mag_terugnemen(&door).is_ok() =>
                {
                    open = None;
                }
                (Daad::ZetelVrij, _) => {
                    if let Manier::Duo { gemeente, .. } = manier {
                        manier = Manier::Duo { rijk: false, gemeente };
                    }
                }
                _ => {}
            }
        }
    }
}
