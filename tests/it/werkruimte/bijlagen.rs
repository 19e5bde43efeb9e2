//! Files of what is made in a werkruimte: added by who may change it, read by who reads it.

use super::{PAD, notitie, rij, toneel};
use crate::{
    bijlagen::maken::{Formulier, PDF},
    support::{TestApp, inlog::met_koek, op_beide},
};

#[tokio::test]
async fn who_changes_a_notitie_adds_files_to_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let app = app.met_bestanden(1_000_000, None);
        let pad = notitie(&app, &toneel.netwerk, "Met bestand", "besloten").await;
        let id = rij(&app, &pad).await.id.to_string();
        let nieuw = Formulier {
            titel: "Verslag van het gesprek",
            naam: "verslag.pdf",
            inhoud: PDF,
            lezers: "stuk",
            ..Formulier::bij(&id)
        };
        for koek in [&toneel.ander, &toneel.redactie, &toneel.elders] {
            let antwoord = nieuw.stuur(&app, koek).await;
            assert!(
                matches!(antwoord.status.as_u16(), 403 | 404),
                "{}",
                antwoord.tekst
            );
        }
        for koek in [&toneel.netwerk, &toneel.gemeente] {
            nieuw.stuur(&app, koek).await.met_status(303);
        }
        let blad = format!("{PAD}/bestanden");
        let pagina = met_koek(&app, &blad, &toneel.ander).await.met_status(200);
        assert_eq!(pagina.tekst.matches("Verslag van het gesprek").count(), 2);
        assert!(pagina.tekst.contains("Bestanden <span>2</span>"));

        let geheim = notitie(&app, &toneel.rijk, "Alleen voor ons", "vertrouwelijk").await;
        let id = rij(&app, &geheim).await.id.to_string();
        let bij_geheim = Formulier {
            titel: "Alleen voor het duo",
            stuk: &id,
            ..nieuw
        };
        bij_geheim.stuur(&app, &toneel.rijk).await.met_status(303);
        let pagina = met_koek(&app, &blad, &toneel.ander).await.met_status(200);
        assert!(!pagina.tekst.contains("Alleen voor het duo"));
        assert!(pagina.tekst.contains("Bestanden <span>2</span>"));
        let duo = met_koek(&app, &blad, &toneel.gemeente)
            .await
            .met_status(200);
        assert!(duo.tekst.contains("Alleen voor het duo"));
    })
    .await;
}
