//! Leaving an organisatie, and coming back: what stays, what ends, and what nobody gets back.

use dwarsverband::{
    actor::{Bereik, Rol, Sleutel, Toekenning},
    db::tables::{duozetel, identiteit, leesrecht, signaal},
    ids::new_id,
    signalen::model::NIEMAND,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    indeling::{Mens, signaal_van},
    mensen::{MENSEN, baas, beheer, eigenaar, factor, heeft_factor, nodig_uit},
    support::{
        TestApp,
        inlog::{WACHTWOORD, log_in, maak, met_koek},
        mensen::{
            Plek, account, bij, doe, id_van, krijgt, landelijk, mail, mens, plek, post, rollen_van,
            status, sterk, verliest, verteld,
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
        let melder = Mens {
            id: terug,
            koek: String::new(),
            rollen: Vec::new(),
        };
        let signaal = signaal_van(&app, &melder, (None, stad), true).await;
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
        // What was signalled with it is let go of before that mail can be sent.
        let rij = signaal::Entity::find_by_id(signaal).one(app.app.db.read());
        let rij = rij.await.expect("the database works").expect("a signaal");
        assert_eq!(rij.melder_id, NIEMAND);
        let lezers = leesrecht::Entity::find()
            .filter(leesrecht::Column::DeelId.eq(signaal))
            .filter(leesrecht::Column::Sleutel.eq(format!("persoon:{terug}")));
        let lezers = lezers.count(app.app.db.read()).await;
        assert_eq!(lezers.expect("keys"), 0);
        let verteld = verteld(&app, terug).await;
        assert!(verteld.ends_with(&["account-heropenen".into(), "rol-geven".into()]));
    })
    .await;
}

/// A seat is that of an organisatie, and does not go along with who leaves it.
#[tokio::test]
async fn seats_end_with_the_organisatie_that_they_were_for() {
    op_beide(async |app| {
        let p = plek(&app).await;
        let (_, koek) = baas(&app, p.stad).await;
        let thema = |rol: Rol| Toekenning {
            rol,
            bereik: Bereik::Thema(p.thema),
        };
        let duo = async |wie: Uuid, kant: &str| {
            let rij = duozetel::ActiveModel {
                thema_id: Set(p.thema),
                kant: Set(kant.into()),
                gebruiker_id: Set(wie),
                op: Set(app.app.clock.now()),
            };
            let rij = duozetel::Entity::insert(rij).exec_without_returning(app.app.db.read());
            rij.await.expect("a seat");
        };
        let (alleen, van_alleen) = sterk(
            &app,
            "Alleen",
            &[
                bij(Rol::Lid, p.stad),
                thema(Rol::Waarnemer),
                thema(Rol::Netwerklid),
            ],
        )
        .await;
        duo(alleen, "gemeente").await;
        let (ook, van_ook) = sterk(
            &app,
            "Ook",
            &[
                bij(Rol::Lid, p.stad),
                bij(Rol::Lid, p.ministerie),
                thema(Rol::Waarnemer),
                thema(Rol::Netwerklid),
                landelijk(Rol::Redactie),
            ],
        )
        .await;
        duo(ook, "rijk").await;
        let verlaten = "/organisaties/voorbeeldstad/verlaten";
        let pagina = met_koek(&app, verlaten, &van_alleen).await;
        let pagina = pagina.met_status(200).tekst;
        assert!(pagina.contains("Duo, van een gemeente: Wonen"), "{pagina}");
        assert!(pagina.contains("account wordt daarom gesloten"));
        let wie = alleen.to_string();
        doe(&app, &koek, MENSEN, &[("actie", "weg"), ("wie", &wie)])
            .await
            .met_status(303);
        assert_eq!(rollen_van(&app, alleen).await, [""; 0]);
        assert_eq!(status(&app, alleen).await, "vertrokken");
        let mut gebeurd = vec!["rol-nemen"; 4];
        gebeurd.push("account-sluiten");
        assert_eq!(verteld(&app, alleen).await, gebeurd);
        met_koek(&app, "/account", &van_alleen)
            .await
            .met_status(303);

        // A membership that fits keeps the seat.
        let pagina = met_koek(&app, verlaten, &van_ook).await.met_status(200);
        assert!(!pagina.tekst.contains("Zij eindigen ook"));
        let weg = doe(&app, &van_ook, verlaten, &[]).await.met_status(303);
        assert_eq!(weg.kop("location"), "/account?gelukt=vertrokken");
        assert_eq!(
            rollen_van(&app, ook).await,
            ["duo-rijk", "lid", "netwerklid", "redactie", "waarnemer"]
        );
        assert_eq!(status(&app, ook).await, "actief");
    })
    .await;
}

/// What is handed over is what was written for the organisatie, and nothing of another kind.
#[tokio::test]
async fn only_kinds_that_were_looked_at_go_to_a_colleague() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let weg = mens(&app, "Weg", &[bij(Rol::Lid, stad)]).await;
        app.lees(&[json!({
            "externId": "brief", "slug": "brief", "soort": "publicatie", "titel": "Brief", "tekst": "x",
        })])
        .await;
        let brief = id_van(&app, "brief").await;
        eigenaar(&app, brief, stad).await;
        app.verberg("brief", Sleutel::Persoon(weg)).await;
        let velden = [("actie", "weg"), ("wie", &*weg.to_string())];
        doe(&app, &koek, MENSEN, &velden).await.met_status(303);
        let sleutels = leesrecht::Entity::find().filter(leesrecht::Column::StukId.eq(brief));
        let sleutels = sleutels.all(app.app.db.read()).await.expect("keys");
        let sleutels: Vec<String> = sleutels.into_iter().map(|rij| rij.sleutel).collect();
        assert_eq!(sleutels, [format!("persoon:{weg}")]);
        assert!(!verteld(&app, brief).await.contains(&"overdragen".into()));
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
