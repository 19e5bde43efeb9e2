//! What is particular to a bevinding of the dwarskijker.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bevinding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub aanbevelingen: String,
    pub thema_id: Option<Uuid>,
    pub verbetert_id: Option<Uuid>,
    pub ronde: i32,
    pub hash: String,
    pub vastgesteld_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
