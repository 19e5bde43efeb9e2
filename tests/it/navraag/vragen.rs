//! When people are asked: once, whatever the clock does and however often it is looked at.

use dwarsverband::{
    ctx::Ctx,
    db::tables::{heropenverzoek, navraag, taak},
    ids::new_id,
    knelpunten::model::Actie,
    navraag::service::vraag_na,
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::{DAG, Gesloten, PAD, gesloten, gevraagd, mail_over, zet};
use crate::{
    anderen::nacht,
    indeling::knelpunt_van,
    support::{
        TestApp,
        mensen::{mail, verteld},
        op_beide,
    },
};

/// How many were asked at each moment of each closing.
async fn tellingen(app: &TestApp) -> Vec<(i32, String, usize)> {
    let mut tellingen: Vec<(i32, String, usize)> = Vec::new();
    for rij in gevraagd(app).await {
        let al = tellingen
            .iter_mut()
            .find(|t| (t.0, t.1.as_str()) == (rij.sluiting, rij.moment.as_str()));
        match al {
            Some(telling) => telling.2 += 1,
            None => tellingen.push((rij.sluiting, rij.moment, 1)),
        }
    }
    tellingen
}

#[tokio::test]
async fn everybody_who_follows_it_is_asked_once_after_four_weeks_and_once_after_six_months() {
    op_beide(async |app| {
        let Gesloten {
            gea,
            knelpunt,
            server,
            ..
        } = gesloten(&app).await;
        app.later(27 * DAG);
        nacht(&app).await;
        assert_eq!(gevraagd(&app).await.len(), 0, "it is too soon");

        app.later(DAG);
        for _ in 0..2 {
            nacht(&app).await;
        }
        assert_eq!(tellingen(&app).await, [(1, "4-weken".to_owned(), 3)]);
        // No job has whom it is about together with what.
        let taken = taak::Entity::find().all(app.app.db.read()).await;
        for taak in taken.expect("jobs") {
            let beide = [gea.id, knelpunt].map(|id| taak.lading.contains(&id.to_string()));
            assert_ne!(beide, [true, true], "{}", taak.lading);
        }
        let openlijk = mail_over(&app, &server, "Is het echt opgelost?").await;
        let aan: Vec<_> = openlijk.iter().map(|m| m.aan.clone()).collect();
        assert_eq!(aan, [[mail("Bas")], [mail("Els")]]);
        let adres = format!("https://dwarsverband.example{PAD}/navraag");
        assert_eq!(openlijk[0].link("https://dwarsverband.example/k"), adres);

        // A night later there is nothing to ask; after half a year once more.
        app.later(DAG);
        nacht(&app).await;
        assert_eq!(gevraagd(&app).await.len(), 3);
        app.later(160 * DAG);
        for _ in 0..2 {
            nacht(&app).await;
        }
        let alle = [(1, "4-weken".to_owned(), 3), (1, "6-maanden".to_owned(), 3)];
        assert_eq!(tellingen(&app).await, alle);
        let acties = verteld(&app, knelpunt).await;
        let keren = acties.iter().filter(|actie| *actie == "navragen");
        assert_eq!(keren.count(), 2);
        app.later(1_000 * DAG);
        nacht(&app).await;
        assert_eq!(tellingen(&app).await, alle);
    })
    .await;
}

#[tokio::test]
async fn who_signalled_in_confidence_gets_a_mail_that_tells_nothing() {
    op_beide(async |app| {
        let Gesloten { server, .. } = gesloten(&app).await;
        app.later(28 * DAG);
        nacht(&app).await;
        let neutraal = mail_over(&app, &server, "Er staat een vraag voor u klaar").await;
        let [een] = neutraal.as_slice() else {
            panic!("{neutraal:?}")
        };
        assert_eq!(een.aan, [mail("Gea")]);
        let tekst = ["text/plain", "text/html"]
            .map(|soort| een.deel(soort))
            .concat();
        for verraadt in [
            "Wachten",
            "wachten-op-hulp",
            "KNP-",
            "SIG-",
            "meldde",
            "signaal",
        ] {
            assert!(!tekst.contains(verraadt), "{verraadt}: {tekst}");
        }
        let link = een.link("https://dwarsverband.example/account");
        assert_eq!(link, "https://dwarsverband.example/account/navraag");
    })
    .await;
}

#[tokio::test]
async fn after_a_long_gap_one_question_is_asked_and_a_clock_that_goes_back_asks_none() {
    op_beide(async |app| {
        let Gesloten { server, .. } = gesloten(&app).await;
        app.later(400 * DAG);
        nacht(&app).await;
        assert_eq!(tellingen(&app).await, [(1, "6-maanden".to_owned(), 3)]);
        assert_eq!(
            mail_over(&app, &server, "Is het echt opgelost?")
                .await
                .len(),
            2
        );
        app.later(-370 * DAG);
        let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
        let gekeken = vraag_na(&app.app.db, &ctx, ctx.vandaag()).await;
        gekeken.expect("it looks");
        assert_eq!(gevraagd(&app).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn two_that_look_at_once_ask_once() {
    op_beide(async |app| {
        gesloten(&app).await;
        app.later(28 * DAG);
        let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
        let dag = ctx.vandaag();
        let db = &app.app.db;
        let (een, twee) = tokio::join!(vraag_na(db, &ctx, dag), vraag_na(db, &ctx, dag));
        een.expect("it asks");
        twee.expect("it looks");
        assert_eq!(gevraagd(&app).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_open_is_not_asked_about_and_a_new_closing_is_asked_about_anew() {
    op_beide(async |app| {
        let Gesloten { w, knelpunt, .. } = gesloten(&app).await;
        app.later(20 * DAG);
        zet(&app, &w.duo, knelpunt, Actie::Heropenen, "Het speelt nog.").await;
        app.later(20 * DAG);
        nacht(&app).await;
        assert_eq!(gevraagd(&app).await.len(), 0);
        // What is refused is not solved: nobody is asked whether it is.
        zet(&app, &w.duo, knelpunt, Actie::Afwijzen, "Dit mag al.").await;
        app.later(40 * DAG);
        nacht(&app).await;
        assert_eq!(gevraagd(&app).await.len(), 0);
        zet(&app, &w.duo, knelpunt, Actie::Heropenen, "Het speelt nog.").await;
        zet(&app, &w.duo, knelpunt, Actie::Oplossen, "Nu wel.").await;
        app.later(27 * DAG);
        nacht(&app).await;
        assert_eq!(
            gevraagd(&app).await.len(),
            0,
            "it is too soon after this closing"
        );
        app.later(DAG);
        nacht(&app).await;
        assert_eq!(tellingen(&app).await, [(3, "4-weken".to_owned(), 3)]);
    })
    .await;
}

/// What can't be read of one knelpunt keeps nobody of another from an answer, and the night fails.
#[tokio::test]
async fn one_knelpunt_that_fails_does_not_stop_the_others() {
    op_beide(async |app| {
        let Gesloten { w, knelpunt, .. } = gesloten(&app).await;
        let ander = knelpunt_van(&app, &w.duo, "Later gemeld", Some(w.plek.thema)).await;
        assert!(knelpunt < ander, "the one that fails comes first");
        let (conn, nu) = (app.app.db.read(), app.app.clock.now());
        let verzoek = |knelpunt, uitkomst: Option<&str>| heropenverzoek::ActiveModel {
            id: Set(new_id()),
            knelpunt_id: Set(knelpunt),
            sluiting: Set(1),
            gebruiker_id: Set(w.els.id),
            reden_id: Set(None),
            op: Set(nu),
            uiterlijk: Set("2026-11-01".parse().expect("a day")),
            uitkomst: Set(uitkomst.map(Into::into)),
            antwoord_id: Set(None),
            afgehandeld_door: Set(None),
            afgehandeld_op: Set(None),
        };
        let verzoeken = [
            verzoek(knelpunt, None),
            verzoek(knelpunt, Some("onleesbaar")),
            verzoek(ander, None),
        ];
        let gezet = heropenverzoek::Entity::insert_many(verzoeken);
        gezet.exec_without_returning(conn).await.expect("rows");
        let vraag = navraag::ActiveModel {
            knelpunt_id: Set(knelpunt),
            sluiting: Set(1),
            moment: Set("onleesbaar".into()),
            gebruiker_id: Set(w.els.id),
            gevraagd_op: Set(nu),
            antwoord: Set(None),
            reden_id: Set(None),
            beantwoord_op: Set(None),
        };
        let gezet = navraag::Entity::insert(vraag).exec_without_returning(conn);
        gezet.await.expect("a row");
        let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
        let gedaan = vraag_na(&app.app.db, &ctx, ctx.vandaag()).await;
        assert!(gedaan.is_err(), "it is done again");
        let acties = verteld(&app, ander).await;
        assert!(
            acties.iter().any(|actie| actie == "heropenen-te-laat"),
            "{acties:?}"
        );
    })
    .await;
}
