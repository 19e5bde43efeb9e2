//! Kennisvragen: who reads, asks and treats them, their steps, the kennisagenda, who follows them, and who waits for an
//! answer to a search in vain.

mod agenda;
mod api;
mod rechten;
mod schrijven;
mod stappen;
mod volgen;
mod wensen;

use dwarsverband::{
    db::tables::{stuk, volger, vraagwens},
    stukken::model::Soort,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    support::{Antwoord, TestApp, mensen::doe},
    werkruimte::PAD,
};

/// The form of the werkruimte, the form in which a thema is chosen, and what somebody follows.
pub fn nieuw() -> String {
    format!("{PAD}/kennisvragen/nieuw")
}
pub const KIEZEN: &str = "/kennisagenda/nieuw";
pub const GEVOLGD: &str = "/kennisagenda/gevolgd";

/// The fields of a question at a level.
pub fn velden<'a>(titel: &'a str, niveau: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("titel", titel),
        ("samenvatting", "Dit weten wij niet."),
        ("toelichting", "Teams **twijfelen**."),
        ("leefdomeinen", "zorg"),
        ("leefdomeinen", "schulden"),
        ("niveau", niveau),
    ]
}

/// The address that an answer leads to.
pub fn adres(antwoord: &Antwoord) -> String {
    let pad = antwoord.kop("location").split('?').next();
    pad.expect("an address").to_owned()
}

/// Asks a question in the werkruimte at a level; answers the address of its page.
pub async fn vraag(app: &TestApp, koek: &str, titel: &str, niveau: &str) -> String {
    let gemaakt = doe(app, koek, &nieuw(), &velden(titel, niveau)).await;
    let pad = adres(&gemaakt.met_status(303));
    app.indexeer().await;
    pad
}

/// The row of a kennisvraag, by the address of its page.
pub async fn rij(app: &TestApp, pad: &str) -> stuk::Model {
    let slug = pad.rsplit('/').next().expect("an address");
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Kennisvraag.waarde()))
        .filter(stuk::Column::Slug.eq(slug));
    let rij = rij.one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there")
}

/// Sends the form of a step, as who saw the version that there is now.
pub async fn zet(
    app: &TestApp,
    koek: &str,
    (pad, actie): (&str, &str),
    meer: &[(&str, &str)],
) -> Antwoord {
    let versie = rij(app, pad).await.versie.to_string();
    let velden = [&[("versie", versie.as_str())], meer].concat();
    let antwoord = doe(app, koek, &format!("{pad}/stap/{actie}"), &velden).await;
    app.indexeer().await;
    antwoord
}

/// Takes a kennisvraag to its answer.
pub async fn beantwoord(app: &TestApp, duo: &str, pad: &str) {
    let reden = [("reden", "Wij vragen het na.")];
    zet(app, duo, (pad, "onderzoeken"), &reden)
        .await
        .met_status(303);
    let antwoord = [("antwoord", "Het **mag**.")];
    zet(app, duo, (pad, "beantwoorden"), &antwoord)
        .await
        .met_status(303);
}

/// Follows a kennisvraag.
pub async fn volg(app: &TestApp, koek: &str, pad: &str) {
    let velden = [("actie", "volgen")];
    doe(app, koek, &format!("{pad}/volgen"), &velden)
        .await
        .met_status(303);
}

/// The accounts that follow a stuk.
pub async fn volgers(app: &TestApp, id: Uuid) -> Vec<Uuid> {
    let rijen = volger::Entity::find()
        .filter(volger::Column::StukId.eq(id))
        .order_by_asc(volger::Column::Op)
        .all(app.app.db.read());
    let rijen = rijen.await.expect("the database works").into_iter();
    rijen.map(|rij| rij.gebruiker_id).collect()
}

/// What waits for an answer.
pub async fn wensen(app: &TestApp) -> Vec<String> {
    let rijen = vraagwens::Entity::find()
        .order_by_asc(vraagwens::Column::Vraag)
        .all(app.app.db.read());
    let rijen = rijen.await.expect("the database works").into_iter();
    rijen.map(|rij| rij.vraag).collect()
}
