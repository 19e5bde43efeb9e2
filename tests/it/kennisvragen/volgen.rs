//! Following: one mail to each when it ends, with no more than they may read, and a way to stop.

use std::collections::BTreeMap;

use super::{GEVOLGD, beantwoord, rij, velden, volg, volgers, vraag, zet};
use crate::{
    anderen::bezorg,
    support::{
        TestApp,
        inlog::{formulier, met_koek},
        mensen::{doe, mail, post, verteld},
        op_beide,
        smtp::{Mail, Mailserver},
    },
    werkruimte::toneel,
};

/// What came in, by whom it is for; each of them got one.
fn per_mens(server: &Mailserver) -> BTreeMap<String, Mail> {
    let mails = server.haal();
    let aantal = mails.len();
    let per_mens: BTreeMap<String, Mail> = mails.into_iter().map(|m| (m.aan.concat(), m)).collect();
    assert_eq!(per_mens.len(), aantal, "nobody gets two");
    per_mens
}

#[tokio::test]
async fn who_follows_gets_one_mail_when_it_is_answered() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let pad = vraag(&app, &toneel.rijk, "Wanneer mag delen?", "openbaar").await;
        let id = rij(&app, &pad).await.id;
        for koek in [&toneel.lid, &toneel.netwerk, &toneel.redactie] {
            volg(&app, koek, &pad).await;
        }
        // Twice is once.
        volg(&app, &toneel.lid, &pad).await;
        assert_eq!(volgers(&app, id).await.len(), 3);
        let pagina = met_koek(&app, &pad, &toneel.lid).await.met_status(200);
        assert!(pagina.tekst.contains("3 mensen volgen"), "{}", pagina.tekst);
        assert!(pagina.tekst.contains("Niet meer volgen"));
        // Who stops in time hears nothing.
        let stop = [("actie", "stoppen")];
        doe(&app, &toneel.redactie, &format!("{pad}/volgen"), &stop)
            .await
            .met_status(303);
        beantwoord(&app, &toneel.rijk, &pad).await;
        let opdrachten = post(&app).await;
        assert_eq!(opdrachten.len(), 2, "only how it ends is told");
        for opdracht in &opdrachten {
            assert_eq!(opdracht["bericht"], "beantwoord");
            assert!(!opdracht.to_string().contains("delen"), "{opdracht}");
        }
        bezorg(&app, &server).await;
        let mails = per_mens(&server);
        assert_eq!(mails.len(), 2);
        for naam in ["Lia", "Nora"] {
            let brief = &mails[&mail(naam)];
            assert_eq!(brief.kop("Subject"), "Beantwoord: Wanneer mag delen?");
            let link = brief.link("https://dwarsverband.example/kennisvragen/");
            assert_eq!(link, format!("https://dwarsverband.example{pad}"));
            let stop = brief.link("https://dwarsverband.example/kennisagenda/");
            assert_eq!(stop, format!("https://dwarsverband.example{GEVOLGD}"));
        }
        // Nobody sees in its geschiedenis who follows.
        let gebeurd = verteld(&app, id).await;
        assert!(
            !gebeurd.iter().any(|actie| actie.contains("volg")),
            "{gebeurd:?}"
        );
        // There is nothing to follow any more.
        let velden = [("actie", "volgen")];
        let nee = doe(&app, &toneel.gemeente, &format!("{pad}/volgen"), &velden).await;
        assert!(nee.met_status(409).tekst.contains("afgerond"));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_read_it_any_more_hears_no_word_of_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let pad = vraag(&app, &toneel.rijk, "Geheim plan?", "besloten").await;
        for koek in [&toneel.netwerk, &toneel.gemeente] {
            volg(&app, koek, &pad).await;
        }
        let blad = format!("{pad}/volgen");
        let velden_volgen = [("actie", "volgen")];
        for (koek, status) in [(toneel.lid.as_str(), 404), ("", 303)] {
            let nee = app.stuur(formulier(&blad, koek, &velden_volgen)).await;
            nee.met_status(status);
        }
        let smal = [
            &velden("Geheim plan?", "vertrouwelijk")[..],
            &[("versie", "1")],
        ]
        .concat();
        doe(&app, &toneel.rijk, &format!("{pad}/wijzigen"), &smal)
            .await
            .met_status(303);
        let reden = [("reden", "Het hoeft niet meer.")];
        zet(&app, &toneel.rijk, (&pad, "vervallen"), &reden)
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let mails = per_mens(&server);
        let duo = &mails[&mail("Gerda")];
        let onderwerp = duo.kop("Subject");
        assert_eq!(onderwerp, "Vervallen: een vertrouwelijke kennisvraag");
        for deel in ["Geheim", "geheim-plan"] {
            assert!(!duo.ruw.contains(deel), "{deel}: {}", duo.ruw);
        }
        let link = duo.link("https://dwarsverband.example/kennisagenda/");
        assert_eq!(link, format!("https://dwarsverband.example{GEVOLGD}"));
        let netwerk = &mails[&mail("Nora")];
        for deel in ["Geheim", "geheim-plan", "ervallen"] {
            assert!(!netwerk.ruw.contains(deel), "{deel}: {}", netwerk.ruw);
        }
        // They still see that they follow something, and can stop.
        let mijn = met_koek(&app, GEVOLGD, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(mijn.tekst.contains("niet meer mag lezen") && !mijn.tekst.contains("Geheim"));
        let id = rij(&app, &pad).await.id;
        let nummer = id.to_string();
        let stop = [("actie", "stoppen"), ("kennisvraag", nummer.as_str())];
        doe(&app, &toneel.netwerk, GEVOLGD, &stop)
            .await
            .met_status(303);
        assert_eq!(volgers(&app, id).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_follows_is_a_list_of_their_own() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = vraag(&app, &toneel.rijk, "Wanneer mag delen?", "openbaar").await;
        app.get(GEVOLGD).await.met_status(303);
        let leeg = met_koek(&app, GEVOLGD, &toneel.lid).await.met_status(200);
        assert!(leeg.tekst.contains("U volgt nog geen vraag"));
        volg(&app, &toneel.lid, &pad).await;
        let mijn = met_koek(&app, GEVOLGD, &toneel.lid).await.met_status(200);
        assert!(mijn.tekst.contains("Wanneer mag delen?"));
        let ander = met_koek(&app, GEVOLGD, &toneel.redactie).await;
        assert!(!ander.met_status(200).tekst.contains("Wanneer mag delen?"));
        let gegevens = met_koek(&app, "/account/gegevens", &toneel.lid).await;
        assert!(gegevens.tekst.contains("Wanneer mag delen?"));
        for fout in [
            &[("actie", "opeten")][..],
            &[("actie", "stoppen"), ("kennisvraag", "x")],
        ] {
            doe(&app, &toneel.lid, GEVOLGD, fout).await.met_status(400);
        }
        // A visitor is offered to log in and come back.
        let bezoek = app.get(&pad).await.met_status(200);
        assert!(bezoek.tekst.contains("Log in om deze vraag te volgen"));
    })
    .await;
}
