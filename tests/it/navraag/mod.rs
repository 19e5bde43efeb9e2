//! Whether what was closed is really solved: who is asked, what they say, and requests to open it again.

mod antwoorden;
mod verzoeken;
mod vragen;

use dwarsverband::{
    actor::Rol,
    db::tables::{heropenverzoek, navraag},
    knelpunten::{
        model::Actie,
        service::{
            indeling::{Doel, koppel},
            overgangen::doe,
        },
    },
    stukken::service::kop_voor_taak,
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    anderen::bezorg,
    indeling::{Mens, Wereld, bijval_van, knelpunt_van, signaal_van, wereld},
    support::{
        TestApp,
        mensen::{bij, sterk},
        smtp::{Mail, Mailserver},
    },
};

/// The page of the knelpunt of these tests.
pub const PAD: &str = "/knelpunten/wachten-op-hulp";
/// Seconds in a day.
pub const DAG: i64 = 86_400;
/// Why it was closed.
pub const OPGELOST: &str = "De regio heeft het geregeld.";

/// A knelpunt that was solved, and who follows it: Els by a signaal, Bas by what he said for his gemeente,
/// and Gea by a signaal in confidence.
pub struct Gesloten {
    pub w: Wereld,
    pub gea: Mens,
    pub knelpunt: Uuid,
    pub server: Mailserver,
}

/// Takes a step with a knelpunt.
pub async fn zet(app: &TestApp, wie: &Mens, id: Uuid, actie: Actie, reden: &str) {
    let kop = kop_voor_taak(app.app.db.read(), id).await;
    let versie = kop.expect("it is there").versie;
    let ctx = wie.ctx(app);
    let gezet = doe(&app.app.db, &ctx, id, actie, reden, versie, false).await;
    gezet.expect("a step");
}

pub async fn gesloten(app: &TestApp) -> Gesloten {
    let w = wereld(app).await;
    let thema = Some(w.plek.thema);
    let rollen = vec![bij(Rol::Lid, w.plek.stad)];
    let (id, koek) = sterk(app, "Gea", &rollen).await;
    let gea = Mens { id, koek, rollen };
    let knelpunt = knelpunt_van(app, &w.duo, "Wachten op hulp", thema).await;
    for (wie, vertrouwelijk) in [(&w.els, false), (&gea, true)] {
        let id = signaal_van(app, wie, (thema, w.plek.stad), vertrouwelijk).await;
        let door = if vertrouwelijk {
            &w.dwarskijker
        } else {
            &w.duo
        };
        let ctx = door.ctx(app);
        let gelukt = koppel(&app.app.db, &ctx, id, Doel::Bestaand(knelpunt), "Hier.").await;
        gelukt.expect("it is laid");
    }
    bijval_van(app, &w.buur, knelpunt, w.elders).await;
    zet(
        app,
        &w.duo,
        knelpunt,
        Actie::Oppakken,
        "Wij zoeken het uit.",
    )
    .await;
    zet(app, &w.duo, knelpunt, Actie::Oplossen, OPGELOST).await;
    let server = Mailserver::start().await;
    bezorg(app, &server).await;
    server.haal();
    Gesloten {
        w,
        gea,
        knelpunt,
        server,
    }
}

/// Everything that was asked.
pub async fn gevraagd(app: &TestApp) -> Vec<navraag::Model> {
    let rijen = navraag::Entity::find()
        .order_by_asc(navraag::Column::GevraagdOp)
        .all(app.app.db.read());
    rijen.await.expect("rows")
}

/// Every request to open it again, the first first.
pub async fn verzoeken(app: &TestApp) -> Vec<heropenverzoek::Model> {
    let rijen = heropenverzoek::Entity::find()
        .order_by_asc(heropenverzoek::Column::Id)
        .all(app.app.db.read());
    rijen.await.expect("rows")
}

/// The mail that came with a subject that begins so, to whom first.
pub async fn mail_over(app: &TestApp, server: &Mailserver, begin: &str) -> Vec<Mail> {
    bezorg(app, server).await;
    let mut mails = server.haal();
    mails.retain(|mail| mail.kop("Subject").starts_with(begin));
    mails.sort_by(|a, b| a.aan.cmp(&b.aan));
    mails
}
