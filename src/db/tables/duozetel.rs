//! A seat of the duo of a thema: one on each side.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duozetel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub thema_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kant: String,
    pub gebruiker_id: Uuid,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
