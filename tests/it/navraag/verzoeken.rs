//! Asking to open a closed knelpunt again, and the answer to that.

use std::collections::BTreeSet;

use dwarsverband::{
    db::tables::knelpunt,
    error::Error,
    knelpunten::model::{Actie, Status},
    navraag::service::{Besluit, besluit},
    stukken::service::kop_voor_taak,
};
use sea_orm::EntityTrait as _;

use super::{DAG, Gesloten, PAD, gesloten, mail_over, verzoeken, zet};
use crate::{
    anderen::nacht,
    indeling::Mens,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, mail, verteld},
        op_beide,
    },
};

const VRAGEN: &str = "/knelpunten/wachten-op-hulp/heropenen-vragen";
const ANTWOORDEN: &str = "/knelpunten/wachten-op-hulp/heropenverzoeken";
const LIJST: &str = "/knelpunten/heropenverzoeken";
const REDEN: &str = "Bij ons duurt het nog even lang.";

async fn vraag(app: &TestApp, wie: &Mens) {
    let gevraagd = doe(app, &wie.koek, VRAGEN, &[("reden", REDEN)]).await;
    let gevraagd = gevraagd.met_status(303);
    // Not the knelpunt: who asks for that just then is who asked.
    let mijn = gevraagd.kop("location").to_owned();
    assert_eq!(mijn, "/account/navraag?gelukt=verzocht");
    let mijn = met_koek(app, &mijn, &wie.koek).await.met_status(200).tekst;
    assert!(
        mijn.contains("U vroeg om het knelpunt te heropenen"),
        "{mijn}"
    );
}

#[tokio::test]
async fn who_follows_it_asks_at_any_time_and_the_duo_answers() {
    op_beide(async |app| {
        let Gesloten {
            w,
            gea,
            knelpunt,
            server,
        } = gesloten(&app).await;
        let bezoeker = app.get(VRAGEN).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));
        for wie in [&w.duo, &w.redactie, &w.dwarskijker] {
            met_koek(&app, VRAGEN, &wie.koek).await.met_status(404);
            let fout = doe(&app, &wie.koek, VRAGEN, &[("reden", REDEN)]).await;
            fout.met_status(404);
        }
        let pagina = met_koek(&app, VRAGEN, &gea.koek)
            .await
            .met_status(200)
            .tekst;
        assert!(pagina.contains("19 december 2026"), "{pagina}");
        let leeg = doe(&app, &gea.koek, VRAGEN, &[("reden", " ")]).await;
        assert!(leeg.met_status(400).tekst.contains("Schrijf op waarom"));
        vraag(&app, &gea).await;
        let nog_eens = doe(&app, &gea.koek, VRAGEN, &[("reden", REDEN)]).await;
        assert!(nog_eens.met_status(409).tekst.contains("vroeg al"));
        vraag(&app, &w.els).await;
        let alle = verzoeken(&app).await;
        let dagen: Vec<String> = alle.iter().map(|v| v.uiterlijk.to_string()).collect();
        assert_eq!(dagen, ["2026-12-19", "2026-12-19"]);

        // The duo hears that somebody asks, and not who; so does its list.
        let mails = mail_over(&app, &server, "Gevraagd om te heropenen").await;
        assert_eq!(mails.len(), 2);
        for gekregen in &mails {
            assert_eq!(gekregen.aan, [mail("Duo")]);
            let tekst = gekregen.deel("text/plain");
            for naam in ["Gea", "Els"] {
                assert!(!tekst.contains(naam), "{tekst}");
            }
        }
        let lijst = met_koek(&app, LIJST, &w.duo.koek)
            .await
            .met_status(200)
            .tekst;
        for woord in ["Wachten op hulp", "2 verzoeken", ANTWOORDEN] {
            assert!(lijst.contains(woord), "{woord}");
        }
        let redactie = met_koek(&app, LIJST, &w.redactie.koek)
            .await
            .met_status(200)
            .tekst;
        assert!(redactie.contains("Wachten op hulp") && !redactie.contains(ANTWOORDEN));
        met_koek(&app, LIJST, &w.els.koek).await.met_status(404);
        app.get(LIJST).await.met_status(303);
        for (wie, status) in [(&w.redactie, 403), (&w.els, 404), (&w.dwarskijker, 404)] {
            met_koek(&app, ANTWOORDEN, &wie.koek)
                .await
                .met_status(status);
            let fout = doe(&app, &wie.koek, ANTWOORDEN, &[("besluit", "afwijzen")]).await;
            fout.met_status(status);
        }

        // All that is wrong at once; then a no to one of both, that everybody reads.
        let koek = &w.duo.koek;
        let pagina = met_koek(&app, ANTWOORDEN, koek).await.met_status(200).tekst;
        assert_eq!(pagina.matches("name=\"verzoek\"").count(), 2);
        assert!(pagina.contains(REDEN) && !pagina.contains("Gea"));
        let leeg = doe(&app, koek, ANTWOORDEN, &[("versie", "0")]).await;
        let leeg = leeg.met_status(400).tekst;
        // The version that they saw: mending a word is no look at what came after.
        assert!(leeg.contains("name=\"versie\" value=\"0\""), "{leeg}");
        assert!(leeg.contains("Kies of het knelpunt") && leeg.contains("Schrijf op waarom"));
        let eerste = alle[0].id.to_string();
        let nee = [
            ("verzoek", eerste.as_str()),
            ("besluit", "afwijzen"),
            ("reden", "De nieuwe regel geldt vanaf januari."),
        ];
        let klaar = doe(&app, koek, ANTWOORDEN, &nee).await.met_status(303);
        assert_eq!(klaar.kop("location"), format!("{LIJST}?gelukt=afgewezen"));
        let uitkomsten = async || {
            let alle = verzoeken(&app).await.into_iter();
            alle.map(|v| v.uitkomst.unwrap_or_default())
                .collect::<Vec<_>>()
        };
        assert_eq!(uitkomsten().await, ["afgewezen", ""]);
        doe(&app, koek, ANTWOORDEN, &nee).await.met_status(409);
        let openbaar = app.get(PAD).await.met_status(200).tekst;
        for woord in ["Niet heropend", "De nieuwe regel geldt vanaf januari."] {
            assert!(openbaar.contains(woord), "{woord}");
        }
        assert!(!openbaar.contains("Gea"));
        let antwoord = mail_over(&app, &server, "Er staat een antwoord voor u klaar").await;
        assert_eq!(antwoord.len(), 1, "in confidence: without the knelpunt");
        assert_eq!(antwoord[0].aan, [mail("Gea")]);
        let mijn = met_koek(&app, "/account/navraag", &gea.koek).await.tekst;
        assert!(mijn.contains("De nieuwe regel geldt vanaf januari."));

        // A yes opens it again, and settles what waits.
        let versie = pagina.split("name=\"versie\" value=\"").nth(1);
        let versie = versie
            .and_then(|rest| rest.split('"').next())
            .expect("a version");
        let ja = [
            ("besluit", "heropenen"),
            ("versie", versie),
            ("reden", "De regio haalt het niet."),
        ];
        let klaar = doe(&app, koek, ANTWOORDEN, &ja).await.met_status(303);
        assert_eq!(klaar.kop("location"), format!("{PAD}?gelukt=heropenen"));
        assert_eq!(uitkomsten().await, ["afgewezen", "heropend"]);
        let rij = knelpunt::Entity::find_by_id(knelpunt)
            .one(app.app.db.read())
            .await;
        let rij = rij.expect("the database works").expect("a knelpunt");
        assert_eq!((rij.gesloten, rij.heropend, rij.gesloten_op), (1, 1, None));
        met_koek(&app, VRAGEN, &w.els.koek).await.met_status(409);
        let leeg = met_koek(&app, ANTWOORDEN, koek).await.met_status(200).tekst;
        assert!(leeg.contains("Er wacht geen verzoek"));

        // Who was too late with either loses no word of it.
        let nog = [("reden", "Wij bellen elke week.")];
        for (wie, adres) in [(&w.els, VRAGEN), (&w.duo, ANTWOORDEN)] {
            let te_laat = doe(&app, &wie.koek, adres, &nog)
                .await
                .met_status(409)
                .tekst;
            for woord in ["Dit schreef u", "Wij bellen elke week."] {
                assert!(te_laat.contains(woord), "{woord}: {te_laat}");
            }
            assert!(!te_laat.contains("name=\"reden\""), "{te_laat}");
        }
        let mag_niet = doe(&app, &w.redactie.koek, ANTWOORDEN, &nog).await;
        let mag_niet = mag_niet.met_status(403).tekst;
        assert!(mag_niet.contains("Wij bellen elke week."), "{mag_niet}");
    })
    .await;
}

#[tokio::test]
async fn opening_it_again_by_itself_settles_what_was_asked_and_is_counted() {
    op_beide(async |app| {
        let Gesloten { w, knelpunt, .. } = gesloten(&app).await;
        let keren = async || {
            let rij = knelpunt::Entity::find_by_id(knelpunt);
            let rij = rij.one(app.app.db.read()).await;
            let rij = rij.expect("the database works").expect("a knelpunt");
            (rij.gesloten, rij.heropend)
        };
        assert_eq!(keren().await, (1, 0));
        vraag(&app, &w.els).await;
        zet(&app, &w.duo, knelpunt, Actie::Heropenen, "Het speelt nog.").await;
        let alle = verzoeken(&app).await;
        assert_eq!(alle[0].uitkomst.as_deref(), Some("heropend"));
        assert!(alle[0].afgehandeld_op.is_some());
        zet(&app, &w.duo, knelpunt, Actie::Oplossen, "Nu wel.").await;
        assert_eq!(keren().await, (2, 1));

        // The new closing can be asked about anew.
        vraag(&app, &w.els).await;
        assert_eq!(verzoeken(&app).await[1].sluiting, 2);
    })
    .await;
}

#[tokio::test]
async fn who_is_late_with_an_answer_is_reminded_once_and_everybody_sees_it() {
    op_beide(async |app| {
        let Gesloten {
            w,
            knelpunt,
            server,
            ..
        } = gesloten(&app).await;
        vraag(&app, &w.els).await;
        app.later(28 * DAG);
        nacht(&app).await;
        assert_eq!(
            mail_over(&app, &server, "Te laat").await.len(),
            0,
            "the last day"
        );
        app.later(DAG);
        for _ in 0..2 {
            nacht(&app).await;
        }
        let laat = mail_over(&app, &server, "Te laat").await;
        assert_eq!(laat.len(), 1);
        assert_eq!(laat[0].aan, [mail("Duo")]);
        app.later(300 * DAG);
        nacht(&app).await;
        assert_eq!(mail_over(&app, &server, "Te laat").await.len(), 0, "once");
        let acties = verteld(&app, knelpunt).await;
        let keren = acties.iter().filter(|actie| *actie == "heropenen-te-laat");
        assert_eq!(keren.count(), 1);
        let openbaar = app.get(PAD).await.met_status(200).tekst;
        assert!(openbaar.contains("301 dagen te laat"), "{openbaar}");
        let duo = w.duo.weer_in(&app).await;
        let lijst = met_koek(&app, LIJST, &duo.koek).await.met_status(200).tekst;
        assert!(lijst.contains("301 dagen te laat"), "{lijst}");
    })
    .await;
}

#[tokio::test]
async fn of_two_answers_at_once_one_is_given() {
    op_beide(async |app| {
        let Gesloten { w, .. } = gesloten(&app).await;
        vraag(&app, &w.els).await;
        let id = verzoeken(&app).await[0].id;
        let nee = Besluit {
            heropenen: Some(false),
            verzoeken: [id].into(),
            reden: "Nee.".into(),
            ..Besluit::default()
        };
        let db = &app.app.db;
        let (een, twee) = (w.duo.ctx(&app), w.duo.ctx(&app));
        let (a, b) = tokio::join!(
            besluit(db, &een, "wachten-op-hulp", &nee),
            besluit(db, &twee, "wachten-op-hulp", &nee),
        );
        assert_eq!(
            usize::from(a.is_ok()) + usize::from(b.is_ok()),
            1,
            "{a:?} {b:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn of_a_yes_and_a_no_at_once_one_is_given() {
    op_beide(async |app| {
        let Gesloten { w, knelpunt, .. } = gesloten(&app).await;
        vraag(&app, &w.els).await;
        let verzoeken = BTreeSet::from([verzoeken(&app).await[0].id]);
        let db = &app.app.db;
        let kop = kop_voor_taak(db.read(), knelpunt).await;
        let besluiten = |heropenen| Besluit {
            heropenen: Some(heropenen),
            verzoeken: verzoeken.clone(),
            reden: "Wij keken er nog eens naar.".into(),
            versie: kop.as_ref().expect("it is there").versie,
            ..Besluit::default()
        };
        let (nee, ja) = (besluiten(false), besluiten(true));
        let (een, twee) = (w.duo.ctx(&app), w.duo.ctx(&app));
        let (a, b) = tokio::join!(
            besluit(db, &een, "wachten-op-hulp", &nee),
            besluit(db, &twee, "wachten-op-hulp", &ja),
        );
        let ((Ok(_), Err(verloor)) | (Err(verloor), Ok(_))) = (&a, &b) else {
            panic!("{a:?} {b:?}");
        };
        assert!(matches!(verloor, Error::Conflict(_)), "{verloor:?}");
        let nu = kop_voor_taak(db.read(), knelpunt).await;
        let is_open = nu.expect("it is there").status == Status::InBehandeling.waarde();
        assert_eq!(is_open, b.is_ok());
    })
    .await;
}

#[tokio::test]
async fn who_asked_and_follows_it_no_more_hears_that_it_was_opened_again() {
    op_beide(async |app| {
        let Gesloten {
            w,
            knelpunt,
            server,
            ..
        } = gesloten(&app).await;
        vraag(&app, &w.buur).await;
        vraag(&app, &w.els).await;
        let terug = [("actie", "terugnemen"), ("gemeente", "elders")];
        doe(&app, &w.buur.koek, &format!("{PAD}/ook"), &terug)
            .await
            .met_status(303);
        zet(&app, &w.duo, knelpunt, Actie::Heropenen, "Het speelt nog.").await;
        let antwoord = mail_over(&app, &server, "Er staat een antwoord voor u klaar").await;
        let aan: Vec<_> = antwoord.iter().map(|m| m.aan.clone()).collect();
        assert_eq!(aan, [[mail("Bas")]], "Els hears of the step itself");
    })
    .await;
}
