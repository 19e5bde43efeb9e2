//! Logging in, staying in, and getting out.

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::tables::{duozetel, geschiedenis, toekenning},
    error::Error,
    gebruikers::service::{inloggen::POGINGEN, voorbeelden},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use crate::support::{
    inlog::{MAIL, WACHTWOORD, formulier, koek, log_in, maak, met_koek},
    op_beide,
};

#[tokio::test]
async fn who_logs_in_is_known_until_they_log_out() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let bezoeker = app.get("/account").await.met_status(303);
        assert_eq!(bezoeker.kop("location"), "/inloggen?naar=%2Faccount");

        let in_ = log_in(&app, "", " Els@Gemeente.Example", WACHTWOORD).await;
        assert_eq!(in_.status.as_u16(), 303, "{}", in_.tekst);
        assert_eq!(in_.kop("location"), "/account");
        let gezet = in_.kop("set-cookie");
        for deel in [
            "__Host-dwarsverband=",
            "Path=/",
            "Secure",
            "HttpOnly",
            "SameSite=Lax",
        ] {
            assert!(gezet.contains(deel), "{deel}: {gezet}");
        }
        let koek = koek(&in_);
        let account = met_koek(&app, "/account", &koek).await.met_status(200);
        assert!(account.tekst.contains("Els Voorbeeld"), "{}", account.tekst);
        assert!(account.tekst.contains("Redactie"));

        let uit = app.stuur(formulier("/uitloggen", &koek, &[])).await;
        assert!(uit.kop("set-cookie").contains("Max-Age=0"));
        met_koek(&app, "/account", &koek).await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_code_from_before_the_login_is_worth_nothing_after_it() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let eerst = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let later = koek(&log_in(&app, &eerst, MAIL, WACHTWOORD).await);
        assert_ne!(eerst, later);
        met_koek(&app, "/account", &eerst).await.met_status(303);
        met_koek(&app, "/account", &later).await.met_status(200);
        // One that nobody was given.
        let bedacht = format!("__Host-dwarsverband={}", "A".repeat(43));
        met_koek(&app, "/account", &bedacht).await.met_status(303);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let fout = log_in(&app, "", MAIL, "iets heel anders").await;
        let onbekend = log_in(&app, "", "wie@gemeente.example", "iets heel anders").await;
        for antwoord in [&fout, &onbekend] {
            assert_eq!(antwoord.status.as_u16(), 400);
            assert_eq!(antwoord.kop("set-cookie"), "");
        }
        let zelfde = |tekst: &str| tekst.replace("wie@", "els@");
        assert_eq!(zelfde(&fout.tekst), zelfde(&onbekend.tekst));
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_for_every_address() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        for mail in [MAIL, "wie@gemeente.example"] {
            for _ in 0..POGINGEN {
                let antwoord = log_in(&app, "", mail, "iets heel anders").await;
                assert_eq!(antwoord.status.as_u16(), 400, "{mail}");
            }
            // From here on also the right one has to wait.
            let antwoord = log_in(&app, "", mail, WACHTWOORD).await;
            assert_eq!(antwoord.status.as_u16(), 429, "{mail}");
            assert!(antwoord.tekst.contains("Probeer het opnieuw na"), "{mail}");
        }
    })
    .await;
}

#[tokio::test]
async fn all_that_is_missing_is_told_at_once() {
    op_beide(async |app| {
        let antwoord = log_in(&app, "", "els", "").await.met_status(400);
        assert!(antwoord.tekst.contains("Vul uw mailadres in"));
        assert!(antwoord.tekst.contains("Vul uw wachtwoord in"));
    })
    .await;
}

#[tokio::test]
async fn another_site_makes_nobody_do_anything() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        for (kop, waarde) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://elders.example"),
            ("origin", "null"),
        ] {
            let verzoek = Request::post("/uitloggen")
                .header(header::COOKIE, &koek)
                .header(kop, waarde)
                .body(Body::empty())
                .expect("a request");
            let antwoord = app.stuur(verzoek).await;
            assert_eq!(antwoord.status.as_u16(), 403, "{kop}: {waarde}");
        }
        met_koek(&app, "/account", &koek).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_logs_out_everywhere_else() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let hier = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let daar = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let nieuw = "groen trap zondag vlieger";
        let wijzig = async |huidig: &str, een: &str, twee: &str| {
            let velden = [("huidig", huidig), ("wachtwoord", een), ("nogmaals", twee)];
            app.stuur(formulier("/account/wachtwoord", &hier, &velden))
                .await
        };
        let fout = wijzig("niet dit", "els voorbeeld", "anders").await;
        assert_eq!(fout.status.as_u16(), 400);
        for melding in [
            "niet het wachtwoord waarmee",
            "te raden",
            "twee keer hetzelfde",
        ] {
            assert!(fout.tekst.contains(melding), "{melding}");
        }
        met_koek(&app, "/account", &daar).await.met_status(200);

        let goed = wijzig(WACHTWOORD, nieuw, nieuw).await;
        assert_eq!(goed.status.as_u16(), 303, "{}", goed.tekst);
        met_koek(&app, "/account", &daar).await.met_status(303);
        met_koek(&app, "/account", &hier).await.met_status(200);
        assert_eq!(
            log_in(&app, "", MAIL, WACHTWOORD).await.status.as_u16(),
            400
        );
        assert_eq!(log_in(&app, "", MAIL, nieuw).await.status.as_u16(), 303);
    })
    .await;
}

#[tokio::test]
async fn a_password_is_guessed_no_sooner_on_the_own_page() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let raad = async || {
            let velden = [
                ("huidig", "iets heel anders"),
                ("wachtwoord", "x"),
                ("nogmaals", "x"),
            ];
            let verzoek = formulier("/account/wachtwoord", &koek, &velden);
            app.stuur(verzoek).await.status.as_u16()
        };
        for _ in 0..POGINGEN {
            assert_eq!(raad().await, 400);
        }
        assert_eq!(raad().await, 429);
    })
    .await;
}

#[tokio::test]
async fn one_ends_only_logins_of_ones_own() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        maak(&app, Rol::Beheerder, "jan@gemeente.example")
            .await
            .expect("an account");
        let els = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let ook_els = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let jan = koek(&log_in(&app, "", "jan@gemeente.example", WACHTWOORD).await);
        let pagina = met_koek(&app, "/account", &els).await.met_status(200);
        let knop = "name=\"welke\" value=\"";
        let id = pagina.tekst.split(knop).nth(1).and_then(|t| t.get(..36));
        let id = id.expect("a button for the other login").to_owned();
        let eindig = async |koek: &str| {
            let velden = [("welke", id.as_str())];
            let verzoek = formulier("/account/aanmeldingen", koek, &velden);
            app.stuur(verzoek).await.status.as_u16()
        };
        assert_eq!(eindig(&jan).await, 404);
        met_koek(&app, "/account", &ook_els).await.met_status(200);
        assert_eq!(eindig(&els).await, 303);
        met_koek(&app, "/account", &ook_els).await.met_status(303);
        assert_eq!(eindig(&els).await, 404);
    })
    .await;
}

#[tokio::test]
async fn every_role_that_was_given_stands_in_the_geschiedenis() {
    op_beide(async |app| {
        app.app.lees_content().await.expect("the content is right");
        app.app.lees_demo().await.expect("the demo is right");
        let ctx = Ctx::systeem("test", &app.app.clock);
        let accounts = voorbeelden::maak(&app.app.db, &app.app.kluis, &app.app.sleutel, &ctx)
            .await
            .expect("accounts")
            .accounts;
        assert_eq!(
            accounts.len(),
            Rol::ALLE.len() - 2 + 3 + 3,
            "all but those of a casustafel, a second for what takes two, and three elsewhere"
        );
        let conn = app.app.db.read();
        let zetels = duozetel::Entity::find().count(conn).await;
        let gegeven = toekenning::Entity::find().count(conn).await;
        let verteld = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::Actie.eq("rol-geven"))
            .count(app.app.db.read())
            .await;
        let gegeven = gegeven.expect("the database works") + zetels.expect("the database works");
        assert!(gegeven >= accounts.len() as u64);
        assert_eq!(verteld.expect("the database works"), gegeven);
    })
    .await;
}

#[tokio::test]
async fn the_machine_gives_the_first_two_and_no_more() {
    op_beide(async |app| {
        for (rol, nummer, goed) in [
            (Rol::Beheerder, 1, true),
            (Rol::Beheerder, 2, true),
            (Rol::Beheerder, 3, false),
            (Rol::Redactie, 4, true),
            (Rol::Dwarskijker, 5, true),
            (Rol::Lid, 6, false),
            (Rol::Regietafellid, 7, false),
            (Rol::Auditor, 8, false),
        ] {
            let uitkomst = maak(&app, rol, &format!("n{nummer}@gemeente.example")).await;
            assert_eq!(uitkomst.is_ok(), goed, "{rol}: {uitkomst:?}");
        }
        let dubbel = maak(&app, Rol::Redactie, "N1@gemeente.example").await;
        assert!(matches!(dubbel, Err(Error::Conflict(_))), "{dubbel:?}");
        let wat = Toekenning {
            rol: Rol::Beheerder,
            bereik: Bereik::Landelijk,
        };
        assert_eq!(wat.sleutels(), []);
    })
    .await;
}
