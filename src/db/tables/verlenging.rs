//! That a vraagpunt got more time.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verlenging")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub vraagpunt_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub nummer: i32,
    pub tot: NaiveDate,
    pub reden: String,
    pub door: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
