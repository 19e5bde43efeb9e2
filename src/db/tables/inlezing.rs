//! Identity and hash of each record that was imported.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inlezing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sleutel: String,
    pub stuk_id: Uuid,
    pub hash: String,
    pub verbanden_hash: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
