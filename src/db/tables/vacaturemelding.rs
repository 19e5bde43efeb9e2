//! That the regietafel was told of a seat that stands empty.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vacaturemelding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub thema_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sinds: DateTime<Utc>,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
