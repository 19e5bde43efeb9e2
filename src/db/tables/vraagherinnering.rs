//! That an organisatie was reminded of a vraagpunt.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vraagherinnering")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub vraagpunt_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub voor: NaiveDate,
    #[sea_orm(primary_key, auto_increment = false)]
    pub wat: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
