//! The rights of every kind of actor at every level: on the page, on the agenda, in search, in the file, by the API, and
//! for writing, changing and taking steps.

use std::collections::BTreeSet;

use dwarsverband::actor::Rol;

use super::{KIEZEN, adres, nieuw, rij, velden, vraag, zet};
use crate::{
    knelpunten::{bij_thema, sleutels_van},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, landelijk, sterk},
        op_beide,
    },
    werkruimte::{Toneel, toneel},
};

const NIVEAUS: [&str; 3] = ["openbaar", "besloten", "vertrouwelijk"];

/// Each kind of actor, with the levels that it reads and those at which it asks.
fn mensen(toneel: &Toneel) -> [(&str, &str, &[&str], &[&str]); 9] {
    let duo = &NIVEAUS[..];
    let openbaar = &NIVEAUS[..1];
    [
        ("rijk", &toneel.rijk, duo, duo),
        ("gemeente", &toneel.gemeente, duo, duo),
        ("waarnemer", &toneel.waarnemer, duo, duo),
        ("netwerk", &toneel.netwerk, &NIVEAUS[..2], &NIVEAUS[1..2]),
        ("elders", &toneel.elders, openbaar, &[]),
        ("lid", &toneel.lid, openbaar, &[]),
        ("redactie", &toneel.redactie, openbaar, openbaar),
        ("regietafel", &toneel.regietafel, openbaar, &[]),
        ("visitor", "", openbaar, &[]),
    ]
}

#[tokio::test]
async fn a_level_says_who_reads_it_wherever_it_stands() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for niveau in NIVEAUS {
            let titel = format!("Zeldzaam {niveau}?");
            let pad = vraag(&app, &toneel.rijk, &titel, niveau).await;
            let verwacht = match niveau {
                "openbaar" => "openbaar".to_owned(),
                "besloten" => format!("thema:{}", toneel.thema),
                _ => format!("duo:{}", toneel.thema),
            };
            let sleutels = sleutels_van(&app, rij(&app, &pad).await.id).await;
            assert_eq!(sleutels, BTreeSet::from([verwacht]), "{niveau}");
            let zoek = format!("/zoeken?q=%22zeldzaam+{niveau}%22");
            let lijsten = [
                "/kennisagenda",
                "/kennisagenda.csv",
                "/kennisvragen",
                zoek.as_str(),
            ];
            for (naam, koek, leest, _) in mensen(&toneel) {
                let mag = leest.contains(&niveau);
                let status = if mag { 200 } else { 404 };
                let pagina = met_koek(&app, &pad, koek).await.met_status(status);
                assert_eq!(pagina.tekst.contains(&titel), mag, "{naam} {niveau}");
                for lijst in lijsten {
                    let gevonden = met_koek(&app, lijst, koek).await.met_status(200);
                    let ziet = gevonden.tekst.contains(&pad);
                    assert_eq!(ziet, mag, "{naam} {niveau} {lijst}");
                }
            }
            let van_api = app.get(&format!("/api/v1{pad}")).await;
            let status = if niveau == "openbaar" { 200 } else { 404 };
            van_api.met_status(status);
        }
    })
    .await;
}

#[tokio::test]
async fn the_duo_asks_at_every_level_the_netwerk_besloten_and_the_redactie_openbaar() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for (naam, koek, _, schrijft) in mensen(&toneel) {
            for niveau in NIVEAUS {
                let titel = format!("{naam} {niveau}?");
                let velden = velden(&titel, niveau);
                let antwoord = doe(&app, koek, &nieuw(), &velden).await;
                let status = if schrijft.contains(&niveau) || naam == "visitor" {
                    303
                } else if schrijft.is_empty() {
                    403
                } else {
                    400
                };
                assert_eq!(antwoord.status.as_u16(), status, "{naam} {niveau}");
                let naar = antwoord.kop("location");
                assert_eq!(naar.starts_with("/inloggen"), naam == "visitor", "{naam}");
            }
        }
        // What others may not choose is not offered.
        for (koek, aantal) in [
            (&toneel.netwerk, 1),
            (&toneel.rijk, 3),
            (&toneel.redactie, 1),
        ] {
            let formulier = met_koek(&app, &nieuw(), koek).await.met_status(200);
            assert_eq!(formulier.tekst.matches("name=\"niveau\"").count(), aantal);
        }
        for (koek, status) in [
            (&toneel.rijk, 200),
            (&toneel.redactie, 200),
            (&toneel.netwerk, 200),
            (&toneel.lid, 403),
            (&toneel.regietafel, 403),
        ] {
            met_koek(&app, KIEZEN, koek).await.met_status(status);
        }
    })
    .await;
}

#[tokio::test]
async fn the_duo_treats_what_the_redactie_asks() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let velden = [
            &velden("Van de redactie?", "openbaar")[..],
            &[("thema", "wonen")],
        ]
        .concat();
        let gemaakt = doe(&app, &toneel.redactie, KIEZEN, &velden).await;
        let pad = adres(&gemaakt.met_status(303));
        let reden = [("reden", "Wij zoeken het uit.")];
        // Who asked it may still change it, and that is all.
        let blad = format!("{pad}/wijzigen");
        met_koek(&app, &blad, &toneel.redactie)
            .await
            .met_status(200);
        for koek in [&toneel.redactie, &toneel.netwerk, &toneel.lid] {
            zet(&app, koek, (&pad, "onderzoeken"), &reden)
                .await
                .met_status(403);
        }
        zet(&app, &toneel.gemeente, (&pad, "onderzoeken"), &reden)
            .await
            .met_status(303);
        met_koek(&app, &blad, &toneel.redactie)
            .await
            .met_status(403);
        met_koek(&app, &blad, &toneel.rijk).await.met_status(200);
        for (koek, knoppen) in [(&toneel.rijk, true), (&toneel.redactie, false)] {
            let pagina = met_koek(&app, &pad, koek).await.met_status(200);
            let knop = pagina.tekst.contains(&format!("{pad}/stap/beantwoorden"));
            assert_eq!(knop, knoppen);
            assert_eq!(pagina.tekst.contains(&blad), knoppen);
        }
    })
    .await;
}

#[tokio::test]
async fn the_redactie_treats_it_as_long_as_there_is_no_duo() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        // Nobody sits in the duo of this thema.
        let velden = [
            &velden("Zonder duo?", "openbaar")[..],
            &[("thema", "vervoer")],
        ]
        .concat();
        let gemaakt = doe(&app, &toneel.redactie, KIEZEN, &velden).await;
        let pad = adres(&gemaakt.met_status(303));
        let reden = [("reden", "Wij zoeken het uit.")];
        let nee = zet(&app, &toneel.rijk, (&pad, "onderzoeken"), &reden).await;
        assert!(nee.met_status(403).tekst.contains("De redactie behandelt"));
        zet(&app, &toneel.redactie, (&pad, "onderzoeken"), &reden)
            .await
            .met_status(303);
        let pagina = met_koek(&app, &pad, &toneel.redactie).await;
        assert!(pagina.tekst.contains(&format!("{pad}/stap/beantwoorden")));
    })
    .await;
}

#[tokio::test]
async fn the_netwerk_changes_what_it_asked_and_takes_no_steps() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.netwerk, "Van Nora?", "besloten").await;
        let blad = format!("{pad}/wijzigen");
        for (koek, status) in [
            (&toneel.netwerk, 200),
            (&toneel.rijk, 200),
            (&toneel.ander, 403),
            (&toneel.redactie, 404),
        ] {
            met_koek(&app, &blad, koek).await.met_status(status);
        }
        let breder = [&velden("Van Nora?", "openbaar")[..], &[("versie", "1")]].concat();
        doe(&app, &toneel.netwerk, &blad, &breder)
            .await
            .met_status(400);
        let reden = [("reden", "Ik zoek het uit.")];
        zet(&app, &toneel.netwerk, (&pad, "onderzoeken"), &reden)
            .await
            .met_status(403);
    })
    .await;
}

#[tokio::test]
async fn the_form_offers_the_levels_that_its_writer_may_choose() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let rollen = [
            landelijk(Rol::Redactie),
            bij_thema(Rol::Netwerklid, toneel.thema),
        ];
        let (_, beide) = sterk(&app, "Rob", &rollen).await;
        for (koek, verwacht) in [
            (&toneel.rijk, &NIVEAUS[..]),
            (&toneel.netwerk, &NIVEAUS[1..2]),
            (&toneel.redactie, &NIVEAUS[..1]),
            (&beide, &NIVEAUS[..2]),
        ] {
            for blad in [nieuw(), KIEZEN.to_owned()] {
                let formulier = met_koek(&app, &blad, koek).await.met_status(200);
                for niveau in NIVEAUS {
                    let keuze = format!("name=\"niveau\" value=\"{niveau}\"");
                    let kan = verwacht.contains(&niveau);
                    assert_eq!(formulier.tekst.contains(&keuze), kan, "{blad} {niveau}");
                }
            }
        }
    })
    .await;
}
