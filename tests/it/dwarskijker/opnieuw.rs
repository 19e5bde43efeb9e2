//! Taking a bevinding back that was sent for a reply, and sending it again.

use dwarsverband::actor::Rol;

use super::{
    gevonden, leg_voor, neem_terug, over, reageer, rij, schrijf, tekst, wederhoor, wereld,
};
use crate::{
    praktijken::veld,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{bij, doe, mail, mens},
        op_beide,
    },
};

#[tokio::test]
async fn what_is_taken_back_is_out_of_reach_at_once_and_the_next_round_is_for_its_own_contacts() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let koek = &wereld.dwars.1;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        reageer(&app, &wereld.els.1, &pad, "Onze eerste reactie.")
            .await
            .met_status(303);
        app.indexeer().await;
        for (wie, aantal) in [(&wereld.els.1, 1), (&wereld.eva.1, 0)] {
            assert_eq!(gevonden(&app, wie, "titel").await, aantal);
            // Who reads the text leaves a trace, and a hit leaves none.
            assert_eq!(gevonden(&app, wie, "wijkteams").await, 0);
        }
        let open = met_koek(&app, &wederhoor(&pad), &wereld.els.1).await;
        let vraag = veld(&open.met_status(200), "vraag");
        let zonder = neem_terug(&app, koek, &pad, " ").await.met_status(400);
        assert!(zonder.tekst.contains("Schrijf op waarom."));
        let terug = neem_terug(&app, koek, &pad, "Een getal klopte niet.")
            .await
            .met_status(303);
        assert_eq!(terug.kop("location"), format!("{pad}?gelukt=teruggenomen"));

        // Search has it too when it is said to be done.
        for (wie, ander) in [
            (&wereld.els.1, &wereld.jan.1),
            (&wereld.jan.1, &wereld.els.1),
        ] {
            met_koek(&app, &wederhoor(&pad), wie).await.met_status(404);
            met_koek(&app, &pad, ander).await.met_status(404);
            assert_eq!(gevonden(&app, wie, "titel").await, 0);
        }
        // Who was still writing keeps what they wrote, and hears nothing else; others hear nothing at all.
        let laat = [("vraag", vraag.as_str()), ("reactie", "Net te laat.")];
        let te_laat = doe(&app, &wereld.els.1, &wederhoor(&pad), &laat)
            .await
            .met_status(409)
            .tekst;
        assert!(te_laat.contains("Dit schreef u") && te_laat.contains("Net te laat."));
        for geheim in ["Een titel", "BEV-", "Een getal klopte niet."] {
            assert!(!te_laat.contains(geheim), "{geheim}");
        }
        for wie in [&wereld.jan.1, &wereld.eva.1] {
            doe(&app, wie, &wederhoor(&pad), &laat)
                .await
                .met_status(404);
        }
        let blad = met_koek(&app, &pad, koek).await.met_status(200).tekst;
        for woord in [
            "Een getal klopte niet.",
            "Onze eerste reactie.",
            "Eerdere rondes",
        ] {
            assert!(blad.contains(woord), "{woord}");
        }

        // The second round: Eva instead of Els, who sees nothing of the first.
        let mut anders = tekst("Een titel");
        anders.retain(|(naam, _)| *naam != "sectie-1");
        anders.push(("sectie-1", "Het juiste getal."));
        // Nothing is recommended to them any more; who was asked is asked again all the same.
        anders.retain(|(naam, _)| !naam.starts_with("aanbeveling-"));
        schrijf(&app, koek, &pad, &anders).await.met_status(303);
        let begin = met_koek(&app, &format!("{pad}/voorleggen"), koek).await;
        let begin = begin.met_status(200);
        for naam in ["Voorbeeldstad", "Ministerie"] {
            let gevuld = (1..=2).any(|nr| veld(&begin, &format!("organisatie-{nr}")) == naam);
            assert!(gevuld, "{naam}");
        }
        let aan = [("Oudestad", mail("Eva"))];
        let zonder = leg_voor(&app, koek, &pad, &over(&app, 10), &aan).await;
        let zonder = zonder.met_status(400).tekst;
        for melding in [
            "Voorbeeldstad reageerde al eerder: vraag Voorbeeldstad opnieuw.",
            "Ministerie is al eerder gevraagd: vraag Ministerie opnieuw.",
        ] {
            assert!(zonder.contains(melding), "{melding}");
        }
        mens(&app, "Joke", &[bij(Rol::Lid, wereld.plek.ministerie)]).await;
        let aan = [("Voorbeeldstad", mail("Eva")), ("Ministerie", mail("Joke"))];
        leg_voor(&app, koek, &pad, &over(&app, 10), &aan)
            .await
            .met_status(303);
        let eva = met_koek(&app, &wederhoor(&pad), &wereld.eva.1)
            .await
            .met_status(200)
            .tekst;
        assert!(eva.contains("Het juiste getal.") && !eva.contains("Onze eerste reactie."));
        for koek in [&wereld.els.1, &wereld.jan.1] {
            met_koek(&app, &wederhoor(&pad), koek).await.met_status(404);
            met_koek(&app, &pad, koek).await.met_status(404);
        }
        let (_, inhoud) = rij(&app, &pad).await;
        assert_eq!(inhoud.ronde, 2);
    })
    .await;
}
