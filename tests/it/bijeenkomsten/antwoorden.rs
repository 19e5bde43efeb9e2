//! Saying whether one comes.

use dwarsverband::{actor::Sleutel, bijeenkomsten::service::teksten, ctx::Ctx};

use super::{ids, plan, rij, stuur, velden};
use crate::{
    acties::{DAG, account},
    knelpunten::fout_in,
    support::{
        TestApp, account as actor,
        inlog::met_koek,
        mensen::{doe, in_, verteld},
        op_beide,
    },
    werkruimte::toneel,
};

#[tokio::test]
async fn who_is_invited_answers_and_can_change_their_mind() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(
            &app,
            &toneel.rijk,
            ("Overleg", "besloten"),
            &["Nora", "Gerda"],
        )
        .await;
        let antwoord = format!("{pad}/antwoord");
        let zeg =
            async |koek: &str, wat: &str| doe(&app, koek, &antwoord, &[("antwoord", wat)]).await;
        let leeg = zeg(&toneel.netwerk, "").await.met_status(400);
        fout_in(&leeg, &["antwoord"]);
        zeg(&toneel.netwerk, "misschien").await.met_status(303);
        zeg(&toneel.netwerk, "ja").await.met_status(303);
        zeg(&toneel.gemeente, "nee").await.met_status(303);
        let pagina = met_koek(&app, &pad, &toneel.rijk).await.met_status(200);
        assert!(pagina.tekst.contains("1 komt, 1 niet."), "{}", pagina.tekst);
        let (kop, _, wie) = rij(&app, &pad).await;
        let mut gezegd: Vec<_> = wie.into_iter().map(|rij| rij.antwoord).collect();
        gezegd.sort();
        assert_eq!(gezegd, [Some("ja".to_owned()), Some("nee".to_owned())]);
        assert_eq!(verteld(&app, kop.id).await.len(), 4, "each answer is a row");
        // Who is not invited has no form, and gets nowhere without it.
        assert!(!pagina.tekst.contains(&antwoord), "{}", pagina.tekst);
        for koek in [&toneel.rijk, &toneel.ander] {
            zeg(koek, "ja").await.met_status(403);
        }
        zeg(&toneel.lid, "ja").await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn an_answer_holds_for_the_time_that_it_was_given_for() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &["Nora"]).await;
        let antwoord = format!("{pad}/antwoord");
        doe(&app, &toneel.netwerk, &antwoord, &[("antwoord", "ja")])
            .await
            .met_status(303);
        let zegt = async || rij(&app, &pad).await.2[0].antwoord.clone();
        let wijzig = async |dag: &str, plek: &str| {
            let mut velden = velden("Overleg", "besloten", &ids(&app, &["Nora"]).await);
            velden.retain(|(veld, _)| !["dag", "plek"].contains(veld));
            let versie = rij(&app, &pad).await.0.versie.to_string();
            velden.extend([
                ("versie", versie),
                ("dag", dag.to_owned()),
                ("plek", plek.to_owned()),
            ]);
            let pad = format!("{pad}/wijzigen");
            stuur(&app, &toneel.rijk, &pad, &velden)
                .await
                .met_status(303);
        };
        wijzig("2026-12-03", "Buurthuis").await;
        assert_eq!(zegt().await.as_deref(), Some("ja"), "it is not moved");
        wijzig("2026-12-04", "Buurthuis").await;
        assert_eq!(zegt().await, None, "it is moved");
    })
    .await;
}

#[tokio::test]
async fn who_asks_sees_the_invitations_that_are_kept_of_them() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &["Nora"]).await;
        let antwoord = format!("{pad}/antwoord");
        doe(&app, &toneel.netwerk, &antwoord, &[("antwoord", "ja")])
            .await
            .met_status(303);
        let nora = account(&app, "Nora").await;
        let gerda = account(&app, "Gerda").await;
        let bewaard = async |wie: uuid::Uuid, sleutels: &[Sleutel]| {
            let ctx = Ctx {
                actor: actor(wie.as_u128(), sleutels.iter().cloned()),
                ..Ctx::systeem("test", &app.app.clock)
            };
            let alle = teksten(&ctx, app.app.db.read(), wie).await;
            let alle = alle.expect("the database works").into_iter();
            alle.map(|(tekst, _)| tekst).collect::<Vec<String>>()
        };
        let leest = bewaard(nora, &[Sleutel::Thema(toneel.thema)]).await;
        let verwacht = "U bent uitgenodigd voor de bijeenkomst: Overleg. Uw antwoord: “Ja, ik kom”";
        assert_eq!(leest, [verwacht]);
        // Who left the thema does not hear what it was called.
        let weg = bewaard(nora, &[]).await;
        assert_eq!(weg.len(), 1);
        assert!(weg[0].contains("Ja, ik kom"), "{weg:?}");
        assert!(!weg[0].contains("Overleg"), "{weg:?}");
        assert!(bewaard(gerda, &[]).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_what_is_over() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &["Nora"]).await;
        app.later(13 * DAG);
        let nora = account(&app, "Nora").await;
        let koek = in_(&app, nora, true).await;
        let pagina = met_koek(&app, &pad, &koek).await.met_status(200);
        assert!(!pagina.tekst.contains("Komt u?"), "{}", pagina.tekst);
        let velden = [("antwoord", "ja")];
        let fout = doe(&app, &koek, &format!("{pad}/antwoord"), &velden).await;
        fout.met_status(409);
    })
    .await;
}
