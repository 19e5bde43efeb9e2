//! The rights of every kind of actor at every level: on the page, on its versions, in search and for writing.

use std::collections::BTreeSet;

use crate::{
    knelpunten::sleutels_van,
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{PAD, Toneel, notitie, rij, toneel},
};

const NIVEAUS: [&str; 3] = ["openbaar", "besloten", "vertrouwelijk"];

/// Each kind of actor, with the levels that it reads and those at which it writes.
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
        ("redactie", &toneel.redactie, openbaar, &[]),
        ("regietafel", &toneel.regietafel, openbaar, &[]),
        ("visitor", "", openbaar, &[]),
    ]
}

#[tokio::test]
async fn a_level_says_who_reads_the_page_the_versions_and_the_hit() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for niveau in NIVEAUS {
            let titel = format!("Zeldzaam {niveau}");
            let pad = notitie(&app, &toneel.rijk, &titel, niveau).await;
            let verwacht = match niveau {
                "openbaar" => "openbaar".to_owned(),
                "besloten" => format!("thema:{}", toneel.thema),
                _ => format!("duo:{}", toneel.thema),
            };
            let sleutels = sleutels_van(&app, rij(&app, &pad).await.id).await;
            assert_eq!(sleutels, BTreeSet::from([verwacht]), "{niveau}");
            for (naam, koek, leest, _) in mensen(&toneel) {
                let mag = leest.contains(&niveau);
                let status = if mag { 200 } else { 404 };
                for blad in [pad.clone(), format!("{pad}/versies")] {
                    let pagina = met_koek(&app, &blad, koek).await.met_status(status);
                    assert_eq!(pagina.tekst.contains(&titel), mag, "{naam} {blad}");
                }
                let zoek = format!("/zoeken?q=%22zeldzaam+{niveau}%22");
                let gevonden = met_koek(&app, &zoek, koek).await.met_status(200);
                let ziet = gevonden.tekst.contains(&format!("href=\"{pad}\""));
                assert_eq!(ziet, mag, "{naam} {niveau}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_duo_writes_at_every_level_and_the_netwerk_besloten() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/notities/nieuw");
        for (naam, koek, _, schrijft) in mensen(&toneel) {
            for niveau in NIVEAUS {
                let velden = [("titel", naam), ("tekst", "Een tekst."), ("niveau", niveau)];
                let antwoord = doe(&app, koek, &nieuw, &velden).await;
                let status = if schrijft.contains(&niveau) {
                    303
                } else if naam == "netwerk" {
                    400
                } else if naam == "visitor" {
                    303
                } else {
                    403
                };
                assert_eq!(antwoord.status.as_u16(), status, "{naam} {niveau}");
                if naam == "visitor" {
                    assert!(antwoord.kop("location").starts_with("/inloggen"));
                }
            }
        }
        // What others may not choose is not offered.
        let formulier = met_koek(&app, &nieuw, &toneel.netwerk)
            .await
            .met_status(200);
        assert_eq!(formulier.tekst.matches("name=\"niveau\"").count(), 1);
        let formulier = met_koek(&app, &nieuw, &toneel.rijk).await.met_status(200);
        assert_eq!(formulier.tekst.matches("name=\"niveau\"").count(), 3);
    })
    .await;
}

#[tokio::test]
async fn the_netwerk_changes_only_what_it_wrote() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = notitie(&app, &toneel.netwerk, "Van Nora", "besloten").await;
        let blad = format!("{pad}/wijzigen");
        for (koek, status) in [
            (&toneel.netwerk, 200),
            (&toneel.rijk, 200),
            (&toneel.ander, 403),
            (&toneel.elders, 404),
            (&toneel.redactie, 404),
        ] {
            met_koek(&app, &blad, koek).await.met_status(status);
            let pagina = met_koek(&app, &pad, koek).await;
            let knop = pagina.tekst.contains(&format!("href=\"{blad}\""));
            assert_eq!(knop, status == 200);
        }
        let velden = [
            ("titel", "Anders"),
            ("tekst", "x"),
            ("niveau", "besloten"),
            ("versie", "1"),
        ];
        doe(&app, &toneel.ander, &blad, &velden)
            .await
            .met_status(403);
        // What somebody of the duo took over for everybody is no longer theirs.
        let open = [
            ("titel", "Van Nora"),
            ("tekst", "x"),
            ("niveau", "openbaar"),
            ("versie", "1"),
        ];
        doe(&app, &toneel.rijk, &blad, &open).await.met_status(303);
        met_koek(&app, &blad, &toneel.netwerk).await.met_status(403);
    })
    .await;
}
