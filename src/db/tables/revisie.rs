//! Every state a stuk has had, whole.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revisie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub nummer: i64,
    pub inhoud: String,
    pub hash: String,
    pub door: String,
    pub notitie: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
