//! What was published by one person in a hurry, until another approves it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spoed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub voorstel_id: Option<Uuid>,
    pub reden_id: Uuid,
    pub door: String,
    pub op: DateTime<Utc>,
    pub bekrachtigd_door: Option<String>,
    pub bekrachtigd_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
