//! What somebody asked about a stuk, or answered.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contactbericht")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub gebruiker_id: Uuid,
    pub aan_id: Option<Uuid>,
    pub tekst: String,
    pub met_adres: bool,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
