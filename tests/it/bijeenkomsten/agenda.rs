//! What calendars hear, read by an independent library.

use calcard::icalendar::ICalendarProperty as P;

use super::{Afspraak, afspraak, ids, plan, rij, stuur, velden};
use crate::{
    anderen::bezorg,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, mail},
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
        assert_eq!(eraf.waarde(P::Status), "CANCELLED");
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
