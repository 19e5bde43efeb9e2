//! An organisatie that asks for a praktijk.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "overname")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub organisatie_id: Uuid,
    pub gebruiker_id: Uuid,
    pub functie: String,
    pub toelichting: String,
    pub reden: String,
    pub status: String,
    pub op: DateTime<Utc>,
    pub besloten_door: Option<String>,
    pub besloten_op: Option<DateTime<Utc>>,
    pub besluit: String,
}

impl ActiveModelBehavior for ActiveModel {}
