//! Acties: who makes, reads, changes and does one, and who is reminded of it.

mod herinneren;
mod rechten;
mod schrijven;
mod stappen;

use dwarsverband::{
    db::tables::{actie, stuk, taak},
    stukken::model::Soort,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    support::{
        TestApp,
        mensen::{doe, mail, met_mail},
    },
    werkruimte::PAD,
};

pub const DAG: i64 = 86_400;

/// The account of somebody by their first name.
pub async fn account(app: &TestApp, naam: &str) -> Uuid {
    let account = met_mail(app, &mail(naam)).await;
    account.expect("an account").id
}

/// The fields of an actie for somebody.
pub fn velden<'a>(
    titel: &'a str,
    houder: &'a str,
    voor: &'a str,
    niveau: &'a str,
) -> [(&'static str, &'a str); 5] {
    [
        ("titel", titel),
        ("toelichting", "Vraag wat zij **willen** horen."),
        ("houder", houder),
        ("voor", voor),
        ("niveau", niveau),
    ]
}

/// Makes an actie for somebody, by their first name; answers the address of its page.
pub async fn maak(
    app: &TestApp,
    koek: &str,
    (titel, houder): (&str, &str),
    (voor, niveau): (&str, &str),
) -> String {
    let houder = account(app, houder).await.to_string();
    let velden = velden(titel, &houder, voor, niveau);
    let gemaakt = doe(app, koek, &format!("{PAD}/acties/nieuw"), &velden).await;
    let gemaakt = gemaakt.met_status(303);
    app.indexeer().await;
    let pad = gemaakt.kop("location").split('?').next();
    pad.expect("an address").to_owned()
}

/// The rows of an actie, by the address of its page.
pub async fn rij(app: &TestApp, pad: &str) -> (stuk::Model, actie::Model) {
    let slug = pad.rsplit('/').next().expect("an address");
    let conn = app.app.db.read();
    let kop = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Actie.waarde()))
        .filter(stuk::Column::Slug.eq(slug));
    let kop = kop.one(conn).await.expect("the database works");
    let kop = kop.expect("it is there");
    let eigen = actie::Entity::find_by_id(kop.id).one(conn).await;
    let eigen = eigen.expect("the database works").expect("its own row");
    (kop, eigen)
}

/// Throws away the mail that waits about acties.
pub async fn geen_post(app: &TestApp) {
    let soort = dwarsverband::acties::model::SOORT;
    let weg = taak::Entity::delete_many().filter(taak::Column::Soort.eq(soort));
    weg.exec(app.app.db.read()).await.expect("no mail");
}
