//! A file that belongs to a stuk.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bijlage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub titel: String,
    pub omschrijving: String,
    pub bestandsnaam: String,
    pub soort: String,
    pub grootte: i64,
    pub sha256: String,
    pub scan: String,
    pub door: String,
    pub op: DateTime<Utc>,
    pub verwijderd_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
