//! Leaving an organisatie, and coming back: what stays, what ends, and what nobody gets back.

use dwarsverband::{actor::Rol, db::tables::identiteit, ids::new_id};
use sea_orm::{ActiveValue::Set, EntityTrait as _, PaginatorTrait as _};
use serde_json::json;
use uuid::Uuid;

use crate::{
    mensen::{MENSEN, baas, beheer, factor, heeft_factor, nodig_uit},
    support::{
        TestApp,
        inlog::{WACHTWOORD, log_in, maak},
        mensen::{
            Plek, account, bij, doe, krijgt, landelijk, mail, mens, plek, post, rollen_van, status,
            sterk, verliest, verteld,
        },
        op_beide,
    },
};

/// An address that is given to somebody else opens nothing for who had it before.
#[tokio::test]
async fn who_comes_back_begins_anew() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let eerst = maak(&app, Rol::Dwarskijker, &mail("Terug")).await;
        let terug = eerst.expect("an account");
        let dwarskijker = landelijk(Rol::Dwarskijker);
        verliest(&app, terug, dwarskijker).await;
        krijgt(&app, terug, bij(Rol::Lid, stad)).await;
        factor(&app, terug).await;
        koppel(&app, terug).await;
        let wie = terug.to_string();
        doe(&app, &koek, MENSEN, &[("actie", "weg"), ("wie", &wie)])
            .await
            .met_status(303);
        assert_eq!(status(&app, terug).await, "vertrokken");

        nodig_uit(&app, &koek, &mail("Terug"), &[])
            .await
            .met_status(303);
        let rij = account(&app, terug).await;
        assert_eq!((rij.status.as_str(), rij.ingelogd), ("actief", None));
        assert_eq!(rij.naam, "Jan Voorbeeld", "who is invited now");
        assert_eq!(rij.wachtwoord, None);
        assert_eq!(heeft_factor(&app, terug).await, (false, 0, 0));
        let koppelingen = identiteit::Entity::find().count(app.app.db.read()).await;
        assert_eq!(koppelingen.expect("links"), 0);
        log_in(&app, "", &mail("Terug"), WACHTWOORD)
            .await
            .met_status(400);
        let bericht = json!({ "account": terug, "bericht": "uitnodiging" });
        assert_eq!(post(&app).await, [bericht]);
        let verteld = verteld(&app, terug).await;
        assert!(verteld.ends_with(&["account-heropenen".into(), "rol-geven".into()]));
    })
    .await;
}

/// Links an account to somebody at an organisation.
async fn koppel(app: &TestApp, id: Uuid) {
    let rij = identiteit::ActiveModel {
        id: Set(new_id()),
        gebruiker_id: Set(id),
        issuer: Set("https://inloggen.example".into()),
        sub: Set(id.to_string()),
        gekoppeld: Set(app.app.clock.now()),
    };
    let rij = identiteit::Entity::insert(rij).exec_without_returning(app.app.db.read());
    rij.await.expect("a link");
}

#[tokio::test]
async fn leaving_and_coming_back_undoes_no_block() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let lid = mens(&app, "Lid", &[bij(Rol::Lid, stad)]).await;
        beheer(&app, &beheerder, lid, "blokkeren", "")
            .await
            .met_status(303);
        let wie = lid.to_string();
        doe(&app, &koek, MENSEN, &[("actie", "weg"), ("wie", &wie)])
            .await
            .met_status(303);
        assert_eq!(rollen_van(&app, lid).await, [""; 0]);
        assert_eq!(status(&app, lid).await, "geblokkeerd");
        let weer = nodig_uit(&app, &koek, &mail("Lid"), &[]).await;
        assert!(weer.met_status(409).tekst.contains("geblokkeerd"));
        assert_eq!(status(&app, lid).await, "geblokkeerd");
        assert_eq!(verteld(&app, lid).await, ["account-blokkeren", "rol-nemen"]);
    })
    .await;
}
