//! How a pilot is to end, as somebody proposed it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "besluit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub keuze: String,
    pub les: String,
    pub les_hash: String,
    pub vervolg_id: Option<Uuid>,
    pub nog_te_schrijven: bool,
    pub thema_id: Option<Uuid>,
    pub status: String,
    pub door: String,
    pub op: DateTime<Utc>,
    pub afgehandeld_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
