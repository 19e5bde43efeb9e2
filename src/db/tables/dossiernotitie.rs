//! A note of the dwarskijker about a thema.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossiernotitie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub thema_id: Uuid,
    pub tekst: String,
    pub door: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
