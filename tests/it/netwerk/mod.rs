//! The netwerk of a thema: who comes in and who goes out, for whom they speak, and what they read.

mod mensen;
mod rechten;

use dwarsverband::{
    db::tables::{netwerkplek, taak},
    netwerk::model::SOORT,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    support::{Antwoord, TestApp, mensen::doe},
    werkruimte,
};

/// The page of the people of the thema Wonen.
pub fn pad() -> String {
    format!("{}/mensen", werkruimte::PAD)
}

/// Invites somebody.
pub async fn nodig_uit(
    app: &TestApp,
    koek: &str,
    (naam, mail): (&str, &str),
    perspectief: &str,
) -> Antwoord {
    let velden = [
        ("actie", "uitnodigen"),
        ("naam", naam),
        ("mail", mail),
        ("perspectief", perspectief),
    ];
    doe(app, koek, &pad(), &velden).await
}

/// For whom an account speaks in the thema's where it does.
pub async fn perspectieven(app: &TestApp, id: Uuid) -> Vec<String> {
    let rijen = netwerkplek::Entity::find().filter(netwerkplek::Column::GebruikerId.eq(id));
    let rijen = rijen.all(app.app.db.read()).await;
    let rijen = rijen.expect("the database works").into_iter();
    rijen.map(|rij| rij.perspectief).collect()
}

/// The mail about netwerken that waits, as the jobs have it: what, and to whom.
pub async fn wacht(app: &TestApp) -> Vec<(String, String)> {
    let rijen = taak::Entity::find().filter(taak::Column::Soort.eq(SOORT));
    let rijen = rijen.all(app.app.db.read()).await;
    let deel = |lading: &Value, veld: &str| lading[veld].as_str().unwrap_or_default().to_owned();
    let lading = |rij: taak::Model| {
        let lading: Value = serde_json::from_str(&rij.lading).expect("JSON");
        (deel(&lading, "wat"), deel(&lading, "account"))
    };
    let rijen = rijen.expect("the database works").into_iter();
    rijen.map(lading).collect()
}
