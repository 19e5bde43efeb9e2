//! Meetings, and on which one something is.

use chrono::Days;

use crate::{
    knelpunten::fout_in,
    paginas::kies,
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::{notitie, rij, toneel},
};

use super::{DAG, VRAAG, leg_voor, opnieuw, secretaris, stap};

/// The day in so many days.
fn over(app: &TestApp, dagen: u64) -> String {
    let vandaag = dwarsverband::ctx::datum_van(app.app.clock.now());
    (vandaag + Days::new(dagen)).to_string()
}

/// What stands on the agenda of a day.
async fn agenda(app: &TestApp, koek: &str, dag: &str) -> String {
    let pagina = met_koek(app, "/regietafel", koek).await.met_status(200);
    kies(&pagina.tekst, &format!("#agenda-{dag} + table")).concat()
}

#[tokio::test]
async fn what_waits_is_on_the_first_meeting_by_itself() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let saar = secretaris(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Kosten", "besloten").await;
        let id = rij(&app, &pad).await.id;
        leg_voor(&app, &toneel.rijk, "notitie", &pad)
            .await
            .met_status(303);
        let (een, twee) = (over(&app, 5), over(&app, 20));
        for dag in [&twee, &een] {
            let plan = [("dag", dag.as_str())];
            doe(&app, &saar, "/regietafel/vergaderingen/nieuw", &plan)
                .await
                .met_status(303);
        }
        assert!(agenda(&app, &toneel.regietafel, &een).await.contains(VRAAG));
        // The secretaris puts it on a later one, and back.
        let verplaatsen = stap(&app, id, "verplaatsen").await;
        met_koek(&app, &verplaatsen, &toneel.regietafel)
            .await
            .met_status(403);
        let vorm = met_koek(&app, &verplaatsen, &saar).await.met_status(200);
        let later = vorm.tekst.split("<option value=\"").filter_map(|deel| {
            let (waarde, rest) = deel.split_once('"')?;
            (waarde.len() == 36 && rest.contains("20")).then(|| waarde.to_owned())
        });
        let later = later.last().expect("a later meeting");
        let naar = [("vergadering", later.as_str())];
        doe(&app, &saar, &verplaatsen, &naar).await.met_status(303);
        assert!(!agenda(&app, &saar, &een).await.contains(VRAAG));
        assert!(agenda(&app, &saar, &twee).await.contains(VRAAG));
        let onzin = [("vergadering", "onzin")];
        let fout = doe(&app, &saar, &verplaatsen, &onzin).await.met_status(400);
        fout_in(&fout, &["vergadering"]);
        doe(&app, &saar, &verplaatsen, &[("vergadering", "")])
            .await
            .met_status(303);
        // When that meeting is over without a besluit it is on the next one.
        app.later(6 * DAG);
        let saar = opnieuw(&app, "Saar").await;
        assert!(agenda(&app, &saar, &twee).await.contains(VRAAG));
        let nora = opnieuw(&app, "Nora").await;
        let bron = met_koek(&app, &pad, &nora).await.met_status(200);
        assert!(bron.tekst.contains("Op de agenda van"));
    })
    .await;
}

#[tokio::test]
async fn a_meeting_that_does_not_take_place_says_why() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let saar = secretaris(&app).await;
        let pad = notitie(&app, &toneel.rijk, "Kosten", "besloten").await;
        leg_voor(&app, &toneel.rijk, "notitie", &pad)
            .await
            .met_status(303);
        let nieuw = "/regietafel/vergaderingen/nieuw";
        let dag = over(&app, 5);
        let plan = [("dag", dag.as_str())];
        doe(&app, &saar, nieuw, &plan).await.met_status(303);
        for fout in ["", "morgen", "2001-01-01", &dag] {
            let nee = doe(&app, &saar, nieuw, &[("dag", fout)]).await;
            fout_in(&nee.met_status(400), &["dag"]);
        }
        let pagina = met_koek(&app, "/regietafel", &saar).await.met_status(200);
        let begin = "href=\"/regietafel/vergaderingen/";
        let adres = pagina.tekst.split(begin).find_map(|deel| {
            let (id, _) = deel.split_once("/afgelasten\"")?;
            (id.len() == 36).then(|| format!("/regietafel/vergaderingen/{id}/afgelasten"))
        });
        let adres = adres.expect("a way to call it off");
        let leeg = doe(&app, &saar, &adres, &[("reden", " ")]).await;
        fout_in(&leeg.met_status(400), &["reden"]);
        let reden = [("reden", "De voorzitter is ziek.")];
        doe(&app, &saar, &adres, &reden).await.met_status(303);
        doe(&app, &saar, &adres, &reden).await.met_status(404);
        let tafel = met_koek(&app, "/regietafel", &toneel.regietafel).await;
        let tafel = tafel.met_status(200).tekst;
        assert!(tafel.contains("De voorzitter is ziek."));
        assert!(tafel.contains("Nog niet gepland") && tafel.contains(VRAAG));
    })
    .await;
}
