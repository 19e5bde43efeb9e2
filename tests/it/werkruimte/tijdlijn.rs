//! What happened, a page at a time, without holes or doubles.

use super::{PAD, notitie, toneel};
use crate::support::{
    TestApp,
    inlog::{met_koek, teksten},
    op_beide,
};

#[tokio::test]
async fn the_pages_of_the_timeline_hold_everything_once() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for nummer in 0..45 {
            let niveau = if nummer % 3 == 0 {
                "vertrouwelijk"
            } else {
                "besloten"
            };
            notitie(&app, &toneel.rijk, &format!("Notitie {nummer:03}"), niveau).await;
        }
        for (koek, aantal) in [(&toneel.netwerk, 30), (&toneel.rijk, 45)] {
            let mut gezien = Vec::new();
            let mut pad = format!("{PAD}/tijdlijn");
            for _ in 0..10 {
                let pagina = met_koek(&app, &pad, koek).await.met_status(200);
                let titels = teksten(&pagina, ".dv-tijdlijn strong").into_iter();
                gezien.extend(titels.filter(|titel| titel.contains("Notitie 0")));
                let Some((_, rest)) = pagina.tekst.split_once("tijdlijn?voor=") else {
                    break;
                };
                let voor: String = rest.chars().take_while(char::is_ascii_digit).collect();
                pad = format!("{PAD}/tijdlijn?voor={voor}");
            }
            let mut een_keer = gezien.clone();
            een_keer.sort();
            een_keer.dedup();
            assert_eq!((gezien.len(), een_keer.len()), (aantal, aantal));
            let nieuwste: Vec<String> = een_keer.into_iter().rev().collect();
            assert_eq!(gezien, nieuwste, "the newest first");
        }
        let fout = format!("{PAD}/tijdlijn?voor=x");
        met_koek(&app, &fout, &toneel.rijk).await.met_status(400);
        let voorbij = format!("{PAD}/tijdlijn?voor=1");
        let leeg = met_koek(&app, &voorbij, &toneel.rijk).await.met_status(200);
        assert!(leeg.tekst.contains("Ouder dan dit is er niets."));
    })
    .await;
}
