//! Who follows a knelpunt hears of every step, and in confidence not of what.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::knelpunten::{model::Status, service::volgers::volgers};

use super::{PAD, TITEL, knelpunt, signaal, toneel, zet};
use crate::{
    anderen::{bezorg, lid},
    support::{
        TestApp,
        mensen::{doe, mail, mens, post},
        op_beide,
        smtp::{Mail, Mailserver},
    },
};

const WAAROM: &str = "Zes gemeenten lopen hierop vast.";

/// What came in, by whom it is for; each of them got one.
fn per_mens(server: &Mailserver) -> BTreeMap<String, Mail> {
    let mails = server.haal();
    let aantal = mails.len();
    let per_mens: BTreeMap<String, Mail> = mails.into_iter().map(|m| (m.aan.concat(), m)).collect();
    assert_eq!(per_mens.len(), aantal, "nobody gets two");
    per_mens
}

#[tokio::test]
async fn every_step_is_told_once_to_all_who_follow_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let server = Mailserver::start().await;
        let id = knelpunt(&app, TITEL, (Status::Gemeld, Some(wereld.plek.thema), 0)).await;
        let mel = mens(&app, "Mel", &[]).await;
        let stil = mens(&app, "Stil", &[]).await;
        signaal(&app, id, mel, None, &[wereld.elders]).await;
        signaal(&app, id, mel, Some(""), &[wereld.elders]).await;
        signaal(&app, id, stil, Some(""), &[wereld.verder]).await;
        let (bo, van_bo) = lid(&app, "Bo", wereld.verder).await;
        doe(&app, &van_bo, &format!("{PAD}/ook"), &[])
            .await
            .met_status(303);
        let wie = volgers(app.app.db.read(), id).await.unwrap();
        assert_eq!(wie, BTreeSet::from([mel, stil, bo]));

        // What is refused tells nobody.
        zet(&app, &toneel.duo, (PAD, "oppakken"), &[])
            .await
            .met_status(400);
        assert!(post(&app).await.is_empty());
        let reden = [("reden", WAAROM)];
        zet(&app, &toneel.duo, (PAD, "oppakken"), &reden)
            .await
            .met_status(303);
        // A job names what it is about, and never who: that would tell who signalled in confidence.
        let opdrachten = post(&app).await;
        assert_eq!(opdrachten.len(), 3);
        for opdracht in &opdrachten {
            assert_eq!(opdracht["knelpunt"], id.to_string());
            let tekst = opdracht.to_string();
            for mens in [mel, stil, bo] {
                assert!(!tekst.contains(&mens.to_string()), "{tekst}");
            }
            assert!(!tekst.contains(WAAROM) && !tekst.contains(TITEL), "{tekst}");
        }

        bezorg(&app, &server).await;
        let mails = per_mens(&server);
        assert_eq!(mails.len(), 3);
        for naam in ["Mel", "Bo"] {
            let brief = &mails[&mail(naam)];
            assert_eq!(brief.kop("Subject"), format!("In behandeling: {TITEL}"));
            let tekst = brief.deel("text/plain");
            for woord in [TITEL, "Lees waarom", "/account/signalen"] {
                assert!(tekst.contains(woord), "{woord}: {tekst}");
            }
            let link = brief.link("https://dwarsverband.example/knelpunten/");
            assert_eq!(link, format!("https://dwarsverband.example{PAD}"));
            assert!(
                !brief.ruw.contains("Zes gemeenten"),
                "why is read on the platform"
            );
        }
        let brief = &mails[&mail("Stil")];
        let tekst = brief.deel("text/plain");
        assert_eq!(brief.kop("Subject"), "Er is nieuws over een knelpunt");
        let link = brief.link("https://dwarsverband.example/account");
        assert_eq!(link, "https://dwarsverband.example/account");
        for woord in [
            "Delen",
            "/knelpunten",
            "In behandeling",
            "Zes gemeenten",
            "meldde",
            "signaleerde",
        ] {
            let overal = format!("{}{tekst}{}", brief.kop("Subject"), brief.deel("text/html"));
            assert!(!overal.contains(woord), "{woord}: {overal}");
        }

        // Who takes it back follows it no more.
        let terug = [("actie", "terugnemen"), ("gemeente", "verder")];
        doe(&app, &van_bo, &format!("{PAD}/ook"), &terug)
            .await
            .met_status(303);
        zet(&app, &toneel.duo, (PAD, "oplossen"), &reden)
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let mails = per_mens(&server);
        let aan: Vec<&String> = mails.keys().collect();
        assert_eq!(aan, [&mail("Mel"), &mail("Stil")]);
        let onderwerp = mails[&mail("Mel")].kop("Subject");
        assert_eq!(onderwerp, format!("Opgelost: {TITEL}"));
    })
    .await;
}
