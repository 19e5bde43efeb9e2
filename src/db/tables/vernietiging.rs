//! The register of destruction: that something was destroyed at the end of its term, and how much.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vernietiging")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub op: DateTime<Utc>,
    pub regel: String,
    pub aantal: i64,
    pub oudste: Option<DateTime<Utc>>,
    pub sleutels_hash: String,
    pub actor: String,
}

impl ActiveModelBehavior for ActiveModel {}
