//! The last row of a chain at a seal, when it was another at the seal before.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zegelkop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dag: NaiveDate,
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub nummer: i64,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
