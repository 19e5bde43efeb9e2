use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::knelpunten::model::{Oorzaak, Status};

fn dag(dag: &str) -> NaiveDate {
    dag.parse().unwrap()
}

const VANDAAG: &str = "2026-11-21";

/// A row that was reported three weeks ago, in a state and in so many gemeenten.
fn rij(nummer: u128, status: Status, gemeenten: u128) -> Rij {
    Rij {
        id: Uuid::from_u128(nummer),
        kenmerk: format!("KNP-2026-{nummer:04}"),
        titel: format!("Knelpunt {nummer}"),
        pad: format!("/knelpunten/knelpunt-{nummer}"),
        status,
        oorzaak: None,
        trede: 0,
        themas: BTreeSet::new(),
        regelingen: BTreeSet::new(),
        gemeenten: (1..=gemeenten).map(Uuid::from_u128).collect(),
        signalen: 0,
        gemeld: dag("2026-11-01"),
        gesloten: None,
        keer_gesloten: 0,
        heropend: 0,
    }
}

#[test]
fn every_state_is_one_of_three_words() {
    for (status, stand) in [
        (Status::Gemeld, Stand::Bezig),
        (Status::InBehandeling, Stand::Bezig),
        (Status::RegelwijzigingNodig, Stand::Regel),
        (Status::Opgelost, Stand::Afgerond),
        (Status::GemotiveerdAfgewezen, Stand::Afgerond),
    ] {
        assert_eq!(Stand::van(status), stand, "{status}");
        // What waits for a rule is no longer open, and not settled either.
        assert_eq!(status.is_gesloten(), stand != Stand::Bezig, "{status}");
    }
}

#[test]
fn a_row_counts_once_under_each_thing_it_has() {
    let [schulden, wonen] = [1, 2].map(Uuid::from_u128);
    let met = |nummer, status, themas: &[Uuid]| Rij {
        themas: themas.iter().copied().collect(),
        ..rij(nummer, status, 0)
    };
    let rijen = [
        met(1, Status::Gemeld, &[schulden]),
        met(2, Status::InBehandeling, &[schulden, wonen]),
        met(3, Status::RegelwijzigingNodig, &[schulden]),
        met(4, Status::Opgelost, &[schulden]),
        met(5, Status::GemotiveerdAfgewezen, &[]),
    ];
    let per_thema = per(&rijen, |rij| rij.themas.iter().copied().collect());
    let telling = |bezig, regel, afgerond| Telling {
        bezig,
        regel,
        afgerond,
    };
    assert_eq!(per_thema.get(&schulden), Some(&telling(2, 1, 1)));
    assert_eq!(per_thema.get(&wonen), Some(&telling(1, 0, 0)));
    assert_eq!(
        per_thema.len(),
        2,
        "a row without a thema counts under none"
    );
    assert_eq!(telling(2, 1, 1).totaal(), 4);
    let alles = per(&rijen, |_| vec![()]);
    assert_eq!(alles[&()], telling(2, 1, 2));
    for (stand, aantal) in [(Stand::Bezig, 2), (Stand::Regel, 1), (Stand::Afgerond, 2)] {
        assert_eq!(alles[&()].van(stand), aantal, "{stand}");
    }
}

#[test]
fn days_are_counted_from_the_first_until_it_was_closed() {
    let vandaag = dag(VANDAAG);
    let tot = |status, gesloten: Option<&str>| {
        let rij = Rij {
            gesloten: gesloten.map(dag),
            ..rij(1, status, 0)
        };
        (rij.dagen(vandaag), rij.leeftijd(vandaag))
    };
    let maand = Some(Leeftijd::Maand);
    assert_eq!(tot(Status::Gemeld, None), (Some(20), maand));
    // Opened again: who signalled it waits since the first day.
    assert_eq!(
        tot(Status::InBehandeling, Some("2026-11-05")),
        (Some(20), maand)
    );
    for status in [
        Status::Opgelost,
        Status::RegelwijzigingNodig,
        Status::GemotiveerdAfgewezen,
    ] {
        assert_eq!(tot(status, Some("2026-11-05")), (Some(4), None));
        assert_eq!(tot(status, None), (None, None));
        assert_eq!(tot(status, Some("2026-10-05")), (Some(0), None));
    }
}

#[test]
fn the_oldest_open_ones_come_first() {
    let van = |nummer, status, gemeld| Rij {
        gemeld: dag(gemeld),
        ..rij(nummer, status, 0)
    };
    let rijen = [
        van(4, Status::Gemeld, "2026-11-01"),
        van(3, Status::InBehandeling, "2026-11-01"),
        van(2, Status::Opgelost, "2020-01-01"),
        van(1, Status::InBehandeling, "2026-03-01"),
    ];
    let nummers = |hoogstens| -> Vec<u128> {
        let oudste = oudste(&rijen, hoogstens);
        oudste.iter().map(|rij| rij.id.as_u128()).collect()
    };
    assert_eq!(nummers(10), [1, 3, 4]);
    assert_eq!(nummers(1), [1]);
}

#[test]
fn what_many_share_and_is_not_settled_comes_first() {
    let rijen = [
        rij(1, Status::InBehandeling, 1),
        rij(2, Status::RegelwijzigingNodig, 3),
        rij(3, Status::Opgelost, 9),
        rij(4, Status::GemotiveerdAfgewezen, 9),
        rij(5, Status::Gemeld, 3),
        rij(6, Status::InBehandeling, 2),
    ];
    let nummers = |hoogstens| -> Vec<u128> {
        let gedeeld = gedeeld(&rijen, hoogstens);
        gedeeld.iter().map(|rij| rij.id.as_u128()).collect()
    };
    assert_eq!(nummers(10), [2, 5, 6]);
    assert_eq!(nummers(2), [2, 5]);
}

fn paren(vraag: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(vraag.as_bytes())
        .into_owned()
        .collect()
}

#[test]
fn a_choice_is_read_from_its_own_address() {
    let alles = Keuze {
        status: Some(Status::InBehandeling),
        oorzaak: Some(Waardoor::Door(Oorzaak::Complexiteit)),
        trede: Some(3),
        leeftijd: Some(Leeftijd::Halfjaar),
        heropend: true,
    };
    assert_eq!(
        alles.pad(2),
        "/knelpunten/overzicht/lijst?status=in-behandeling&oorzaak=complexiteit&trede=3\
         &leeftijd=3-6-maanden&heropend=ja&pagina=2"
    );
    let onbekend = Keuze {
        oorzaak: Some(Waardoor::Onbekend),
        trede: Some(0),
        ..Keuze::default()
    };
    assert_eq!(onbekend.woorden().len(), 2);
    for keuze in [alles, onbekend, Keuze::default()] {
        let pad = keuze.pad(1);
        let vraag = pad.split_once('?').map_or("", |(_, vraag)| vraag);
        assert_eq!(Keuze::lees(&paren(vraag)), Ok(keuze), "{pad}");
    }
    assert_eq!(
        Keuze::lees(&paren("status=&kleur=rood&pagina=2")),
        Ok(Keuze::default())
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let fouten = Keuze::lees(&paren(
        "status=klaar&oorzaak=x&trede=6&leeftijd=oud&heropend=nee",
    ))
    .unwrap_err();
    let velden: Vec<&str> = fouten.iter().map(|fout| fout.veld.as_str()).collect();
    assert_eq!(
        velden,
        ["status", "oorzaak", "trede", "leeftijd", "heropend"]
    );
    assert!(fouten.iter().all(|fout| fout.code == "onbekende-waarde"));
    for trede in ["-1", "1.5", "255", "256", "een"] {
        assert!(Keuze::lees(&paren(&format!("trede={trede}"))).is_err());
    }
}

#[test]
fn a_row_is_asked_for_when_it_has_everything() {
    let vandaag = dag(VANDAAG);
    let rij = Rij {
        oorzaak: Some(Oorzaak::Kennis),
        trede: 2,
        heropend: 1,
        ..rij(1, Status::InBehandeling, 0)
    };
    let keuze = Keuze {
        status: Some(Status::InBehandeling),
        oorzaak: Some(Waardoor::Door(Oorzaak::Kennis)),
        trede: Some(2),
        leeftijd: Some(Leeftijd::Maand),
        heropend: true,
    };
    assert!(keuze.past(&rij, vandaag));
    assert!(Keuze::default().past(&rij, vandaag));
    for anders in [
        Keuze {
            status: Some(Status::Gemeld),
            ..keuze
        },
        Keuze {
            oorzaak: Some(Waardoor::Onbekend),
            ..keuze
        },
        Keuze {
            trede: Some(1),
            ..keuze
        },
        Keuze {
            leeftijd: Some(Leeftijd::Kwartaal),
            ..keuze
        },
    ] {
        assert!(!anders.past(&rij, vandaag), "{anders:?}");
    }
    let dicht = Rij {
        status: Status::Opgelost,
        heropend: 0,
        ..rij
    };
    let open = Keuze {
        leeftijd: Some(Leeftijd::Maand),
        ..Keuze::default()
    };
    assert!(!open.past(&dicht, vandaag), "what is closed has no age");
    let heropend = Keuze {
        heropend: true,
        ..Keuze::default()
    };
    assert!(!heropend.past(&dicht, vandaag));
}

#[test]
fn the_share_that_was_opened_again_is_of_closings() {
    let met = |nummer, keer_gesloten, heropend| Rij {
        keer_gesloten,
        heropend,
        ..rij(nummer, Status::Opgelost, 0)
    };
    let deel = heropeningen(&[met(1, 2, 1), met(2, 1, 0), met(3, 0, 0)]);
    assert_eq!((deel.gesloten, deel.heropend), (3, 1));
    assert_eq!(heropeningen(&[]).gesloten, 0);
}
