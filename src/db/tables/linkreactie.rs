//! What somebody with a toegangslink said of a stuk.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linkreactie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub link_id: Uuid,
    pub stuk_id: Uuid,
    pub versie: i64,
    pub oordeel: String,
    pub toelichting: String,
    pub opmerkingen: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
