//! What somebody answers who was asked.

use std::collections::BTreeSet;

use dwarsverband::{
    ctx::Ctx,
    db::tables::geschiedenis,
    knelpunten::{model::Actie, service::volgers::volgers},
    signalen::service::loslaten::laat_los,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{DAG, Gesloten, OPGELOST, PAD, gesloten, gevraagd, verzoeken, zet};
use crate::{
    anderen::nacht,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, verteld},
        op_beide,
    },
};

const VRAAG: &str = "/knelpunten/wachten-op-hulp/navraag";
const REDEN: &str = "De wachttijd is nog net zo lang.";

async fn gevraagd_na_vier_weken(app: &TestApp) -> Gesloten {
    let alles = gesloten(app).await;
    app.later(28 * DAG);
    nacht(app).await;
    alles
}

#[tokio::test]
async fn a_no_needs_a_reason_and_becomes_a_request_that_everybody_reads_without_a_name() {
    op_beide(async |app| {
        let Gesloten {
            w, gea, knelpunt, ..
        } = gevraagd_na_vier_weken(&app).await;
        let gea = gea.weer_in(&app).await;
        let koek = &gea.koek;
        let pagina = met_koek(&app, VRAAG, koek).await.met_status(200).tekst;
        for woord in [
            "Is het echt opgelost?",
            "Wachten op hulp",
            OPGELOST,
            "weet ik niet",
        ] {
            assert!(pagina.contains(woord), "{woord}");
        }
        let mijn = met_koek(&app, "/account/navraag", koek)
            .await
            .met_status(200);
        assert!(mijn.tekst.contains(VRAAG));

        for (velden, woorden) in [
            (&[("antwoord", "")][..], "Kies een van de antwoorden"),
            (&[("antwoord", "nee"), ("reden", " ")], "Schrijf op waarom"),
            (
                &[("antwoord", "nee"), ("reden", "Bel 06-12345678.")],
                "lijkt een telefoonnummer te staan",
            ),
            (
                &[("antwoord", "ja"), ("reden", "Bijna.")],
                "hoort bij “nee”",
            ),
        ] {
            let fout = doe(&app, koek, VRAAG, velden).await.met_status(400);
            assert!(fout.tekst.contains(woorden), "{woorden}");
            let getypt = velden.last().expect("a field").1.trim();
            assert!(
                fout.tekst.contains(getypt),
                "what was typed stays: {getypt}"
            );
        }
        assert_eq!(verzoeken(&app).await.len(), 0);

        let nee = [("antwoord", "nee"), ("reden", REDEN)];
        let klaar = doe(&app, koek, VRAAG, &nee).await.met_status(303);
        let mijn = klaar.kop("location").to_owned();
        assert_eq!(mijn, "/account/navraag?gelukt=nee");
        let mijn = met_koek(&app, &mijn, koek).await.met_status(200).tekst;
        assert!(
            mijn.contains("Wie het behandelt, moet erop antwoorden"),
            "{mijn}"
        );
        let alle = verzoeken(&app).await;
        let [verzoek] = alle.as_slice() else {
            panic!("{alle:?}")
        };
        assert_eq!((verzoek.gebruiker_id, verzoek.sluiting), (gea.id, 1));
        assert_eq!(verzoek.uiterlijk.to_string(), "2027-01-16");
        assert_eq!(verzoek.uitkomst, None);
        let rijen = gevraagd(&app).await;
        let eigen = rijen.iter().find(|rij| rij.gebruiker_id == gea.id);
        assert_eq!(eigen.and_then(|rij| rij.antwoord.as_deref()), Some("nee"));

        // Everybody reads why and until when; nobody who.
        let openbaar = app.get(PAD).await.met_status(200).tekst;
        for woord in [REDEN, "16 januari 2027"] {
            assert!(openbaar.contains(woord), "{woord}");
        }
        assert!(!openbaar.contains("Gea"));
        let acties = verteld(&app, knelpunt).await;
        assert!(
            acties.contains(&"heropenen-vragen".to_owned()),
            "{acties:?}"
        );
        let van_gea = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(knelpunt))
            .filter(geschiedenis::Column::Actor.eq(format!("account:{}", gea.id)))
            .all(app.app.db.read());
        assert_eq!(van_gea.await.expect("rows").len(), 0);

        let nog_eens = doe(&app, koek, VRAAG, &[("antwoord", "ja")]).await;
        assert!(nog_eens.met_status(409).tekst.contains("al beantwoord"));
        let pagina = met_koek(&app, VRAAG, koek).await.met_status(200).tekst;
        assert!(pagina.contains("U antwoordde: Nee, het speelt nog."));
        assert!(
            !pagina.contains("<form class=\"dv-stroom\""),
            "there is nothing to answer"
        );

        // The others are counted.
        for (wie, antwoord) in [(&w.els, "ja"), (&w.buur, "weet-ik-niet")] {
            let wie = wie.weer_in(&app).await;
            let gezegd = doe(&app, &wie.koek, VRAAG, &[("antwoord", antwoord)]).await;
            gezegd.met_status(303);
        }
        assert_eq!(verzoeken(&app).await.len(), 1);
        let openbaar = app.get(PAD).await.met_status(200).tekst;
        assert!(
            openbaar.contains("gevraagd aan 3 mensen: 1 × ja, 1 × nee, 1 × weet ik niet"),
            "{openbaar}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_question_is_there_for_who_was_asked_and_for_nobody_else() {
    op_beide(async |app| {
        let Gesloten { w, knelpunt, .. } = gevraagd_na_vier_weken(&app).await;
        let bezoeker = app.get(VRAAG).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));
        let nee = [("antwoord", "nee"), ("reden", REDEN)];
        for wie in [&w.duo, &w.redactie, &w.dwarskijker] {
            let koek = wie.weer_in(&app).await.koek;
            met_koek(&app, VRAAG, &koek).await.met_status(404);
            doe(&app, &koek, VRAAG, &nee).await.met_status(404);
            let mijn = met_koek(&app, "/account/navraag", &koek)
                .await
                .met_status(200);
            assert!(mijn.tekst.contains("Er staat geen vraag voor u klaar"));
        }
        assert_eq!(verzoeken(&app).await.len(), 0);

        // Opened again meanwhile: there is nothing to ask any more.
        zet(&app, &w.duo, knelpunt, Actie::Heropenen, "Het speelt nog.").await;
        let koek = w.els.weer_in(&app).await.koek;
        let pagina = met_koek(&app, VRAAG, &koek).await.met_status(200).tekst;
        assert!(pagina.contains("intussen heropend"));
        let te_laat = doe(&app, &koek, VRAAG, &nee).await.met_status(409);
        assert!(te_laat.tekst.contains("intussen heropend"));
        assert!(
            te_laat.tekst.contains("Dit schreef u") && te_laat.tekst.contains(REDEN),
            "{}",
            te_laat.tekst
        );
        let mijn = met_koek(&app, "/account/navraag", &koek)
            .await
            .met_status(200);
        assert!(!mijn.tekst.contains(VRAAG));
    })
    .await;
}

/// Whoever has the account next reads nowhere that it followed something.
#[tokio::test]
async fn an_account_that_lets_go_is_asked_no_more_and_its_request_is_answered() {
    op_beide(async |app| {
        let Gesloten {
            w, gea, knelpunt, ..
        } = gevraagd_na_vier_weken(&app).await;
        let gea = gea.weer_in(&app).await;
        let nee = [("antwoord", "nee"), ("reden", REDEN)];
        doe(&app, &gea.koek, VRAAG, &nee).await.met_status(303);
        let ctx = Ctx::systeem("test", &app.app.clock);
        // Two that were asked the same.
        for account in [gea.id, w.els.id] {
            let los = laat_los(&app.app.db, &ctx, account).await;
            los.expect("the database works");
        }
        let mijn = met_koek(&app, "/account/navraag", &gea.koek).await;
        let mijn = mijn.met_status(200).tekst;
        assert!(
            !mijn.contains("Wachten op hulp") && !mijn.contains(REDEN),
            "{mijn}"
        );
        met_koek(&app, VRAAG, &gea.koek).await.met_status(404);
        assert_eq!(gevraagd(&app).await.len(), 3, "what was asked counts");
        let wie = volgers(app.app.db.read(), knelpunt).await;
        assert_eq!(wie.expect("followers"), BTreeSet::from([w.buur.id]));

        app.later(160 * DAG);
        nacht(&app).await;
        assert_eq!(gevraagd(&app).await.len(), 4, "who still follows it");
        assert_eq!(verzoeken(&app).await[0].uitkomst, None);
        zet(&app, &w.duo, knelpunt, Actie::Heropenen, "Het speelt nog.").await;
        let uitkomst = verzoeken(&app).await[0].uitkomst.clone();
        assert_eq!(uitkomst.as_deref(), Some("heropend"));
    })
    .await;
}
