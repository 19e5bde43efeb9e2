//! How a knelpunt is shown.

use super::*;

fn knelpunt(gezet: &[(u8, bool)], uit_bron: bool) -> Knelpunt {
    let mut treden = Treden::default();
    for (nummer, overgeslagen) in gezet {
        treden
            .zet(*nummer, "Gedaan.", *overgeslagen)
            .expect("a step");
    }
    Knelpunt {
        tekst: String::new(),
        secties: Vec::new(),
        oorzaak: None,
        treden,
        trekker: None,
        uit_bron,
        gesloten: 0,
        heropend: 0,
        gesloten_op: None,
    }
}

fn staten(gezet: &[(u8, bool)], status: Status) -> String {
    let alle = treden(&knelpunt(gezet, false).treden, status);
    let staten: Vec<&str> = alle.iter().map(|t| t.staat).collect();
    staten.join(" ")
}

#[test]
fn the_ladder_shows_what_is_set_skipped_and_shut() {
    let bezig = Status::InBehandeling;
    assert_eq!(staten(&[], bezig), "nu leeg leeg leeg dicht");
    assert_eq!(staten(&[], Status::Gemeld), "leeg leeg leeg leeg dicht");
    assert_eq!(
        staten(&[(1, false), (2, true)], bezig),
        "vol skip nu leeg dicht"
    );
    let vier = [(1, false), (2, false), (3, true), (4, false)];
    assert_eq!(staten(&vier, bezig), "vol vol skip vol leeg");
    let vijf = [vier.as_slice(), &[(5, false)]].concat();
    assert_eq!(
        staten(&vijf, Status::RegelwijzigingNodig),
        "vol vol skip vol vol"
    );
    let alle = treden(&knelpunt(&[(2, false)], false).treden, bezig);
    assert_eq!(alle[4].wat, "Nog dicht: eerst trede 1, 3, 4");
    assert!(laatste_is_dicht(&Treden::default()).contains("trede 1 ("));
}

#[test]
fn the_chain_has_one_place_that_is_here() {
    let gemeten = Telling {
        signalen: 3,
        gemeenten: [uuid::Uuid::from_u128(1)].into(),
    };
    for (status, verwacht) in [
        (Status::Gemeld, "klaar hier open open"),
        (Status::InBehandeling, "klaar klaar hier open"),
        (Status::Opgelost, "klaar klaar open hier"),
        (Status::RegelwijzigingNodig, "klaar klaar open hier"),
        (Status::GemotiveerdAfgewezen, "klaar klaar open hier"),
    ] {
        let stappen = keten(&knelpunt(&[], false), status, &gemeten);
        let staten: Vec<&str> = stappen.iter().map(|s| s.staat).collect();
        assert_eq!(staten.join(" "), verwacht, "{status}");
        assert_eq!(stappen[0].naam, "3 signalen");
        assert_eq!(stappen[0].wat, "speelt in 1 gemeente");
    }
    // What was found on the way is done.
    let gezet = keten(&knelpunt(&[(1, false)], false), Status::Opgelost, &gemeten);
    assert_eq!(gezet[2].staat, "klaar");
    let zonder = Telling {
        signalen: 1,
        ..Telling::default()
    };
    let zonder = keten(&knelpunt(&[], false), Status::Gemeld, &zonder);
    assert_eq!(zonder[0].wat, "nog geen gemeente bevestigd");
    let bron = keten(
        &knelpunt(&[], true),
        Status::InBehandeling,
        &Telling::default(),
    );
    assert_eq!(bron[0].naam, "Een bron");
    let leeg = keten(&knelpunt(&[], false), Status::Gemeld, &Telling::default());
    assert_eq!(leeg[0].naam, "Geen signalen");
}

#[test]
fn the_banner_says_since_when_and_why() {
    let sinds = |actie: &str, reden: Option<&str>| Sinds {
        op: "2026-05-03T10:00:00Z".parse().expect("a moment"),
        actie: actie.to_owned(),
        reden: reden.map(str::to_owned),
    };
    let mut knelpunt = knelpunt(&[], false);
    for (status, actie, reden, kern) in [
        (Status::Gemeld, "aanmaken", None, "Gemeld op 3 mei 2026."),
        (
            Status::InBehandeling,
            "oppakken",
            Some("Veel meldingen."),
            "In behandeling sinds 3 mei 2026.",
        ),
        (
            Status::InBehandeling,
            "heropenen",
            Some("Het speelt nog."),
            "Heropend op 3 mei 2026.",
        ),
        (
            Status::GemotiveerdAfgewezen,
            "afwijzen",
            Some("Dit mag al."),
            "Afgewezen op 3 mei 2026.",
        ),
    ] {
        let sinds = sinds(actie, reden);
        let banner = banner(&knelpunt, status, Some(&sinds), "Het duo");
        assert_eq!(banner.kern, kern);
        assert_eq!(banner.reden, reden.unwrap_or_default());
    }
    knelpunt.heropend = 2;
    let banner = banner(&knelpunt, Status::Opgelost, None, "Het duo");
    assert_eq!(banner.kern, "Opgelost.");
    assert!(banner.verder.ends_with("vaker gesloten en weer geopend."));
}

#[test]
fn a_count_is_said_in_words() {
    let telling = |signalen, gemeenten: u128| Telling {
        signalen,
        gemeenten: (0..gemeenten).map(uuid::Uuid::from_u128).collect(),
    };
    for (telling, woorden) in [
        (telling(0, 0), "Niemand meldde dit hier"),
        (telling(0, 2), "Speelt in 2 gemeenten"),
        (telling(1, 0), "1 signaal"),
        (telling(3, 1), "3 signalen · speelt in 1 gemeente"),
    ] {
        assert_eq!(telling_in_woorden(&telling), woorden);
    }
}
