//! That somebody was reminded of an actie.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "actieherinnering")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub houder_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub voor: NaiveDate,
    #[sea_orm(primary_key, auto_increment = false)]
    pub wat: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
