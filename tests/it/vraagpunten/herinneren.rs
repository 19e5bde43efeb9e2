//! Reminders: when, to whom, and once.

use chrono::NaiveDate;
use dwarsverband::{
    actor::{Rol, Toekenning},
    ctx::Ctx,
    db::tables::{taak, vraagherinnering},
    vraagpunten::{model::SOORT, service::herinner},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::{DAG, STELLEN, VRAAG, antwoord, toneel, verleng};
use crate::{
    anderen::{bezorg, nacht},
    support::{
        TestApp,
        mensen::{bij, doe, krijgt, mail, mens},
        op_beide,
        smtp::{Mail, Mailserver},
    },
};

fn vandaag(app: &TestApp) -> (Ctx, NaiveDate) {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let dag = ctx.vandaag();
    (ctx, dag)
}

/// Throws away the mail that waits.
async fn geen_post(app: &TestApp) {
    let weg = taak::Entity::delete_many().filter(taak::Column::Soort.eq(SOORT));
    weg.exec(app.app.db.read()).await.expect("no mail");
}

/// Does the work of a night and brings the mail: who got what about.
async fn na_de_nacht(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    nacht(app).await;
    bezorg(app, server).await;
    let kort = |brief: Mail| {
        let onderwerp = brief.kop("Subject");
        let begin = onderwerp.split(':').next().unwrap_or_default().to_owned();
        (brief.aan.concat(), begin)
    };
    let mut alle: Vec<_> = server.haal().into_iter().map(kort).collect();
    alle.sort();
    alle
}

fn brief(aan: &str, onderwerp: &str) -> (String, String) {
    (mail(aan), onderwerp.to_owned())
}

async fn regels(app: &TestApp) -> u64 {
    let alle = vraagherinnering::Entity::find().count(app.app.db.read());
    alle.await.expect("the database works")
}

#[tokio::test]
async fn an_addressee_is_reminded_a_week_before_and_when_the_day_is_over() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        toneel.vraag(&app, "Ministerie", VRAAG).await;
        geen_post(&app).await;

        // The last day is that of 42 days from now.
        app.later(34 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        app.later(DAG);
        for keer in 0..3 {
            let verwacht = [brief("Min", "Antwoord voor 2 januari 2027")];
            let gekregen = na_de_nacht(&app, &server).await;
            assert_eq!(gekregen, &verwacht[usize::from(keer > 0)..], "{keer}");
        }
        app.later(7 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, [], "the last day itself");
        app.later(DAG);
        for keer in 0..3 {
            let verwacht = [
                brief("Min", "Te laat met een antwoord"),
                // Who treats the knelpunt hears it as well.
                brief("Roos", "Nog geen antwoord"),
            ];
            let over = if keer > 0 { 2 } else { 0 };
            let gekregen = na_de_nacht(&app, &server).await;
            assert_eq!(gekregen, &verwacht[over..], "{keer}");
        }
        app.later(100 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(regels(&app).await, 2);
    })
    .await;
}

#[tokio::test]
async fn who_has_a_week_to_answer_is_not_reminded_the_first_night() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let velden = [
            ("vraag-1", VRAAG),
            ("aan-1", "Ministerie"),
            ("uiterlijk-1", "2026-11-28"),
        ];
        let koek = toneel.van_redactie(&app).await;
        doe(&app, &koek, STELLEN, &velden).await.met_status(303);
        geen_post(&app).await;
        for _ in 0..3 {
            app.later(DAG);
            assert_eq!(na_de_nacht(&app, &server).await, []);
        }
        app.later(DAG);
        let halverwege = [brief("Min", "Antwoord voor 28 november 2026")];
        assert_eq!(na_de_nacht(&app, &server).await, halverwege);
        assert_eq!(regels(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_processes_remind_once_and_a_clock_that_jumps_says_nothing_twice() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        toneel.vraag(&app, "Ministerie", VRAAG).await;
        geen_post(&app).await;
        let db = &app.app.db;

        // Two at once, and once more after a restart.
        app.later(36 * DAG);
        let (ctx, dag) = vandaag(&app);
        let (een, twee) = tokio::join!(herinner(db, &ctx, dag), herinner(db, &ctx, dag));
        assert!(een.is_ok() && twee.is_ok(), "{een:?} {twee:?}");
        herinner(db, &ctx, dag).await.expect("a second time");
        bezorg(&app, &server).await;
        assert_eq!(server.een().aan, [mail("Min")]);
        assert_eq!(regels(&app).await, 1);

        // The clock goes far ahead, and back to before the last day.
        app.later(400 * DAG);
        let (ctx, dag) = vandaag(&app);
        herinner(db, &ctx, dag).await.expect("the database works");
        bezorg(&app, &server).await;
        assert_eq!(server.haal().len(), 2, "late, to both sides");
        app.later(-400 * DAG);
        let (ctx, dag) = vandaag(&app);
        herinner(db, &ctx, dag).await.expect("the database works");
        bezorg(&app, &server).await;
        assert_eq!(server.haal().len(), 0);
        assert_eq!(regels(&app).await, 2);
    })
    .await;
}

/// Who was asleep in the week before hears that it is late, and not that it comes.
#[tokio::test]
async fn after_a_clock_that_jumped_only_what_holds_now_is_told() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        toneel.vraag(&app, "Ministerie", VRAAG).await;
        geen_post(&app).await;
        app.later(60 * DAG);
        let laat = [
            brief("Min", "Te laat met een antwoord"),
            brief("Roos", "Nog geen antwoord"),
        ];
        assert_eq!(na_de_nacht(&app, &server).await, laat);
        app.later(-22 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, [], "not that it comes");
        assert_eq!(regels(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn more_time_and_an_answer_put_reminders_off() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let pad = toneel.vraag(&app, "Ministerie", VRAAG).await;
        let ander = toneel.vraag(&app, "Ministerie", "En dit?").await;
        geen_post(&app).await;
        let koek = toneel.van_lid(&app).await;
        let langer = ("2027-02-10", "Wij zoeken het uit.");
        verleng(&app, &koek, &pad, langer).await.met_status(303);
        antwoord(&app, &koek, &ander, ("overgenomen", ""))
            .await
            .met_status(303);
        geen_post(&app).await;
        app.later(43 * DAG);
        assert_eq!(
            na_de_nacht(&app, &server).await,
            [],
            "the old day is nothing now"
        );

        // A reminder that waits is not sent when there is an answer meanwhile.
        app.later(31 * DAG);
        nacht(&app).await;
        let koek = toneel.van_lid(&app).await;
        antwoord(&app, &koek, &pad, ("overgenomen", ""))
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let onderwerpen: Vec<_> = server
            .haal()
            .iter()
            .map(|brief| brief.kop("Subject"))
            .collect();
        assert_eq!(onderwerpen, ["Antwoord van Ministerie: Gegevens delen"]);
    })
    .await;
}

#[tokio::test]
async fn who_manages_the_people_is_reminded_and_nobody_is_no_mail() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let plek = toneel.wereld.plek;
        mens(&app, "Els", &[bij(Rol::Lid, plek.stad)]).await;
        toneel.vraag(&app, "voorbeeldstad", VRAAG).await;
        toneel.vraag(&app, "verder", "En bij u?").await;
        geen_post(&app).await;
        let baas = Toekenning {
            rol: Rol::Organisatiebeheerder,
            ..bij(Rol::Lid, plek.stad)
        };
        let beheer = mens(&app, "Baas", &[bij(Rol::Lid, plek.stad)]).await;
        krijgt(&app, beheer, baas).await;
        app.later(43 * DAG);
        let gekregen = na_de_nacht(&app, &server).await;
        assert_eq!(
            gekregen,
            [
                brief("Baas", "Te laat met een antwoord"),
                // One message about both.
                brief("Roos", "2 vragen niet op tijd beantwoord"),
            ]
        );
        // It was noted all the same, so that who treats it hears it once.
        assert_eq!(regels(&app).await, 2);
        assert_eq!(na_de_nacht(&app, &server).await, []);
    })
    .await;
}

#[tokio::test]
async fn who_treats_it_hears_when_nobody_could_be_reminded() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        toneel.vraag(&app, "verder", VRAAG).await;
        app.later(43 * DAG);
        nacht(&app).await;
        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Roos")]);
        let tekst = brief.deel("text/plain");
        assert!(tekst.contains("heeft nog niemand een account"), "{tekst}");
        assert!(!tekst.contains(VRAAG), "{tekst}");
    })
    .await;
}

#[tokio::test]
async fn what_not_everybody_may_read_is_not_mailed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        toneel.vraag(&app, "Ministerie", VRAAG).await;
        toneel.verberg(&app).await;
        app.later(43 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(regels(&app).await, 0);
    })
    .await;
}
