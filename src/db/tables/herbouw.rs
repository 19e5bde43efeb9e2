//! Orders to build the search index anew.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "herbouw")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub nummer: i64,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
