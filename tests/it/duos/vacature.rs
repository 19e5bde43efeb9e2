//! A seat that stands empty: on the list of the regietafel, and told to it once.

use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    db::tables::vacaturemelding,
    duos::{model::Kant, service::herinner},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use super::{DAG, rol};
use crate::{
    anderen::bezorg,
    paginas::kies,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{bij, in_, krijgt, landelijk, mail, mens, plek, sterk, verliest},
        op_beide,
        smtp::Mailserver,
    },
};

/// Does the work of the night and brings the mail: to whom, and what about.
async fn na_de_nacht(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    let systeem = Ctx::systeem("test", &app.app.clock);
    let herinnerd = herinner(&app.app.db, &systeem, systeem.vandaag()).await;
    herinnerd.expect("the database works");
    bezorg(app, server).await;
    let kort = |brief: crate::support::smtp::Mail| (brief.aan.concat(), brief.kop("Subject"));
    let mut alle: Vec<_> = server.haal().into_iter().map(kort).collect();
    alle.sort();
    alle
}

fn brief(aan: &str, onderwerp: &str) -> (String, String) {
    (mail(aan), onderwerp.to_owned())
}

async fn gemeld(app: &TestApp) -> u64 {
    let alle = vacaturemelding::Entity::find().count(app.app.db.read());
    alle.await.expect("the database works")
}

/// The sides that the page of the regietafel shows as empty for too long, to somebody who sits there.
async fn lijst(app: &TestApp, wie: Uuid) -> Vec<Kant> {
    let koek = in_(app, wie, true).await;
    let pagina = met_koek(app, "/regietafel", &koek).await.met_status(200);
    let leeg = kies(&pagina.tekst, ".utrecht-status-badge--danger").join(" ");
    let staat_er = |kant: &Kant| leeg.contains(&format!("{}: vacant sinds", kant.label()));
    Kant::ALLE.iter().copied().filter(staat_er).collect()
}

#[tokio::test]
async fn the_regietafel_is_told_of_an_empty_seat_once() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let server = Mailserver::start().await;
        let tom = mens(&app, "Tom", &[landelijk(Rol::Regietafellid)]).await;
        mens(&app, "Sien", &[landelijk(Rol::Secretaris)]).await;
        mens(&app, "Rijk", &[bij(Rol::Lid, p.ministerie)]).await;
        app.later(13 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(lijst(&app, tom).await, []);
        app.later(DAG);
        let beide = "Er zijn 2 zetels leeg";
        assert_eq!(
            na_de_nacht(&app, &server).await,
            [brief("Sien", beide), brief("Tom", beide)]
        );
        assert_eq!(lijst(&app, tom).await, [Kant::Rijk, Kant::Gemeente]);
        // Not again: not the next night, nor after the clock jumped, nor by another process.
        app.later(DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        app.later(400 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        app.later(-400 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(gemeld(&app).await, 2);

        // A seat that falls empty again is told again.
        let tafel = in_(&app, tom, true).await;
        rol(&app, &tafel, "geven", "Rijk", Rol::DuoRijk)
            .await
            .met_status(303);
        assert_eq!(lijst(&app, tom).await, [Kant::Gemeente]);
        app.later(100 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        let tafel = in_(&app, tom, true).await;
        rol(&app, &tafel, "nemen", "Rijk", Rol::DuoRijk)
            .await
            .met_status(303);
        app.later(13 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        app.later(DAG);
        let een = "Een zetel is leeg: Wonen";
        assert_eq!(
            na_de_nacht(&app, &server).await,
            [brief("Sien", een), brief("Tom", een)]
        );
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(gemeld(&app).await, 3);
    })
    .await;
}

#[tokio::test]
async fn nothing_counts_as_told_when_nobody_heard_it() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let server = Mailserver::start().await;
        let tom = mens(&app, "Tom", &[]).await;
        app.later(20 * DAG);
        assert_eq!(na_de_nacht(&app, &server).await, []);
        assert_eq!(gemeld(&app).await, 0);
        krijgt(&app, tom, landelijk(Rol::Regietafellid)).await;
        let (systeem, db) = (Ctx::systeem("test", &app.app.clock), &app.app.db);
        let dag = systeem.vandaag();
        let (een, twee) = tokio::join!(herinner(db, &systeem, dag), herinner(db, &systeem, dag));
        assert!(een.is_ok() && twee.is_ok(), "{een:?} {twee:?}");
        // What was filled before the mail went is not in it.
        let (_, tafel) = sterk(&app, "Sien", &[landelijk(Rol::Secretaris)]).await;
        mens(&app, "Rijk", &[bij(Rol::Lid, p.ministerie)]).await;
        rol(&app, &tafel, "geven", "Rijk", Rol::DuoRijk)
            .await
            .met_status(303);
        bezorg(&app, &server).await;
        let onderwerpen: Vec<_> = server.haal().iter().map(|m| m.kop("Subject")).collect();
        assert_eq!(onderwerpen, ["Een zetel is leeg: Wonen"]);
    })
    .await;
}

#[tokio::test]
async fn who_left_the_regietafel_before_the_mail_went_gets_none() {
    op_beide(async |app: TestApp| {
        plek(&app).await;
        let server = Mailserver::start().await;
        let rol = landelijk(Rol::Regietafellid);
        let tom = mens(&app, "Tom", &[rol]).await;
        app.later(20 * DAG);
        let systeem = Ctx::systeem("test", &app.app.clock);
        let herinnerd = herinner(&app.app.db, &systeem, systeem.vandaag()).await;
        herinnerd.expect("the database works");
        verliest(&app, tom, rol).await;
        bezorg(&app, &server).await;
        assert!(server.haal().is_empty());
    })
    .await;
}
