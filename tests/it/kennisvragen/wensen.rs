//! From a search in vain to a kennisvraag: who waits follows it and is told, and what they searched is not kept.

use chrono::Duration;
use dwarsverband::{
    actor::Rol,
    bewaren::{model::Gegeven, service::vernietig},
    ctx::Ctx,
};

use super::{GEVOLGD, KIEZEN, adres, nieuw, rij, velden, volgers, vraag, wensen};
use crate::{
    anderen::bezorg,
    knelpunten::fout_in,
    praktijken::veld,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, landelijk, mail, sterk},
        op_beide,
        smtp::Mailserver,
    },
    werkruimte::toneel,
};

/// What is searched in vain, as it is typed and as it is kept.
const GEZOCHT: &str = "Borg  na BEWIND";
const BEWAARD: &str = "borg na bewind";

async fn wacht(app: &TestApp, koek: &str, q: &str, status: u16) {
    let velden = [("actie", "wachten"), ("gezocht", q)];
    doe(app, koek, GEVOLGD, &velden).await.met_status(status);
}

#[tokio::test]
async fn who_found_nothing_can_wait_and_a_visitor_is_asked_nothing() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = "/zoeken?q=Borg+na+BEWIND";
        let bezoek = app.get(pad).await.met_status(200);
        assert!(!bezoek.tekst.contains("Laat het mij weten"));
        let leeg = met_koek(&app, pad, &toneel.lid).await.met_status(200);
        assert!(leeg.tekst.contains("Laat het mij weten"), "{}", leeg.tekst);
        assert_eq!(veld(&leeg, "actie"), "wachten");
        for _ in 0..2 {
            wacht(&app, &toneel.lid, GEZOCHT, 303).await;
        }
        assert_eq!(wensen(&app).await, [BEWAARD]);
        let weer = met_koek(&app, pad, &toneel.lid).await.met_status(200);
        assert!(weer.tekst.contains("Bekijk waar u op wacht"));
        let mijn = met_koek(&app, GEVOLGD, &toneel.lid).await.met_status(200);
        assert!(mijn.tekst.contains(BEWAARD));
        let gegevens = met_koek(&app, "/account/gegevens", &toneel.lid).await;
        assert!(gegevens.tekst.contains(BEWAARD));
        let stop = [("actie", "niet-wachten"), ("vraag", BEWAARD)];
        doe(&app, &toneel.lid, GEVOLGD, &stop).await.met_status(303);
        assert!(wensen(&app).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_of_personal_data_or_of_who_reads_in_confidence() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for q in ["bel 06-12345678", " "] {
            let velden = [("actie", "wachten"), ("gezocht", q)];
            let fout = doe(&app, &toneel.lid, GEVOLGD, &velden).await;
            let fout = fout.met_status(400);
            fout_in(&fout, &["gezocht"]);
            assert_eq!(
                veld(&fout, "gezocht").trim(),
                q.trim(),
                "what was typed stays"
            );
        }
        let (_, dwars) = sterk(&app, "Dwa", &[landelijk(Rol::Dwarskijker)]).await;
        wacht(&app, &dwars, GEZOCHT, 403).await;
        let leeg = met_koek(&app, "/zoeken?q=borg+na+bewind", &dwars).await;
        assert!(!leeg.met_status(200).tekst.contains("Laat het mij weten"));
        wacht(&app, "", GEZOCHT, 303).await;
        assert!(wensen(&app).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_waits_follows_what_is_made_of_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        wacht(&app, &toneel.lid, GEZOCHT, 303).await;
        wacht(&app, &toneel.netwerk, BEWAARD, 303).await;
        wacht(&app, &toneel.lid, "iets anders", 303).await;
        // The redactie sees it among what is searched in vain, and begins with it.
        met_koek(&app, "/zoeken?q=borg+na+bewind", "").await;
        app.app.journaal.schrijf_bij().await.expect("it is written");
        let vragen = met_koek(&app, "/redactie/zoekvragen?toon=vergeefs", &toneel.redactie).await;
        let vragen = vragen.met_status(200);
        let knop = format!("{KIEZEN}?zoekvraag=borg+na+bewind");
        assert!(vragen.tekst.contains(&knop), "{}", vragen.tekst);
        let formulier = met_koek(&app, &knop, &toneel.redactie)
            .await
            .met_status(200);
        assert_eq!(veld(&formulier, "titel"), BEWAARD);
        assert!(formulier.tekst.contains("2 mensen wachten"));
        // What others search is no business of a duo.
        let duo = met_koek(&app, &knop, &toneel.rijk).await.met_status(200);
        assert_eq!(veld(&duo, "titel"), BEWAARD);
        assert!(!duo.tekst.contains("mensen wachten"), "{}", duo.tekst);

        // Between a few people it tells nobody, and they go on waiting.
        let smal = [
            &velden("Besloten?", "besloten")[..],
            &[("zoekvraag", BEWAARD)],
        ]
        .concat();
        doe(&app, &toneel.rijk, &nieuw(), &smal)
            .await
            .met_status(303);
        assert_eq!(wensen(&app).await.len(), 3);

        let meer = [("thema", "wonen"), ("zoekvraag", BEWAARD)];
        let open = [&velden("Wie betaalt de borg?", "openbaar")[..], &meer].concat();
        let gemaakt = doe(&app, &toneel.redactie, KIEZEN, &open).await;
        let pad = adres(&gemaakt.met_status(303));
        assert_eq!(wensen(&app).await, ["iets anders"]);
        assert_eq!(volgers(&app, rij(&app, &pad).await.id).await.len(), 2);
        bezorg(&app, &server).await;
        let mails = server.haal();
        let mut aan: Vec<String> = mails.iter().map(|m| m.aan.concat()).collect();
        aan.sort_unstable();
        assert_eq!(aan, [mail("Lia"), mail("Nora")]);
        for brief in &mails {
            let onderwerp = brief.kop("Subject");
            assert!(onderwerp.contains("kennisagenda"), "{onderwerp}");
            let link = brief.link("https://dwarsverband.example/kennisvragen/");
            assert_eq!(link, format!("https://dwarsverband.example{pad}"));
        }
    })
    .await;
}

#[tokio::test]
async fn who_begins_to_wait_meanwhile_is_not_forgotten() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        wacht(&app, &toneel.lid, GEZOCHT, 303).await;
        let meer = [("zoekvraag", BEWAARD)];
        let open = [&velden("Wie betaalt de borg?", "openbaar")[..], &meer].concat();
        let adres_nieuw = nieuw();
        let (gemaakt, ..) = tokio::join!(
            doe(&app, &toneel.rijk, &adres_nieuw, &open),
            wacht(&app, &toneel.netwerk, GEZOCHT, 303),
            wacht(&app, &toneel.gemeente, GEZOCHT, 303),
            wacht(&app, &toneel.ander, GEZOCHT, 303),
        );
        let pad = adres(&gemaakt.met_status(303));
        let volgen = volgers(&app, rij(&app, &pad).await.id).await;
        let wachten = wensen(&app).await;
        assert_eq!(volgen.len() + wachten.len(), 4, "each follows or waits");
    })
    .await;
}

#[tokio::test]
async fn a_question_that_is_asked_already_is_offered_to_follow() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Wat helpt mantelzorgers?", "openbaar").await;
        let besloten = vraag(&app, &toneel.rijk, "Wat helpt wijkagenten?", "besloten").await;
        let zoek = |q: &str| format!("/zoeken?q={q}&soort=praktijk");
        let leeg = met_koek(&app, &zoek("mantelzorgers"), &toneel.lid).await;
        let leeg = leeg.met_status(200);
        assert!(leeg.tekst.contains(&format!("action=\"{pad}/volgen\"")));
        // Not to who may not read it.
        let leeg = met_koek(&app, &zoek("wijkagenten"), &toneel.lid).await;
        assert!(!leeg.met_status(200).tekst.contains(&besloten));
        let leeg = met_koek(&app, &zoek("wijkagenten"), &toneel.netwerk).await;
        assert!(leeg.met_status(200).tekst.contains(&besloten));
    })
    .await;
}

#[tokio::test]
async fn what_somebody_waits_for_is_kept_for_thirty_days() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        wacht(&app, &toneel.lid, GEZOCHT, 303).await;
        let nu = Ctx::systeem("test", &app.app.clock);
        for (dagen, over) in [(29, 1), (31, 0)] {
            let later = Ctx {
                now: nu.now + Duration::days(dagen),
                ..nu.clone()
            };
            // Who waits for it again keeps it no longer.
            if dagen < 30 {
                wacht(&app, &toneel.lid, GEZOCHT, 303).await;
            }
            let weg = vernietig(&app.app.db, &later, Gegeven::Vraagwensen).await;
            assert_eq!(weg.expect("the database works").aantal, 1 - over);
            assert_eq!(wensen(&app).await.len() as u64, over, "{dagen}");
        }
    })
    .await;
}
