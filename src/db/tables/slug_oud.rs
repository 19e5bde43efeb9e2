//! Slugs a stuk had before: they redirect for ever.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "slug_oud")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub soort: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    pub stuk_id: Uuid,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
