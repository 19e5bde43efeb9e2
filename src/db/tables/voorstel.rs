//! A proposed change to a stuk that waits for somebody to take it over.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voorstel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub basis_versie: i64,
    pub inhoud: String,
    pub hash: String,
    pub status: String,
    pub door: String,
    pub op: DateTime<Utc>,
    pub versie: i64,
    pub notitie: String,
}

impl ActiveModelBehavior for ActiveModel {}
