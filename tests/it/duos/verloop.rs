//! The history of a seat: every way by which it is filled or falls empty.

use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    db::tables::{duozetel, gebruiker, zetelverloop},
    gebruikers::service::voorbeelden,
};
use migrations::Migrator;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, sea_query::Expr,
};
use sea_orm_migration::MigratorTrait as _;
use uuid::Uuid;

use super::{beslis, klopt, rol, stel_voor, verloop};
use crate::{
    knelpunten::zetel,
    mensen::{MENSEN, baas},
    support::{
        TestApp,
        mensen::{account, bij, doe, landelijk, mail, mens, met_mail, plek, rollen_van, sterk},
        op_beide,
    },
};

/// How each of the gemeenten sat, from the first to the last: who, how it began and how it ended.
async fn gezeten(app: &TestApp, thema: Uuid) -> Vec<(String, String, String)> {
    let mut alle = Vec::new();
    for periode in verloop(app, thema).await {
        assert_eq!(periode.kant, "gemeente");
        let naam = account(app, periode.gebruiker_id).await.naam;
        alle.push((naam, periode.hoe, periode.einde.unwrap_or_default()));
    }
    alle
}

#[tokio::test]
async fn every_way_by_which_a_seat_is_filled_or_falls_empty_is_kept() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let (_, tafel) = sterk(&app, "Tafel", &[landelijk(Rol::Secretaris)]).await;
        let (_, beheer) = sterk(&app, "Beheer", &[landelijk(Rol::Beheerder)]).await;
        let (_, baas) = baas(&app, p.stad).await;
        let lid = [bij(Rol::Lid, p.stad)];
        let mut verwacht: Vec<(String, String, String)> = Vec::new();
        let laatste = async |verwacht: &[(String, String, String)], na: &str| {
            assert_eq!(gezeten(&app, p.thema).await, verwacht, "{na}");
            klopt(&app, p.thema, na).await;
        };
        let zet = async |naam: &str| {
            let wie = rol(&app, &tafel, "geven", naam, Rol::DuoGemeente).await;
            wie.met_status(303);
        };
        let rij = |naam: &str, hoe: &str, einde: &str| {
            let naam = format!("{naam} Voorbeeld");
            (naam, hoe.to_owned(), einde.to_owned())
        };

        mens(&app, "Anna", &lid).await;
        zet("Anna").await;
        verwacht.push(rij("Anna", "toegekend", ""));
        laatste(&verwacht, "a gift").await;
        let organisatie = verloop(&app, p.thema).await[0].organisatie_id;
        assert_eq!(organisatie, Some(p.stad));
        let weg = rol(&app, &tafel, "nemen", "Anna", Rol::DuoGemeente).await;
        weg.met_status(303);
        verwacht[0].2 = "ontnomen".into();
        laatste(&verwacht, "the regietafel takes it").await;

        let (_, bea) = sterk(&app, "Bea", &lid).await;
        zet("Bea").await;
        let bereik = format!("thema:{}", p.thema);
        let velden = [("rol", "duo-gemeente"), ("bereik", &*bereik)];
        doe(&app, &bea, "/account/rollen", &velden)
            .await
            .met_status(303);
        verwacht.push(rij("Bea", "toegekend", "neergelegd"));
        laatste(&verwacht, "giving it up").await;

        let cor = mens(&app, "Cor", &lid).await.to_string();
        zet("Cor").await;
        doe(&app, &baas, MENSEN, &[("actie", "weg"), ("wie", &cor)])
            .await
            .met_status(303);
        verwacht.push(rij("Cor", "toegekend", "vertrokken"));
        laatste(&verwacht, "leaving the organisatie").await;

        let dirk = mens(&app, "Dirk", &lid).await;
        zet("Dirk").await;
        let dirk = format!("/beheer/mensen/{dirk}");
        for (actie, hoe, einde) in [
            ("blokkeren", "toegekend", "geblokkeerd"),
            ("deblokkeren", "gedeblokkeerd", ""),
        ] {
            doe(&app, &beheer, &dirk, &[("actie", actie)])
                .await
                .met_status(303);
            verwacht.push(rij("Dirk", hoe, einde));
            laatste(&verwacht, actie).await;
        }
        let weg = rol(&app, &tafel, "nemen", "Dirk", Rol::DuoGemeente).await;
        weg.met_status(303);
        verwacht.last_mut().expect("Dirk").2 = "ontnomen".into();
        laatste(&verwacht, "an account that was blocked for a while").await;

        let (_, els) = sterk(&app, "Els", &lid).await;
        let fop = mens(&app, "Fop", &lid).await;
        zet("Els").await;
        stel_voor(&app, &els, "Fop").await.met_status(303);
        beslis(&app, &tafel, "bevestigen").await.met_status(303);
        verwacht.push(rij("Els", "toegekend", "overgedragen"));
        verwacht.push(rij("Fop", "overgedragen", ""));
        laatste(&verwacht, "a hand-over").await;
        assert_eq!(rollen_van(&app, fop).await, ["duo-gemeente", "lid"]);
        let weg = rol(&app, &tafel, "nemen", "Fop", Rol::DuoGemeente).await;
        weg.met_status(303);
        verwacht.last_mut().expect("Fop").2 = "ontnomen".into();

        let (_, gea) = sterk(&app, "Gea", &lid).await;
        zet("Gea").await;
        doe(&app, &gea, "/account/verwijderen", &[])
            .await
            .met_status(303);
        let weg = ("Medewerker van Voorbeeldstad", "toegekend", "verwijderd");
        verwacht.push((weg.0.into(), weg.1.into(), weg.2.into()));
        laatste(&verwacht, "removing the account").await;
        assert!(met_mail(&app, &mail("Gea")).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_blocked_account_that_loses_its_seat_does_not_get_it_back() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let (_, tafel) = sterk(&app, "Tafel", &[landelijk(Rol::Secretaris)]).await;
        let (_, beheer) = sterk(&app, "Beheer", &[landelijk(Rol::Beheerder)]).await;
        let lid = [bij(Rol::Lid, p.stad)];
        let anna = mens(&app, "Anna", &lid).await;
        mens(&app, "Bea", &lid).await;
        let pad = format!("/beheer/mensen/{anna}");
        for (wie, actie) in [("Anna", "geven"), ("Anna", "nemen"), ("Bea", "geven")] {
            rol(&app, &tafel, actie, wie, Rol::DuoGemeente)
                .await
                .met_status(303);
            if (wie, actie) == ("Anna", "geven") {
                doe(&app, &beheer, &pad, &[("actie", "blokkeren")])
                    .await
                    .met_status(303);
            }
            klopt(&app, p.thema, actie).await;
        }
        doe(&app, &beheer, &pad, &[("actie", "deblokkeren")])
            .await
            .met_status(303);
        klopt(&app, p.thema, "deblokkeren").await;
        assert_eq!(rollen_van(&app, anna).await, ["lid"]);
        assert_eq!(gezeten(&app, p.thema).await.len(), 2);
    })
    .await;
}

/// Neither the seats nor their history have room for a second on one side.
#[tokio::test]
async fn the_database_itself_refuses_a_second_lead_of_one_side() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let (_, tafel) = sterk(&app, "Tafel", &[landelijk(Rol::Secretaris)]).await;
        mens(&app, "Rijk", &[bij(Rol::Lid, p.ministerie)]).await;
        mens(&app, "Ook", &[bij(Rol::Lid, p.ministerie)]).await;
        rol(&app, &tafel, "geven", "Rijk", Rol::DuoRijk)
            .await
            .met_status(303);
        let conn = app.app.db.read();
        let ook = mail("Ook");
        for sql in [
            format!(
                "INSERT INTO duozetel (thema_id, kant, gebruiker_id, op) SELECT z.thema_id, z.kant, g.id, z.op \
                 FROM duozetel z, gebruiker g WHERE g.mail = '{ook}'"
            ),
            format!(
                "INSERT INTO zetelverloop (id, thema_id, kant, gebruiker_id, van, hoe) SELECT g.id, v.thema_id, \
                 v.kant, g.id, v.van, v.hoe FROM zetelverloop v, gebruiker g WHERE g.mail = '{ook}'"
            ),
        ] {
            let fout = conn.execute_unprepared(&sql).await.expect_err("it is taken");
            let fout = fout.to_string().to_lowercase();
            assert!(fout.contains("unique"), "{fout}");
            // The same on the other side is no second.
            let elders = sql
                .replace("z.kant", "'gemeente'")
                .replace("v.kant", "'gemeente'");
            let gezet = conn.execute_unprepared(&elders).await;
            assert_eq!(gezet.expect("another side").rows_affected(), 1);
        }
        klopt(&app, p.thema, "raw SQL").await;
    })
    .await;
}

#[tokio::test]
async fn who_sat_there_before_there_was_a_history_is_in_it() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        zetel(&app, "Rina", "rijk", p.thema).await;
        zetel(&app, "Gerda", "gemeente", p.thema).await;
        gebruiker::Entity::update_many()
            .col_expr(gebruiker::Column::Status, Expr::value("geblokkeerd"))
            .filter(gebruiker::Column::Mail.eq(mail("Gerda")))
            .exec(app.app.db.read())
            .await
            .expect("a status");
        let db = &app.verbinding().await;
        let alle = Migrator::migrations();
        let deze = alle
            .iter()
            .position(|m| m.name() == "m20261128_000033_duos");
        let terug = alle.len() - deze.expect("the migration");
        Migrator::down(db, Some(u32::try_from(terug).expect("a number")))
            .await
            .expect("down");
        Migrator::up(db, None).await.expect("up");
        let rijen = zetelverloop::Entity::find().all(db).await.expect("rows");
        let [rij] = &rijen[..] else {
            panic!("{rijen:?}");
        };
        let zat = duozetel::Entity::find()
            .filter(duozetel::Column::Kant.eq("rijk"))
            .one(db)
            .await
            .expect("the database works")
            .expect("a seat");
        assert_eq!(
            (rij.thema_id, rij.gebruiker_id),
            (p.thema, zat.gebruiker_id)
        );
        assert_eq!((rij.van, rij.tot), (zat.op, None));
        assert_eq!((rij.kant.as_str(), rij.hoe.as_str()), ("rijk", "bestond"));
    })
    .await;
}

#[tokio::test]
async fn a_seat_that_is_given_with_an_account_is_in_the_history() {
    op_beide(async |app: TestApp| {
        app.app.lees_content().await.expect("the content is right");
        app.app.lees_demo().await.expect("the demo is right");
        let ctx = Ctx::systeem("test", &app.app.clock);
        let (kluis, sleutel) = (&app.app.kluis, &app.app.sleutel);
        let demo = voorbeelden::maak(&app.app.db, kluis, sleutel, &ctx).await;
        demo.expect("accounts");
        let conn = app.app.db.read();
        let zetels = duozetel::Entity::find().all(conn).await.expect("seats");
        assert_eq!(zetels.len(), 2);
        klopt(&app, zetels[0].thema_id, "the demo").await;
        let zonder = zetelverloop::Entity::find()
            .filter(zetelverloop::Column::OrganisatieId.is_null())
            .count(conn)
            .await;
        assert_eq!(zonder.expect("the database works"), 0);
    })
    .await;
}
