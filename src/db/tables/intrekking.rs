//! Why a stuk was withdrawn, and what took its place.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "intrekking")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub waarom: String,
    pub opgegaan_in: Option<Uuid>,
    pub reden_id: Uuid,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
