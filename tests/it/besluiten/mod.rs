//! Besluiten: a duo takes one when both of its sides agree with the same words.

mod eigenschap;
mod rechten;
mod samen;
mod wijzigen;

use dwarsverband::{
    db::tables::{besluitstuk, stuk, taak, themainstemming},
    stukken::model::Soort,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    support::{Antwoord, TestApp, mensen::doe},
    werkruimte::PAD,
};

/// The fields of a besluit at a level.
pub fn velden<'a>(titel: &'a str, niveau: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("titel", titel),
        ("tekst", "Wij sturen **één** brief."),
        ("waarom", "Twee brieven verwarren."),
        ("over", ""),
        ("vervangt", ""),
        ("niveau", niveau),
    ]
}

/// Proposes a besluit; answers the address of its page.
pub async fn stel_voor(app: &TestApp, koek: &str, titel: &str, niveau: &str) -> String {
    let adres = format!("{PAD}/besluiten/nieuw");
    let gemaakt = doe(app, koek, &adres, &velden(titel, niveau)).await;
    let gemaakt = gemaakt.met_status(303);
    app.indexeer().await;
    let pad = gemaakt.kop("location").split('?').next();
    pad.expect("an address").to_owned()
}

/// The row of a besluit, by the address of its page.
pub async fn rij(app: &TestApp, pad: &str) -> stuk::Model {
    let slug = pad.rsplit('/').next().expect("an address");
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Besluit.waarde()))
        .filter(stuk::Column::Slug.eq(slug));
    let rij = rij.one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there")
}

/// What is particular to it.
pub async fn eigen(app: &TestApp, id: Uuid) -> besluitstuk::Model {
    let rij = besluitstuk::Entity::find_by_id(id).one(app.app.db.read());
    rij.await.expect("the database works").expect("its own row")
}

/// Who agreed, as the table has it: the places and the hash of what they agreed with.
pub async fn stemmen(app: &TestApp, id: Uuid) -> Vec<themainstemming::Model> {
    let rijen = themainstemming::Entity::find()
        .filter(themainstemming::Column::StukId.eq(id))
        .all(app.app.db.read());
    rijen.await.expect("votes")
}

/// Takes a step with a besluit, having seen it as it stands now.
pub async fn zet(
    app: &TestApp,
    koek: &str,
    pad: &str,
    (stap, meer): (&str, &[(&str, &str)]),
) -> Antwoord {
    let versie = rij(app, pad).await.versie.to_string();
    let mut velden = vec![("versie", versie.as_str())];
    velden.extend_from_slice(meer);
    doe(app, koek, &format!("{pad}/stappen/{stap}"), &velden).await
}

/// How many mails about besluiten wait to be sent.
pub async fn brieven(app: &TestApp) -> usize {
    let soort = dwarsverband::besluiten::model::SOORT;
    let rijen = taak::Entity::find().filter(taak::Column::Soort.eq(soort));
    rijen.all(app.app.db.read()).await.expect("jobs").len()
}
