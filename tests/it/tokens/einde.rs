//! When a token ends.

use chrono::Duration;
use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::tables::{gebruiker, stuk, taak},
    gebruikers::{
        model::{
            Status,
            aanvraag::Verzoek,
            bericht::{Bericht, Lading, SOORT},
            token::Token,
        },
        service::{
            berichten::{Inhoud, bereid},
            personen, rollen, tokens, vertrek,
        },
    },
    nachtwerk::nachtwerk,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

use super::{acties, maak_token, met_token, rijen, sterk, werkt_niet, zet_rollen};
use crate::support::{
    TestApp,
    inlog::{MAIL, WACHTWOORD, formulier, koek, log_in, maak, stel_tweede_stap_in},
    op_beide,
};

const PAD: &str = "/api/v1/praktijken";
const DAG: i64 = 86_400;
const NIEUW: &str = "groen trap zondag vlieger";

async fn zet_status(app: &TestApp, id: Uuid, status: Status) {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Status, Expr::value(status.waarde()))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(app.app.db.read())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_token_that_does_not_work_is_refused() {
    op_beide(async |app| {
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let token = maak_token(&app, &koek, "een", "lezen").await;
        met_token(&app, PAD, &token).await.met_status(200);
        let onbekend = Token::van(&[7; 32]);
        let anders = format!("{}x", &token[..token.len() - 1]);
        for (fout, waarom) in [
            (onbekend.geheim(), "nobody was given it"),
            (&anders, "the check is wrong"),
            (&token[4..], "no beginning"),
            ("", "nothing"),
            ("iets-anders", "no token of ours"),
        ] {
            for pad in [PAD, "/api/v1/openapi.json", "/api/v1/bestaat-niet"] {
                werkt_niet(&met_token(&app, pad, fout).await, waarom);
            }
        }
        // Of an account that can't be used, for as long as it can't.
        for status in [Status::Geblokkeerd, Status::Vertrokken] {
            zet_status(&app, els, status).await;
            werkt_niet(&met_token(&app, PAD, &token).await, status.waarde());
        }
        zet_status(&app, els, Status::Actief).await;
        met_token(&app, PAD, &token).await.met_status(200);

        let ingetrokken = maak_token(&app, &koek, "twee", "lezen").await;
        let id = rijen(&app).await[1].id.to_string();
        let trek_in = async |koek: &str| {
            let velden = [("token", id.as_str())];
            let verzoek = formulier("/account/tokens/intrekken", koek, &velden);
            app.stuur(verzoek).await.status.as_u16()
        };
        assert_eq!(
            trek_in("").await,
            303,
            "who is not logged in, goes and does"
        );
        met_token(&app, PAD, &ingetrokken).await.met_status(200);
        assert_eq!(trek_in(&koek).await, 303);
        werkt_niet(&met_token(&app, PAD, &ingetrokken).await, "revoked");
        assert_eq!(trek_in(&koek).await, 404, "once");
        let door = format!("account:{els}");
        let gebeurd = acties(&app, els).await;
        let tokens = gebeurd
            .iter()
            .filter(|(actie, _)| actie.starts_with("token-"));
        let tokens: Vec<_> = tokens.map(|(actie, wie)| (actie.as_str(), wie)).collect();
        let verwacht = ["token-maken", "token-maken", "token-intrekken"];
        assert_eq!(tokens, verwacht.map(|actie| (actie, &door)));

        // The first was made for thirty days.
        app.later(30 * DAG - 3_600);
        met_token(&app, PAD, &token).await.met_status(200);
        app.later(3_600);
        werkt_niet(&met_token(&app, PAD, &token).await, "expired");
    })
    .await;
}

#[tokio::test]
async fn nobody_revokes_a_token_of_somebody_else() {
    op_beide(async |app| {
        maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let jan = "jan@gemeente.example";
        maak(&app, Rol::Redactie, jan).await.expect("an account");
        let els = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let jan = koek(&log_in(&app, "", jan, WACHTWOORD).await);
        let token = maak_token(&app, &els, "een", "lezen").await;
        let id = rijen(&app).await[0].id.to_string();
        for token in [id.as_str(), "x", ""] {
            let velden = [("token", token)];
            let verzoek = formulier("/account/tokens/intrekken", &jan, &velden);
            app.stuur(verzoek).await.met_status(404);
        }
        met_token(&app, PAD, &token).await.met_status(200);
    })
    .await;
}

/// What ends all tokens of an account, and what leaves them as they are.
#[tokio::test]
async fn tokens_end_with_what_somebody_else_may_know() {
    op_beide(async |app| {
        let db = &app.app.db;
        let jan = "jan@gemeente.example";
        let jan = maak(&app, Rol::Beheerder, jan).await.expect("an account");
        let jan = sterk(&app, jan, Rol::Beheerder);
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        maak(&app, Rol::Redactie, "an@gemeente.example")
            .await
            .expect("an account");
        let hier = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let een = maak_token(&app, &hier, "een", "lezen").await;

        let andere = [("welke", "andere")];
        app.stuur(formulier("/account/aanmeldingen", &hier, &andere))
            .await
            .met_status(303);
        personen::log_uit(db, &jan, els).await.unwrap();
        met_token(&app, PAD, &een).await.met_status(200);

        let hier = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let velden = [
            ("huidig", WACHTWOORD),
            ("wachtwoord", NIEUW),
            ("nogmaals", NIEUW),
        ];
        app.stuur(formulier("/account/wachtwoord", &hier, &velden))
            .await
            .met_status(303);
        werkt_niet(&met_token(&app, PAD, &een).await, "another password");

        let token = maak_token(&app, &hier, "een", "lezen").await;
        let lading = Lading {
            account: els,
            bericht: Bericht::Herstel,
        };
        let ctx = Ctx::systeem("test", &app.app.clock);
        let zending = bereid(db, &ctx, lading, ctx.now).await.unwrap().unwrap();
        let Inhoud::Herstel { code, .. } = zending.inhoud else {
            panic!("another message: {zending:?}");
        };
        met_token(&app, PAD, &token).await.met_status(200);
        let pad = format!("/wachtwoord-instellen/{}", code.geheim());
        let velden = [("wachtwoord", WACHTWOORD), ("nogmaals", WACHTWOORD)];
        app.stuur(formulier(&pad, "", &velden))
            .await
            .met_status(303);
        werkt_niet(&met_token(&app, PAD, &token).await, "a forgotten password");

        let hier = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let token = maak_token(&app, &hier, "een", "lezen").await;
        let (hier, _, _) = stel_tweede_stap_in(&app, &hier).await;
        werkt_niet(&met_token(&app, PAD, &token).await, "a second factor");

        let token = maak_token(&app, &hier, "een", "lezen").await;
        zet_rollen(&app, els, &[]).await;
        let wissen = Verzoek::FactorWissen;
        rollen::vraag(db, &jan, els, wissen, "kwijt").await.unwrap();
        werkt_niet(&met_token(&app, PAD, &token).await, "no second factor");

        let hier = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let token = maak_token(&app, &hier, "een", "lezen").await;
        for status in [Status::Geblokkeerd, Status::Actief] {
            personen::zet_status(db, &jan, els, status).await.unwrap();
        }
        werkt_niet(&met_token(&app, PAD, &token).await, "it was blocked");
    })
    .await;
}

#[tokio::test]
async fn tokens_end_when_somebody_leaves() {
    op_beide(async |app| {
        let gemeente = json!({
            "externId": "gemeente", "officieelId": "GM9999", "soort": "organisatie",
            "organisatiesoort": "gemeente", "titel": "Voorbeeldstad", "slug": "voorbeeldstad",
            "tekst": "x", "provincie": "drenthe",
        });
        app.lees(&[gemeente]).await;
        let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq("gemeente"));
        let gemeente = rij.one(app.app.db.read()).await.unwrap().unwrap().id;
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let bereik = Bereik::Organisatie(gemeente);
        zet_rollen(
            &app,
            els,
            &[Toekenning {
                rol: Rol::Lid,
                bereik,
            }],
        )
        .await;
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        maak_token(&app, &koek, "een", "lezen").await;
        let ctx = sterk(&app, els, Rol::Lid);
        vertrek::verwijder(&app.app.db, &ctx, gemeente, els, None)
            .await
            .unwrap();
        assert!(rijen(&app).await[0].ingetrokken.is_some());
    })
    .await;
}

#[tokio::test]
async fn the_owner_is_told_a_week_before_the_end_and_once() {
    op_beide(async |app| {
        let db = &app.app.db;
        let els = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        maak_token(&app, &koek, "dashboard", "lezen").await;
        let nu = app.app.clock.now();
        let na = |dagen: i64| Ctx {
            now: nu + Duration::days(dagen),
            ..Ctx::systeem("test", &app.app.clock)
        };
        let berichten = async || {
            let alle = taak::Entity::find().filter(taak::Column::Soort.eq(SOORT));
            let alle = alle.all(db.read()).await.unwrap().into_iter();
            alle.map(|taak| taak.lading).collect::<Vec<_>>()
        };
        let lading = Lading {
            account: els,
            bericht: Bericht::TokenVerloopt,
        };
        tokens::waarschuw(db, &na(22)).await.unwrap();
        assert_eq!(berichten().await, Vec::<String>::new());
        for _ in 0..2 {
            nachtwerk(db, &na(23), na(23).vandaag()).await.unwrap();
            let gestuurd = berichten().await;
            assert_eq!(gestuurd, [serde_json::to_string(&lading).unwrap()]);
        }
        let zending = bereid(db, &na(23), lading, nu).await.unwrap().unwrap();
        assert_eq!(zending.aan.als_tekst(), MAIL);
        let rij = rijen(&app).await.remove(0);
        let tokens = vec![("dashboard".to_owned(), rij.verloopt)];
        assert_eq!(zending.inhoud, Inhoud::TokenVerloopt { tokens });
        // Revoked before the mail goes: then there is nothing to tell.
        let ctx = Ctx {
            now: nu,
            ..sterk(&app, els, Rol::Redactie)
        };
        tokens::trek_in(db, &ctx, rij.id).await.unwrap();
        assert_eq!(bereid(db, &na(23), lading, nu).await.unwrap(), None);
    })
    .await;
}
