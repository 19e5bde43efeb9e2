//! That a signaal, or what somebody said beside it, went to another knelpunt.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verplaatsing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub soort: String,
    pub deel_id: Uuid,
    pub van_id: Option<Uuid>,
    pub naar_id: Uuid,
    pub reden_id: Option<Uuid>,
    pub door: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
