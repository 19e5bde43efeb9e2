//! Who sees what of the log: everybody, an account of itself, the readers of a confidential stuk, and
//! the auditor.

use dwarsverband::{
    actor::{Actor, Rol, Sleutel},
    db::{
        Gebeurtenis, hoogste,
        tables::{geschiedenis, sessie, stuk, toekenning},
    },
    error::Error,
    stukken::{
        geschiedenis::{gelezen, lezingen},
        model::Doel,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    support::inlog::{MAIL, WACHTWOORD, koek, log_in, maak, met_koek},
    support::{Antwoord, TestApp, account, ctx, op_beide},
};

async fn id(app: &TestApp, extern_id: &str) -> Uuid {
    let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq(extern_id));
    rij.one(app.app.db.read()).await.unwrap().unwrap().id
}

async fn vul(app: &TestApp) -> (Uuid, Uuid) {
    app.lees(&[
        json!({"externId": "open", "soort": "praktijk", "slug": "open", "titel": "=1+1 is twee", "tekst": "x"}),
        json!({"externId": "dicht", "soort": "praktijk", "slug": "dicht", "titel": "Zaak van Jan", "tekst": "x"}),
    ])
    .await;
    app.verberg("dicht", Sleutel::Dwarskijker).await;
    (id(app, "open").await, id(app, "dicht").await)
}

/// Somebody does something with a stuk.
async fn doe(app: &TestApp, actor: &Actor, stuk_id: Uuid, actie: &str, keren: usize) {
    let gebeurd = Gebeurtenis {
        stuk_id,
        actie: actie.into(),
        ..Gebeurtenis::default()
    };
    let write = app.app.db.begin_write().await.unwrap();
    let ctx = ctx(actor.clone(), &app.app.clock);
    write.commit(&ctx, &vec![gebeurd; keren]).await.unwrap();
}

/// Gives an account a role on its own authority, and makes its logins strong or not.
pub async fn met_rol(app: &TestApp, id: Uuid, rol: Rol, sterk: bool) {
    let rij = toekenning::ActiveModel {
        gebruiker_id: Set(id),
        rol: Set(rol.to_string()),
        bereik: Set("landelijk".into()),
        op: Set(app.app.clock.now()),
    };
    let gegeven = toekenning::Entity::insert(rij).exec_without_returning(app.app.db.read());
    let _ = gegeven.await;
    let sterk = sterk.then(|| app.app.clock.now());
    sessie::Entity::update_many()
        .col_expr(sessie::Column::Sterk, Expr::value(sterk))
        .exec(app.app.db.read())
        .await
        .unwrap();
}

#[tokio::test]
async fn roles_are_given_in_public_and_nobody_is_named() {
    op_beide(async |app| {
        let leeg = app.get("/logboek").await.met_status(200).tekst;
        assert!(leeg.contains("Nog niemand kreeg de rol dwarskijker"));
        let nummer = maak(&app, Rol::Dwarskijker, MAIL)
            .await
            .expect("an account");
        maak(&app, Rol::Beheerder, "jan@gemeente.example")
            .await
            .expect("an account");
        let pagina = app.get("/logboek").await.met_status(200).tekst;
        assert!(pagina.contains("21 november 2026: een account kreeg de rol dwarskijker."));
        assert!(!pagina.contains("de rol beheerder"));
        assert!(!pagina.contains(&nummer.to_string()) && !pagina.contains("Els"));
    })
    .await;
}

#[tokio::test]
async fn an_account_sees_what_it_did_and_no_name_of_what_it_may_not_read() {
    op_beide(async |app| {
        let (open, dicht) = vul(&app).await;
        let els = account(7, [Sleutel::Redactie]);
        app.get("/account/logboek").await.met_status(303);
        app.get("/account/logboek.csv").await.met_status(303);
        let leeg = app
            .als(&els, "/account/logboek")
            .await
            .met_status(200)
            .tekst;
        assert!(leeg.contains("Hier staat nog niets"));
        doe(&app, &els, open, "wijzigen", 1).await;
        doe(&app, &els, dicht, "iets-nieuws", 1).await;
        doe(&app, &account(8, []), open, "publiceren", 1).await;
        let pagina = app
            .als(&els, "/account/logboek")
            .await
            .met_status(200)
            .tekst;
        for wat in [
            "Gewijzigd",
            "/praktijken/open",
            "iets-nieuws",
            "een stuk dat u niet meer kunt lezen",
            "2 regels",
        ] {
            assert!(pagina.contains(wat), "{wat}");
        }
        for niet in ["Zaak van Jan", "/praktijken/dicht", "Gepubliceerd"] {
            assert!(!pagina.contains(niet), "{niet}");
        }
        let csv = app
            .als(&els, "/account/logboek.csv")
            .await
            .met_status(200)
            .tekst;
        let regels: Vec<&str> = csv.lines().collect();
        assert_eq!(regels.len(), 3, "{csv}");
        assert!(
            regels[1].contains(",iets-nieuws,u,een stuk dat u niet meer"),
            "{csv}"
        );
        assert!(
            regels[2].ends_with(",Gewijzigd,wijzigen,u,'=1+1 is twee"),
            "{csv}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_account_sees_what_happened_to_it() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let pagina = met_koek(&app, "/account/logboek", &koek)
            .await
            .met_status(200)
            .tekst;
        for wat in [
            "Rol gegeven: Redactie",
            "Account gemaakt",
            "uw account, door het platform",
        ] {
            assert!(pagina.contains(wat), "{wat}");
        }
        let account = met_koek(&app, "/account", &koek)
            .await
            .met_status(200)
            .tekst;
        assert!(account.contains("/account/logboek"));
    })
    .await;
}

#[tokio::test]
async fn a_long_own_log_is_paged_and_whole_in_csv() {
    op_beide(async |app| {
        let (open, _) = vul(&app).await;
        let els = account(7, []);
        doe(&app, &els, open, "wijzigen", 1_100).await;
        let pagina = app
            .als(&els, "/account/logboek?pagina=2")
            .await
            .met_status(200);
        assert!(pagina.tekst.contains("1.100 regels"));
        let csv = app.als(&els, "/account/logboek.csv").await.met_status(200);
        assert_eq!(csv.tekst.lines().count(), 1_101);
    })
    .await;
}

#[tokio::test]
async fn who_reads_a_confidential_stuk_is_known_to_its_readers_only() {
    op_beide(async |app| {
        let (open, dicht) = vul(&app).await;
        let db = &app.app.db;
        let dwars = ctx(account(1, [Sleutel::Dwarskijker]), &app.app.clock);
        let redactie = ctx(account(2, [Sleutel::Redactie]), &app.app.clock);
        let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
        let eerst = hoogste(db.read()).await.unwrap();
        for ctx in [&redactie, &bezoeker] {
            let poging = gelezen(db, ctx, dicht, Doel::Onderzoeken).await;
            assert!(matches!(poging, Err(Error::NotFound)), "{poging:?}");
            let gezien = lezingen(db.read(), ctx, dicht).await;
            assert!(matches!(gezien, Err(Error::NotFound)), "{gezien:?}");
        }
        let onbekend = gelezen(db, &dwars, Uuid::from_u128(9), Doel::Wederhoor).await;
        assert!(matches!(onbekend, Err(Error::NotFound)));
        gelezen(db, &dwars, dicht, Doel::Onderzoeken).await.unwrap();
        let gezien = lezingen(db.read(), &dwars, dicht).await.unwrap();
        assert_eq!(gezien.len(), 1);
        assert_eq!(gezien[0].doel, Some(Doel::Onderzoeken));
        assert_eq!(gezien[0].actor, dwars.actor.to_string());
        assert_eq!(
            (gezien[0].trace.as_str(), gezien[0].op),
            ("test", dwars.now)
        );
        assert_eq!(lezingen(db.read(), &dwars, open).await.unwrap(), []);
        assert_eq!(
            hoogste(db.read()).await.unwrap(),
            eerst,
            "search has nothing to do"
        );
        let eigen = app
            .als(&dwars.actor, "/account/logboek")
            .await
            .met_status(200);
        assert!(
            eigen
                .tekst
                .contains("Gelezen: Onderzoek van de dwarskijker")
        );
        // What everybody sees of a stuk tells nothing of who read it.
        app.verberg("dicht", Sleutel::Openbaar).await;
        let pagina = app.get("/praktijken/dicht").await.met_status(200).tekst;
        assert!(!pagina.contains("Gelezen"));
    })
    .await;
}

/// Els, with this role, and her strong login.
async fn els(app: &TestApp, rol: Rol) -> (Uuid, String) {
    let nummer = maak(app, Rol::Redactie, MAIL).await.expect("an account");
    let koek = koek(&log_in(app, "", MAIL, WACHTWOORD).await);
    met_rol(app, nummer, rol, true).await;
    (nummer, koek)
}

#[tokio::test]
async fn only_an_auditor_with_a_strong_login_sees_the_log() {
    op_beide(async |app| {
        let (_, koek) = els(&app, Rol::Redactie).await;
        for pad in ["/beheer/logboek", "/beheer/logboek.csv"] {
            let uit = app.get(pad).await.met_status(303);
            assert!(uit.kop("location").starts_with("/inloggen?"));
            met_koek(&app, pad, &koek).await.met_status(404);
        }
        let nummer = account_van(&app).await;
        met_rol(&app, nummer, Rol::Auditor, false).await;
        for pad in ["/beheer/logboek", "/beheer/logboek.csv"] {
            let zwak = met_koek(&app, pad, &koek).await.met_status(303);
            assert!(zwak.kop("location").starts_with("/account/bevestigen?"));
        }
        met_rol(&app, nummer, Rol::Auditor, true).await;
        for pad in ["/beheer/logboek", "/beheer/logboek.csv"] {
            met_koek(&app, pad, &koek).await.met_status(200);
        }
    })
    .await;
}

async fn account_van(app: &TestApp) -> Uuid {
    use dwarsverband::db::tables::gebruiker;
    let rij = gebruiker::Entity::find().one(app.app.db.read()).await;
    rij.unwrap().unwrap().id
}

#[tokio::test]
async fn the_auditor_sees_no_content_and_not_who_at_what_is_confidential() {
    op_beide(async |app| {
        let (open, dicht) = vul(&app).await;
        let (dwars, jan) = (account(0xd_0a5, [Sleutel::Dwarskijker]), account(0x1a2, []));
        doe(&app, &dwars, dicht, "wijzigen", 2).await;
        let dwars_ctx = ctx(dwars, &app.app.clock);
        gelezen(&app.app.db, &dwars_ctx, dicht, Doel::Onderzoeken)
            .await
            .unwrap();
        doe(&app, &jan, open, "wijzigen", 1).await;
        let (_, koek) = els(&app, Rol::Auditor).await;
        let geheim = Uuid::from_u128(0xd_0a5).to_string();
        let nummer = stuk::Entity::find_by_id(dicht).one(app.app.db.read()).await;
        let nummer = nummer.unwrap().unwrap();
        let nummer = nummer.kenmerk.unwrap_or_else(|| dicht.to_string());
        let hash_van = async |stuk_id: Uuid| {
            let rijen =
                geschiedenis::Entity::find().filter(geschiedenis::Column::StukId.eq(stuk_id));
            let rijen = rijen.all(app.app.db.read()).await.unwrap();
            rijen.into_iter().map(|rij| rij.hash).collect::<Vec<_>>()
        };
        let check = async |antwoord: Antwoord| {
            let tekst = antwoord.met_status(200).tekst;
            assert!(
                !tekst.contains(&geheim),
                "who wrote and read the confidential stuk"
            );
            for hash in hash_van(dicht).await {
                assert!(!tekst.contains(&hash), "who can be tried out on a hash");
            }
            for hash in hash_van(open).await {
                assert!(tekst.contains(&hash), "an open stuk has its hashes");
            }
            assert!(tekst.contains(&Uuid::from_u128(0x1a2).to_string()));
            assert!(tekst.contains(&nummer) && tekst.contains("vertrouwelijk"));
            for niet in ["Zaak van Jan", "is twee", "trace:"] {
                assert!(!tekst.contains(niet), "{niet}");
            }
        };
        check(met_koek(&app, "/beheer/logboek", &koek).await).await;
        check(met_koek(&app, "/beheer/logboek.csv", &koek).await).await;
        // Once it was read as confidential it stays so, also when it becomes public.
        app.verberg("dicht", Sleutel::Openbaar).await;
        check(met_koek(&app, "/beheer/logboek.csv", &koek).await).await;
    })
    .await;
}

#[tokio::test]
async fn the_auditor_chooses_a_period_and_an_action() {
    op_beide(async |app| {
        let (open, _) = vul(&app).await;
        doe(&app, &account(7, []), open, "wijzigen", 2_500).await;
        let (_, koek) = els(&app, Rol::Auditor).await;
        let alle = geschiedenis::Entity::find()
            .count(app.app.db.read())
            .await
            .unwrap();
        let regels = async |vraag: &str| {
            let pad = format!("/beheer/logboek.csv{vraag}");
            let csv = met_koek(&app, &pad, &koek).await.met_status(200).tekst;
            csv.lines().count() as u64 - 1
        };
        assert_eq!(regels("").await, alle);
        assert_eq!(regels("?actie=wijzigen").await, 2_500);
        assert_eq!(regels("?vanaf=2026-11-21&totEnMet=2026-11-21").await, alle);
        assert_eq!(regels("?vanaf=2026-11-22").await, 0);
        assert_eq!(regels("?totEnMet=2026-11-20").await, 0);
        let pagina = met_koek(&app, "/beheer/logboek?actie=wijzigen&pagina=2", &koek).await;
        let tekst = pagina.met_status(200).tekst;
        assert!(tekst.contains("2.500 regels") && tekst.contains("actie=wijzigen&#38;pagina=3"));
        let leeg = met_koek(&app, "/beheer/logboek?vanaf=2027-01-01", &koek).await;
        assert!(leeg.met_status(200).tekst.contains("Niets gevonden"));
        let fout = "/beheer/logboek?vanaf=gisteren&totEnMet=x";
        let fout = met_koek(&app, fout, &koek).await.met_status(400).tekst;
        assert_eq!(
            fout.matches("Schrijf de dag als").count(),
            4,
            "at the top and at the field"
        );
        let om = "/beheer/logboek?vanaf=2026-11-22&totEnMet=2026-11-21";
        let om = met_koek(&app, om, &koek).await.met_status(400).tekst;
        assert!(om.contains("Wissel ze om"));
        let csv = "/beheer/logboek.csv?vanaf=x";
        met_koek(&app, csv, &koek).await.met_status(400);
    })
    .await;
}
