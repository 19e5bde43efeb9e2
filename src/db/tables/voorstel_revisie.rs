//! Every state a voorstel has had, whole.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "voorstel_revisie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub voorstel_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub nummer: i64,
    pub stuk_id: Uuid,
    pub inhoud: String,
    pub hash: String,
    pub door: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
