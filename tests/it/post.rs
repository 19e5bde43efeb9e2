//! What people get by mail, and the passwords they choose with it.

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    app::App,
    ctx::Ctx,
    db::tables::{gebruiker, geschiedenis, taak, toegangscode},
    error::Error,
    gebruikers::{
        model::bericht::{Bericht, SOORT},
        service::{
            berichten,
            code::Code,
            herstel,
            inloggen::HERSTEL_POGINGEN,
            uitnodigen::{nodig_uit, stuur_opnieuw},
        },
    },
    jobs::{model::Staat, service as jobs},
    post::Postbode,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    inlog::{MAIL, WACHTWOORD, formulier, koek, log_in, maak, met_koek},
    op_beide,
    smtp::{Mailserver, postbode, weggooien},
};

const NIEUW: &str = "groen trap zondag vlieger";
const BASIS: &str = "https://dwarsverband.example";
const INSTELLEN: &str = "https://dwarsverband.example/wachtwoord-instellen/";

/// Does the waiting jobs with this postbode.
async fn bezorg(app: &TestApp, postbode: Postbode) {
    let app = App {
        postbode,
        ..app.app.clone()
    };
    app.werkplaats()
        .doe_alle()
        .await
        .expect("the database works");
}

async fn vraag(app: &TestApp, mail: &str) -> Antwoord {
    app.stuur(formulier("/wachtwoord-vergeten", "", &[("mail", mail)]))
        .await
}

/// Sends the form behind a link.
async fn stel_in(app: &TestApp, pad: &str, een: &str, twee: &str) -> Antwoord {
    let velden = [("wachtwoord", een), ("nogmaals", twee)];
    app.stuur(formulier(pad, "", &velden)).await
}

fn pad(link: &str) -> String {
    link.strip_prefix(BASIS)
        .expect("a link to the platform")
        .to_owned()
}

async fn acties(app: &TestApp, id: Uuid) -> Vec<String> {
    use sea_orm::QueryOrder as _;
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(id))
        .order_by_asc(geschiedenis::Column::Nummer)
        .all(app.app.db.read())
        .await;
    let rijen = rijen.expect("the database works");
    rijen.into_iter().map(|rij| rij.actie).collect()
}

#[tokio::test]
async fn who_forgot_a_password_chooses_another_with_a_link_from_the_mail() {
    op_beide(async |app| {
        let id = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let ingelogd = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let sql = "UPDATE gebruiker SET totp = 'GEHEIM'";
        app.app
            .db
            .read()
            .execute_unprepared(sql)
            .await
            .expect("the database works");
        let server = Mailserver::start().await;

        let gevraagd = vraag(&app, " Els@Gemeente.Example").await.met_status(303);
        assert_eq!(
            gevraagd.kop("location"),
            "/wachtwoord-vergeten?verstuurd=ja"
        );
        app.get("/wachtwoord-vergeten?verstuurd=ja")
            .await
            .met_status(200);
        bezorg(&app, server.postbode()).await;
        let mail = server.een();
        assert_eq!(mail.aan, [MAIL]);
        assert_eq!(mail.kop("From"), "Dwarsverband <post@dwarsverband.example>");
        assert_eq!(mail.kop("Auto-Submitted"), "auto-generated");
        assert!(mail.kop("Message-ID").ends_with("@dwarsverband.example>"));
        let link = mail.link(INSTELLEN);
        let html = mail.deel("text/html");
        assert!(html.contains(&format!("<a href=\"{link}\">")), "{html}");
        assert!(!mail.ruw.contains("Els Voorbeeld"));

        // The code is in the mail and nowhere else.
        let code = link.strip_prefix(INSTELLEN).expect("a code");
        let taken = taak::Entity::find().all(app.app.db.read()).await;
        let codes = toegangscode::Entity::find().all(app.app.db.read()).await;
        let bewaard = format!("{taken:?}{codes:?}");
        assert!(
            !bewaard.contains(code) && !bewaard.contains(MAIL),
            "{bewaard}"
        );

        // To look at it changes nothing, however often.
        let pad = pad(&link);
        for _ in 0..2 {
            let pagina = app.get(&pad).await.met_status(200);
            assert!(pagina.tekst.contains("Nieuw wachtwoord kiezen"));
        }
        met_koek(&app, "/account", &ingelogd).await.met_status(200);
        let fout = stel_in(&app, &pad, "els voorbeeld", "anders")
            .await
            .met_status(400);
        for melding in ["te raden", "twee keer hetzelfde"] {
            assert!(fout.tekst.contains(melding), "{melding}");
        }

        // Of two at the same time one is first.
        let (een, twee) = tokio::join!(
            stel_in(&app, &pad, NIEUW, NIEUW),
            stel_in(&app, &pad, NIEUW, NIEUW)
        );
        let mut statussen = [een.status.as_u16(), twee.status.as_u16()];
        statussen.sort_unstable();
        assert_eq!(statussen, [303, 404]);
        app.get(&pad).await.met_status(404);
        stel_in(&app, &pad, NIEUW, NIEUW).await.met_status(404);

        met_koek(&app, "/account", &ingelogd).await.met_status(303);
        log_in(&app, "", MAIL, WACHTWOORD).await.met_status(400);
        let account = gebruiker::Entity::find_by_id(id)
            .one(app.app.db.read())
            .await;
        let account = account.expect("the database works").expect("the account");
        assert_eq!(
            account.totp.as_deref(),
            Some("GEHEIM"),
            "the second factor stays"
        );
        let verteld = acties(&app, id).await;
        assert!(verteld.ends_with(&["code-sturen".into(), "wachtwoord-herstellen".into()]));

        // The owner is told.
        bezorg(&app, server.postbode()).await;
        let mail = server.een();
        assert_eq!(mail.kop("Subject"), "Uw wachtwoord is gewijzigd");
        assert_eq!(mail.aan, [MAIL]);
    })
    .await;
}

#[tokio::test]
async fn whether_an_address_has_an_account_shows_nowhere() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let server = Mailserver::start().await;
        let vragen = async || {
            let alle = taak::Entity::find().filter(taak::Column::Soort.eq(SOORT));
            alle.count(app.app.db.read())
                .await
                .expect("the database works")
        };
        let mut eerder = vragen().await;
        for mail in [MAIL, "wie@gemeente.example"] {
            for _ in 0..HERSTEL_POGINGEN {
                let antwoord = vraag(&app, mail).await.met_status(303);
                assert_eq!(
                    antwoord.kop("location"),
                    "/wachtwoord-vergeten?verstuurd=ja"
                );
                let nu = vragen().await;
                assert_eq!(nu, eerder + 1, "{mail}: the same is written");
                eerder = nu;
            }
            let antwoord = vraag(&app, mail).await.met_status(429);
            assert!(antwoord.tekst.contains("Probeer het opnieuw na"), "{mail}");
        }
        vraag(&app, "els").await.met_status(400);
        // It is not counted as a try to log in.
        log_in(&app, "", MAIL, WACHTWOORD).await.met_status(303);
        bezorg(&app, server.postbode()).await;
        let mails = server.haal();
        assert_eq!(mails.len(), HERSTEL_POGINGEN);
        assert!(mails.iter().all(|mail| mail.aan == [MAIL]));
        // Each code takes the place of the one before.
        let paden: Vec<String> = mails
            .iter()
            .map(|mail| pad(&mail.link(INSTELLEN)))
            .collect();
        for oud in &paden[..paden.len() - 1] {
            let pagina = app.get(oud).await.met_status(404);
            assert!(pagina.tekst.contains("Deze link werkt niet meer"));
        }
        app.get(&paden[paden.len() - 1]).await.met_status(200);
        // One that never was, and what can't be one.
        let bedacht = format!("/wachtwoord-instellen/{}", "A".repeat(43));
        for pad in [bedacht.as_str(), "/wachtwoord-instellen/x"] {
            let pagina = app.get(pad).await.met_status(404);
            assert!(pagina.tekst.contains("Vraag een nieuwe link aan"), "{pad}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_lapses_and_so_does_the_question() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let server = Mailserver::start().await;
        vraag(&app, MAIL).await.met_status(303);
        bezorg(&app, server.postbode()).await;
        let pad = pad(&server.een().link(INSTELLEN));
        let code = pad.rsplit('/').next().and_then(Code::lees).expect("a code");
        let mut ctx = Ctx::systeem("test", &app.app.clock);
        herstel::bekijk(&app.app.db, &ctx, &code)
            .await
            .expect("it can be used");
        ctx.now += chrono::TimeDelta::hours(1);
        let later = herstel::bekijk(&app.app.db, &ctx, &code).await;
        assert!(matches!(later, Err(Error::NotFound)), "{later:?}");

        // An account that can't be used gets nothing, and its link opens nothing.
        let sql = "UPDATE gebruiker SET status = 'geblokkeerd'";
        app.app
            .db
            .read()
            .execute_unprepared(sql)
            .await
            .expect("the database works");
        app.get(&pad).await.met_status(404);
        vraag(&app, MAIL).await.met_status(303);
        bezorg(&app, server.postbode()).await;
        assert!(server.haal().is_empty());

        // What waited for a mail server for too long is not sent any more.
        let sql = "UPDATE gebruiker SET status = 'actief'";
        app.app
            .db
            .read()
            .execute_unprepared(sql)
            .await
            .expect("the database works");
        let write = app.app.db.begin_write().await.expect("a write");
        let id = gebruiker::Entity::find().one(app.app.db.read()).await;
        let id = id.expect("the database works").expect("an account").id;
        ctx.now -= chrono::TimeDelta::hours(2);
        berichten::stuur(&write, &ctx, id, Bericht::Herstel)
            .await
            .expect("the database works");
        write.commit_zonder_gebeurtenis().await.expect("a commit");
        bezorg(&app, server.postbode()).await;
        assert!(server.haal().is_empty());
        let opgegeven = jobs::opgegeven(&app.app.db)
            .await
            .expect("the database works");
        assert_eq!(opgegeven[0].fout, "te lang geleden gevraagd");
    })
    .await;
}

#[tokio::test]
async fn a_change_of_password_takes_the_link_away_and_is_told() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let server = Mailserver::start().await;
        vraag(&app, MAIL).await.met_status(303);
        bezorg(&app, server.postbode()).await;
        let pad = pad(&server.een().link(INSTELLEN));
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let velden = [
            ("huidig", WACHTWOORD),
            ("wachtwoord", NIEUW),
            ("nogmaals", NIEUW),
        ];
        let antwoord = app
            .stuur(formulier("/account/wachtwoord", &koek, &velden))
            .await;
        antwoord.met_status(303);
        app.get(&pad).await.met_status(404);
        bezorg(&app, server.postbode()).await;
        assert_eq!(server.een().kop("Subject"), "Uw wachtwoord is gewijzigd");
    })
    .await;
}

#[tokio::test]
async fn who_is_invited_chooses_a_password_and_has_the_roles() {
    op_beide(async |app| {
        let server = Mailserver::start().await;
        let ctx = Ctx::systeem("test", &app.app.clock);
        let rol = Toekenning {
            rol: Rol::Redactie,
            bereik: Bereik::Landelijk,
        };
        let uitnodigen = async |naam: &str, mail: &str, bewaren: bool| {
            let write = app.app.db.begin_write().await.expect("a write");
            let (id, gebeurd) = nodig_uit(&write, &ctx, naam, mail, &[rol]).await?;
            if bewaren {
                write.commit(&ctx, &gebeurd).await?;
            }
            Ok::<_, Error>(id)
        };
        uitnodigen("Els Voorbeeld", MAIL, false)
            .await
            .expect("it is well");
        bezorg(&app, server.postbode()).await;
        assert!(server.haal().is_empty(), "nothing was committed");
        let id = uitnodigen("Els Voorbeeld", MAIL, true)
            .await
            .expect("an account");
        let fout = uitnodigen(" ", "Els@gemeente.example", true).await;
        let Err(Error::Invalid(fouten)) = fout else {
            panic!("{fout:?}");
        };
        let codes: Vec<&str> = fouten.iter().map(|fout| fout.code).collect();
        assert_eq!(codes, ["verplicht", "bestaat"]);

        bezorg(&app, server.postbode()).await;
        let eerste = server.een();
        assert_eq!(eerste.kop("Subject"), "Welkom bij Dwarsverband");
        let opnieuw = async || {
            let write = app.app.db.begin_write().await.expect("a write");
            let gebeurd = stuur_opnieuw(&write, &ctx, id).await?;
            write.commit(&ctx, &gebeurd).await?;
            Ok::<_, Error>(())
        };
        opnieuw().await.expect("it is sent again");
        app.get(&pad(&eerste.link(INSTELLEN))).await.met_status(404);
        bezorg(&app, server.postbode()).await;
        let tweede = server.een();
        app.get(&pad(&tweede.link(INSTELLEN))).await.met_status(200);
        // Who let it lapse asks for another at the page for forgotten passwords.
        vraag(&app, MAIL).await.met_status(303);
        bezorg(&app, server.postbode()).await;
        let derde = server.een();
        assert_eq!(derde.kop("Subject"), "Welkom bij Dwarsverband");
        app.get(&pad(&tweede.link(INSTELLEN))).await.met_status(404);

        let pad = pad(&derde.link(INSTELLEN));
        let pagina = app.get(&pad).await.met_status(200);
        assert!(
            pagina.tekst.contains("Welkom bij Dwarsverband"),
            "{}",
            pagina.tekst
        );
        let gekozen = stel_in(&app, &pad, NIEUW, NIEUW).await.met_status(303);
        assert_eq!(gekozen.kop("location"), "/inloggen?gelukt=wachtwoord");
        let pagina = app.get("/inloggen?gelukt=wachtwoord").await.met_status(200);
        assert!(pagina.tekst.contains("Uw wachtwoord is opgeslagen"));
        let koek = koek(&log_in(&app, "", MAIL, NIEUW).await);
        let account = met_koek(&app, "/account", &koek).await.met_status(200);
        assert!(account.tekst.contains("Redactie"));
        let al_binnen = opnieuw().await;
        assert!(
            matches!(al_binnen, Err(Error::Conflict(_))),
            "{al_binnen:?}"
        );
        bezorg(&app, server.postbode()).await;
        assert!(
            server.haal().is_empty(),
            "they know that they chose a password"
        );
        let verteld = acties(&app, id).await;
        assert_eq!(verteld[..2], ["account-maken", "rol-geven"]);
        assert_eq!(verteld[verteld.len() - 1], "uitnodiging-aannemen");
    })
    .await;
}

#[tokio::test]
async fn an_account_that_logs_in_elsewhere_gets_no_password() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let sql = "UPDATE gebruiker SET wachtwoord = NULL";
        app.app
            .db
            .read()
            .execute_unprepared(sql)
            .await
            .expect("the database works");
        let server = Mailserver::start().await;
        vraag(&app, MAIL).await.met_status(303);
        bezorg(&app, server.postbode()).await;
        let mail = server.een();
        assert_eq!(
            mail.kop("Subject"),
            "U hebt geen wachtwoord bij Dwarsverband"
        );
        assert!(!mail.deel("text/plain").contains("/wachtwoord-instellen/"));
    })
    .await;
}

#[tokio::test]
async fn mail_waits_for_a_server_and_is_given_up_only_when_it_is_refused_for_good() {
    op_beide(async |app| {
        let id = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let ctx = Ctx::systeem("test", &app.app.clock);
        let stuur = async || {
            let write = app.app.db.begin_write().await.expect("a write");
            let bericht = Bericht::TweedeFactorGewijzigd;
            berichten::stuur(&write, &ctx, id, bericht)
                .await
                .expect("the database works");
            write.commit_zonder_gebeurtenis().await.expect("a commit");
        };
        let stand = async || {
            let alle = app
                .app
                .werkplaats()
                .overzicht()
                .await
                .expect("the database works");
            alle.into_iter()
                .filter(|t| t.soort == SOORT)
                .map(|t| (t.staat, t.aantal, t.rust))
                .collect::<Vec<_>>()
        };
        // There is no server.
        stuur().await;
        bezorg(&app, app.app.postbode.clone()).await;
        let pagina = app.get("/wachtwoord-vergeten").await.met_status(200);
        assert!(pagina.tekst.contains("Er gaat nu geen mail uit"));
        let wacht = (Staat::Wacht, 1, "DWARSVERBAND_SMTP is niet ingesteld");
        assert_eq!(stand().await, [wacht]);
        // The demo does without.
        bezorg(&app, weggooien()).await;
        assert_eq!(stand().await, [(Staat::Klaar, 1, "")]);
        stuur().await;
        // There is one now.
        let server = Mailserver::start().await;
        bezorg(&app, server.postbode()).await;
        assert_eq!(server.een().aan, [MAIL]);
        assert_eq!(stand().await, [(Staat::Klaar, 2, "")]);

        // It can't be reached, can't keep a secret that it must, or says: not now.
        stuur().await;
        bezorg(&app, postbode("smtp://127.0.0.1:1")).await;
        stuur().await;
        bezorg(&app, server.postbode_in_het_geheim()).await;
        assert!(server.haal().is_empty());
        stuur().await;
        server.weiger(MAIL, Some(450));
        bezorg(&app, server.postbode()).await;
        let (gewacht, geweigerd) = (stand().await, jobs::opgegeven(&app.app.db).await);
        assert_eq!(
            gewacht[0],
            (Staat::Wacht, 3, "DWARSVERBAND_SMTP is niet ingesteld")
        );
        assert_eq!(geweigerd.expect("the database works"), []);

        // There is no such address.
        stuur().await;
        server.weiger(MAIL, Some(550));
        bezorg(&app, server.postbode()).await;
        let geweigerd = jobs::opgegeven(&app.app.db)
            .await
            .expect("the database works");
        assert_eq!(geweigerd.len(), 1);
        assert_eq!(
            geweigerd[0].fout,
            "de mailserver weigerde de mail met code 550"
        );
        let cijfers = app.get("/metrics").await.met_status(200).tekst;
        for cijfer in [
            "dwarsverband_taken_wachtend 3\n",
            "dwarsverband_taken_opgegeven 1\n",
        ] {
            assert!(cijfers.contains(cijfer), "{cijfer}: {cijfers}");
        }
        let taken = taak::Entity::find().all(app.app.db.read()).await;
        let taken = format!("{taken:?}");
        assert!(!taken.contains('@'), "no address anywhere: {taken}");
    })
    .await;
}
