//! What is going on: for who takes part, and of that only what they may read.

use chrono::{DateTime, Utc};
use dwarsverband::knelpunten::model::Status;

use super::{PAD, notitie, toneel};
use crate::{
    bijeenkomsten::{ids, stuur, velden},
    knelpunten::knelpunt,
    regietafel::opnieuw,
    support::{
        TestApp,
        inlog::{met_koek, teksten},
        op_beide,
    },
};

/// The pages of a werkruimte, behind [`PAD`].
const BLADEN: [&str; 5] = ["", "/tijdlijn", "/zoeken", "/bestanden", "/verbonden"];

#[tokio::test]
async fn only_who_takes_part_comes_in() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for blad in BLADEN {
            let pad = format!("{PAD}{blad}");
            let bezoeker = app.get(&pad).await.met_status(303);
            assert!(bezoeker.kop("location").starts_with("/inloggen"), "{pad}");
            for (koek, status) in [
                (&toneel.rijk, 200),
                (&toneel.gemeente, 200),
                (&toneel.waarnemer, 200),
                (&toneel.netwerk, 200),
                (&toneel.elders, 403),
                (&toneel.lid, 403),
                (&toneel.redactie, 403),
                (&toneel.regietafel, 403),
            ] {
                let antwoord = met_koek(&app, &pad, koek).await.met_status(status);
                if status == 403 {
                    assert!(antwoord.tekst.contains("Vraag het aan het duo"), "{pad}");
                }
            }
        }
        let weg = "/themas/bestaat-niet/werkruimte";
        met_koek(&app, weg, &toneel.rijk).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_and_counts_what_they_read() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for niveau in ["openbaar", "besloten", "vertrouwelijk"] {
            notitie(&app, &toneel.rijk, &format!("Zeldzaam {niveau}"), niveau).await;
        }
        for (koek, aantal) in [(&toneel.gemeente, 3), (&toneel.netwerk, 2)] {
            for blad in [
                "",
                "/tijdlijn",
                "/zoeken?q=zeldzaam",
                "/zoeken?soort=notitie",
            ] {
                let pad = format!("{PAD}{blad}");
                let pagina = met_koek(&app, &pad, koek).await.met_status(200).tekst;
                assert!(pagina.contains("Zeldzaam openbaar"), "{pad}");
                assert!(pagina.contains("Zeldzaam besloten"), "{pad}");
                let ziet = pagina.contains("Zeldzaam vertrouwelijk");
                assert_eq!(ziet, aantal == 3, "{pad}");
                let tab = format!("Notities <span>{aantal}</span>");
                assert!(pagina.contains(&tab), "{pad}: {pagina}");
            }
        }
        // What belongs to another thema is not found here.
        let vervoer = met_koek(&app, "/themas/vervoer/werkruimte/zoeken", &toneel.elders).await;
        assert!(!vervoer.met_status(200).tekst.contains("Zeldzaam"));
    })
    .await;
}

#[tokio::test]
async fn an_empty_werkruimte_says_what_to_do() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pagina = met_koek(&app, PAD, &toneel.netwerk).await.met_status(200);
        for zin in [
            "Er staat geen actie open.",
            "Er is nog geen kennisvraag.",
            "Er is nog geen notitie.",
            "Er is nog geen besluit.",
            "Er zijn nog geen bestanden.",
        ] {
            assert!(pagina.tekst.contains(zin), "{zin}");
        }
        // What is for the duo is no button for others.
        for knop in ["/besluiten/nieuw", "/stand\""] {
            assert!(!pagina.tekst.contains(&format!("{PAD}{knop}")), "{knop}");
            let duo = met_koek(&app, PAD, &toneel.rijk).await.met_status(200);
            assert!(duo.tekst.contains(&format!("{PAD}{knop}")), "{knop}");
        }
        let plannen = format!("{PAD}/bijeenkomsten/nieuw");
        assert!(pagina.tekst.contains(&plannen), "the netwerk plans as well");
        met_koek(&app, &plannen, &toneel.netwerk)
            .await
            .met_status(200);
    })
    .await;
}

#[tokio::test]
async fn the_board_counts_all_that_is_open() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let van = |tot| (Status::InBehandeling, Some(toneel.thema), tot);
        for nummer in 0..26 {
            knelpunt(&app, &format!("Begin {nummer}"), van(0)).await;
        }
        // These are not among the first when all of them changed at the same moment.
        for nummer in 0..2 {
            knelpunt(&app, &format!("Verder {nummer}"), van(2)).await;
        }
        let pagina = met_koek(&app, PAD, &toneel.rijk).await.met_status(200);
        let aantallen = teksten(&pagina, ".dv-bord__kolom h3 .dv-zacht");
        assert_eq!(aantallen, ["26", "0", "2", "0", "0"]);
        assert!(pagina.tekst.contains("28 open, 0 gesloten"));
        assert!(pagina.tekst.contains("Nog 22<span"));
        let kaartjes = teksten(&pagina, ".dv-bord__kolom li a");
        let verder = kaartjes.iter().filter(|titel| titel.contains("Verder"));
        assert_eq!((kaartjes.len(), verder.count()), (6, 2), "{kaartjes:?}");
    })
    .await;
}

#[tokio::test]
async fn meetings_ahead_are_in_the_order_of_the_clock_until_they_end() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nieuw = format!("{PAD}/bijeenkomsten/nieuw");
        let genodigd = ids(&app, &["Gerda"]).await;
        for (titel, begin, einde) in [
            ("Laat overleg", "14:00", "15:00"),
            ("Vroeg overleg", "09:00", "10:00"),
        ] {
            let mut velden = velden(titel, "besloten", &genodigd);
            velden.retain(|(veld, _)| !["begin", "einde"].contains(veld));
            velden.extend([("begin", begin.to_owned()), ("einde", einde.to_owned())]);
            stuur(&app, &toneel.rijk, &nieuw, &velden)
                .await
                .met_status(303);
        }
        let getoond = async |koek: &str| {
            let pagina = met_koek(&app, PAD, koek).await.met_status(200);
            let mut rijen = teksten(&pagina, "aside li");
            rijen.retain(|rij| rij.contains("overleg"));
            rijen
        };
        let vroeg = "3 december 2026, 09.00 uur Vroeg overleg";
        let laat = "3 december 2026, 14.00 uur Laat overleg";
        assert_eq!(getoond(&toneel.rijk).await, [vroeg, laat]);
        let tussen: DateTime<Utc> = "2026-12-03T11:00:00Z".parse().expect("a moment");
        app.later((tussen - app.app.clock.now()).num_seconds());
        let koek = opnieuw(&app, "Rina").await;
        assert_eq!(getoond(&koek).await, [laat]);
    })
    .await;
}
