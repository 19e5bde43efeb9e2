//! What is going on: for who takes part, and of that only what they may read.

use super::{PAD, notitie, toneel};
use crate::support::{TestApp, inlog::met_koek, op_beide};

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
    })
    .await;
}
