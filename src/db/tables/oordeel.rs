//! How well somebody from outside found a praktijk founded.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "oordeel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub van: String,
    pub onderbouwing: String,
    pub organisatie_id: Option<Uuid>,
    pub door: String,
    pub reden: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
