//! The regietafel: what a duo puts to it, what it decides, who reads that, and how every traject stands.

mod besluiten;
mod rechten;
mod trajecten;
mod vergaderingen;
mod voorleggen;

use dwarsverband::{
    actor::Rol,
    db::tables::{escalatie, taak},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    mensen::{doe, in_, landelijk, sterk},
};

pub const DAG: i64 = 86_400;
pub const VRAAG: &str = "Mogen wij hier een proef mee doen?";

/// The secretaris of the regietafel.
pub async fn secretaris(app: &TestApp) -> String {
    sterk(app, "Saar", &[landelijk(Rol::Secretaris)]).await.1
}

/// Somebody logs in anew, by their first name: a login does not last for days.
pub async fn opnieuw(app: &TestApp, naam: &str) -> String {
    in_(app, crate::acties::account(app, naam).await, true).await
}

/// Where a question about a page is put: its kind, and the address of the page.
pub fn adres(soort: &str, pad: &str) -> String {
    let slug = pad.rsplit('/').next().expect("an address");
    format!("/regietafel/voorleggen/{soort}/{slug}")
}

/// Puts a question about a page.
pub async fn leg_voor(app: &TestApp, koek: &str, soort: &str, pad: &str) -> Antwoord {
    let gelegd = doe(app, koek, &adres(soort, pad), &[("vraag", VRAAG)]).await;
    app.indexeer().await;
    gelegd
}

/// What was put about a stuk, the newest first.
pub async fn escalaties(app: &TestApp, stuk_id: Uuid) -> Vec<escalatie::Model> {
    let rijen = escalatie::Entity::find()
        .filter(escalatie::Column::StukId.eq(stuk_id))
        .order_by_desc(escalatie::Column::Id)
        .all(app.app.db.read());
    rijen.await.expect("what was put")
}

/// Where something is done with what was put about a stuk last.
pub async fn stap(app: &TestApp, stuk_id: Uuid, wat: &str) -> String {
    let laatste = escalaties(app, stuk_id).await.into_iter().next();
    let id = laatste.expect("something was put").id;
    format!("/regietafel/escalaties/{id}/{wat}")
}

/// The fields of a besluit of the regietafel; `gezien` is the one that is there.
pub fn besluit<'a>(titel: &'a str, gezien: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("uitkomst", "proef"),
        ("titel", titel),
        ("tekst", "Er komt een **proef** van een jaar."),
        ("waarom", "Wij weten nog niet of het werkt."),
        ("gezien", gezien),
    ]
}

/// How many mails about it wait to be sent.
pub async fn brieven(app: &TestApp) -> usize {
    let soort = dwarsverband::regietafel::model::SOORT;
    let rijen = taak::Entity::find().filter(taak::Column::Soort.eq(soort));
    rijen.all(app.app.db.read()).await.expect("jobs").len()
}
