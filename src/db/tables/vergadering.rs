//! A day on which the regietafel meets.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vergadering")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub dag: NaiveDate,
    pub door: String,
    pub op: DateTime<Utc>,
    pub vervallen_op: Option<DateTime<Utc>>,
    pub reden: String,
}

impl ActiveModelBehavior for ActiveModel {}
