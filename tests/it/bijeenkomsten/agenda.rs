//! What calendars hear, read by an independent library.

use calcard::icalendar::ICalendarProperty as P;
use dwarsverband::actor::{Bereik, Rol, Toekenning};

use super::{Afspraak, afspraak, ids, plan, rij, stuur, velden};
use crate::{
    acties::account,
    anderen::bezorg,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, mail, verliest},
        op_beide,
        smtp::{Mail, Mailserver},
    },
    werkruimte::toneel,
};

/// The fields of a form.
type Velden = Vec<(&'static str, String)>;

/// The mail that came in, by who got it.
fn post(server: &Mailserver) -> Vec<Mail> {
    let mut alle = server.haal();
    alle.sort_by_key(|brief| brief.aan.concat());
    alle
}

fn aan(post: &[Mail]) -> Vec<String> {
    post.iter().map(|brief| brief.aan.concat()).collect()
}

#[tokio::test]
async fn an_invitation_is_what_a_calendar_understands() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let titel = "Overleg; over cliënten, en “de brief”";
        let pad = plan(&app, &toneel.rijk, (titel, "besloten"), &["Rina", "Nora"]).await;
        bezorg(&app, &server).await;
        let post = post(&server);
        assert_eq!(aan(&post), [mail("Nora"), mail("Rina")]);
        let (kop, ..) = rij(&app, &pad).await;
        for (brief, ander) in [(&post[0], "rina@"), (&post[1], "nora@")] {
            let gelezen = afspraak(brief, "REQUEST");
            assert_eq!(gelezen.waarde(P::Uid), kop.id.to_string());
            assert_eq!(gelezen.waarde(P::Sequence), "0");
            assert_eq!(gelezen.waarde(P::Status), "CONFIRMED");
            assert_eq!(gelezen.waarde(P::Summary), titel);
            let plek = "Stadhuis; kamer 3, naast de cliëntenraad";
            assert_eq!(gelezen.waarde(P::Location), plek);
            // Ten o'clock in winter.
            let begin = gelezen.moment(P::Dtstart).to_rfc3339();
            assert_eq!(begin, "2026-12-03T09:00:00+00:00");
            let einde = gelezen.moment(P::Dtend).to_rfc3339();
            assert_eq!(einde, "2026-12-03T10:30:00+00:00");
            let wat = gelezen.waarde(P::Description);
            assert!(wat.contains("Welkom, met koffie"), "{wat}");
            assert!(wat.contains("De brief; en wie hem schrijft"), "{wat}");
            assert!(wat.contains("https://overleg.example/kamer?a=b"), "{wat}");
            assert!(wat.ends_with(&pad), "{wat}");
            let van = gelezen.waarde(P::Organizer);
            assert_eq!(van, "mailto:post@dwarsverband.example");
            let zelf = format!("mailto:{}", brief.aan.concat());
            assert_eq!(gelezen.waarde(P::Attendee), zelf);
            assert!(
                !brief.ruw.contains(ander),
                "nobody sees who else is invited"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_counts_on_and_who_is_not_invited_any_more_is_taken_off() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let pad = plan(
            &app,
            &toneel.rijk,
            ("Overleg", "besloten"),
            &["Rina", "Nora"],
        )
        .await;
        bezorg(&app, &server).await;
        assert_eq!(server.haal().len(), 2);
        let wijzigen = format!("{pad}/wijzigen");
        let wijzig = async |verander: &dyn Fn(&mut Velden), wie: &[&str]| {
            let versie = rij(&app, &pad).await.0.versie.to_string();
            let mut velden = velden("Overleg", "besloten", &ids(&app, wie).await);
            velden.push(("versie", versie));
            verander(&mut velden);
            stuur(&app, &toneel.rijk, &wijzigen, &velden)
                .await
                .met_status(303);
            bezorg(&app, &server).await;
            post(&server)
        };
        let later = |velden: &mut Vec<(&'static str, String)>| {
            velden.retain(|(veld, _)| *veld != "begin");
            velden.push(("begin", "10:30".to_owned()));
        };
        // Nothing that a calendar shows changed.
        let niets = wijzig(&|_| (), &["Rina", "Nora"]).await;
        assert!(niets.is_empty(), "{niets:#?}");
        let gewijzigd = wijzig(&later, &["Rina", "Nora"]).await;
        assert_eq!(aan(&gewijzigd), [mail("Nora"), mail("Rina")]);
        let gelezen = afspraak(&gewijzigd[0], "REQUEST");
        assert_eq!(gelezen.waarde(P::Sequence), "1");
        let begin = gelezen.moment(P::Dtstart).to_rfc3339();
        assert_eq!(begin, "2026-12-03T09:30:00+00:00");
        // Nora is out and Gerda in; Rina hears nothing, because nothing changed for her.
        let anders = wijzig(&later, &["Rina", "Gerda"]).await;
        assert_eq!(aan(&anders), [mail("Gerda"), mail("Nora")]);
        let erbij = afspraak(&anders[0], "REQUEST");
        let eraf = afspraak(&anders[1], "CANCEL");
        assert_eq!(
            erbij.waarde(P::Uid),
            eraf.waarde(P::Uid),
            "it stays the same"
        );
        assert_eq!(eraf.waarde(P::Sequence), "2", "later than what she has");
        assert_eq!(eraf.waarde(P::Status), "", "for others it goes on");
        // Nora is in again: that is newer than that she was out.
        let weer = wijzig(&later, &["Rina", "Gerda", "Nora"]).await;
        assert_eq!(aan(&weer), [mail("Nora")]);
        let weer = afspraak(&weer[0], "REQUEST");
        assert_eq!(weer.waarde(P::Sequence), "3");
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_leaves_every_calendar() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let pad = plan(
            &app,
            &toneel.rijk,
            ("Overleg", "besloten"),
            &["Gerda", "Nora"],
        )
        .await;
        bezorg(&app, &server).await;
        server.haal();
        let versie = rij(&app, &pad).await.0.versie.to_string();
        let velden = [("reden", "De zaal is te klein."), ("versie", &*versie)];
        doe(
            &app,
            &toneel.gemeente,
            &format!("{pad}/afgelasten"),
            &velden,
        )
        .await
        .met_status(303);
        bezorg(&app, &server).await;
        let post = post(&server);
        assert_eq!(aan(&post), [mail("Gerda"), mail("Nora")]);
        let gelezen = afspraak(&post[1], "CANCEL");
        assert_eq!(gelezen.waarde(P::Sequence), "1");
        assert!(
            post[1]
                .kop("Subject")
                .starts_with("Gaat niet door: Overleg")
        );
        let bestand = met_koek(&app, &format!("{pad}/agenda.ics"), &toneel.netwerk).await;
        let bestand = Afspraak::lees(&bestand.met_status(200).tekst);
        assert_eq!(bestand.waarde(P::Status), "CANCELLED");
    })
    .await;
}

/// Nothing but that it is not for them: what a calendar needs to take it out.
#[track_caller]
fn is_kaal(brief: &Mail, (uid, volgnummer): (&str, &str), geheim: &[&str]) {
    let gelezen = afspraak(brief, "CANCEL");
    assert_eq!(gelezen.waarde(P::Uid), uid);
    assert_eq!(gelezen.waarde(P::Sequence), volgnummer);
    let naam = gelezen.waarde(P::Summary);
    assert_eq!(naam, "Bijeenkomst (gaat voor u niet door)");
    let begin = gelezen.moment(P::Dtstart).to_rfc3339();
    assert_eq!(begin, "2026-12-03T09:00:00+00:00");
    for leeg in [P::Status, P::Description, P::Url, P::Location] {
        assert_eq!(gelezen.waarde(leeg), "");
    }
    let onderwerp = brief.kop("Subject");
    assert_eq!(
        onderwerp,
        "De bijeenkomst van 3 december 2026 gaat voor u niet door"
    );
    for wat in geheim {
        assert!(!brief.ruw.contains(wat), "{wat}: {}", brief.ruw);
    }
}

#[tokio::test]
async fn who_may_not_read_it_any_more_only_hears_that_it_is_not_for_them() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let wie = ["Gerda", "Nora"];
        let pad = plan(&app, &toneel.rijk, ("Twijfel", "besloten"), &wie).await;
        bezorg(&app, &server).await;
        assert_eq!(server.haal().len(), 2);
        let (kop, ..) = rij(&app, &pad).await;
        let mut velden = velden("Twijfel", "vertrouwelijk", &ids(&app, &["Gerda"]).await);
        velden.push(("versie", kop.versie.to_string()));
        stuur(&app, &toneel.rijk, &format!("{pad}/wijzigen"), &velden)
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let post = post(&server);
        assert_eq!(aan(&post), [mail("Gerda"), mail("Nora")]);
        let uid = kop.id.to_string();
        let geheim = ["wijfel", "Stadhuis", "overleg.example", "Gerda", "Wonen"];
        is_kaal(&post[1], (&uid, "1"), &geheim);
    })
    .await;
}

#[tokio::test]
async fn who_left_the_thema_hears_that_it_does_not_take_place_for_them() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let wie = ["Gerda", "Nora"];
        let pad = plan(&app, &toneel.rijk, ("Twijfel", "besloten"), &wie).await;
        bezorg(&app, &server).await;
        assert_eq!(server.haal().len(), 2);
        let wat = Toekenning {
            rol: Rol::Netwerklid,
            bereik: Bereik::Thema(toneel.thema),
        };
        verliest(&app, account(&app, "Nora").await, wat).await;
        let (kop, ..) = rij(&app, &pad).await;
        let versie = kop.versie.to_string();
        let velden = [("reden", "De zaal is te klein."), ("versie", &*versie)];
        let afgelasten = format!("{pad}/afgelasten");
        doe(&app, &toneel.rijk, &afgelasten, &velden)
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let post = post(&server);
        assert_eq!(aan(&post), [mail("Gerda"), mail("Nora")]);
        let gerda = afspraak(&post[0], "CANCEL");
        assert_eq!(gerda.waarde(P::Status), "CANCELLED", "for all");
        let uid = kop.id.to_string();
        is_kaal(&post[1], (&uid, "1"), &["wijfel", "zaal", "Wonen"]);
    })
    .await;
}

#[tokio::test]
async fn who_was_taken_off_hears_that_also_when_it_was_called_off_meanwhile() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let wie = ["Gerda", "Nora"];
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &wie).await;
        bezorg(&app, &server).await;
        assert_eq!(server.haal().len(), 2);
        let versie = async || rij(&app, &pad).await.0.versie.to_string();
        let mut velden = velden("Overleg", "besloten", &ids(&app, &["Gerda"]).await);
        velden.push(("versie", versie().await));
        stuur(&app, &toneel.rijk, &format!("{pad}/wijzigen"), &velden)
            .await
            .met_status(303);
        let versie = versie().await;
        let velden = [("reden", "De zaal is te klein."), ("versie", &*versie)];
        let afgelasten = format!("{pad}/afgelasten");
        doe(&app, &toneel.rijk, &afgelasten, &velden)
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let post = post(&server);
        assert_eq!(aan(&post), [mail("Gerda"), mail("Nora")]);
        let nora = afspraak(&post[1], "CANCEL");
        assert_eq!(nora.waarde(P::Summary), "Overleg");
        assert_eq!(nora.waarde(P::Status), "");
    })
    .await;
}

#[tokio::test]
async fn the_file_is_for_who_reads_the_page_and_online_for_who_takes_part() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.rijk, ("Open middag", "openbaar"), &["Nora"]).await;
        let ics = format!("{pad}/agenda.ics");
        let mee = met_koek(&app, &ics, &toneel.netwerk).await.met_status(200);
        let soort = "text/calendar; charset=utf-8; method=PUBLISH";
        assert_eq!(mee.kop("content-type"), soort);
        assert!(mee.tekst.contains("overleg.example"), "{}", mee.tekst);
        let bezoeker = app.get(&ics).await.met_status(200);
        assert!(!bezoeker.tekst.contains("overleg.example"));
        for alle in [&mee.tekst, &bezoeker.tekst] {
            assert!(
                !alle.contains("ATTENDEE") && !alle.contains("nora@"),
                "{alle}"
            );
            let gelezen = Afspraak::lees(alle);
            assert_eq!(gelezen.waarde(P::Method), "PUBLISH");
            assert_eq!(gelezen.waarde(P::Summary), "Open middag");
        }
        let pagina = app.get(&pad).await.met_status(200);
        assert!(
            !pagina.tekst.contains("overleg.example"),
            "{}",
            pagina.tekst
        );
        let besloten = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &["Nora"]).await;
        let ics = format!("{besloten}/agenda.ics");
        app.get(&ics).await.met_status(404);
        met_koek(&app, &ics, &toneel.lid).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn a_mail_does_not_name_what_is_between_the_duo() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let titel = "Onze twijfel";
        plan(&app, &toneel.rijk, (titel, "vertrouwelijk"), &["Gerda"]).await;
        bezorg(&app, &server).await;
        let brief = server.een();
        let gelezen = afspraak(&brief, "REQUEST");
        let naam = gelezen.waarde(P::Summary);
        assert_eq!(naam, "Vertrouwelijke bijeenkomst (Wonen)");
        let wat = gelezen.waarde(P::Description);
        assert!(!wat.contains("twijfel") && !wat.contains("brief"), "{wat}");
        assert!(!brief.kop("Subject").contains("twijfel"));
        assert!(!brief.ruw.contains("twijfel"), "{}", brief.ruw);
    })
    .await;
}
