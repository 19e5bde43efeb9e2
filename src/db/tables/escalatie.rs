//! A question about a stuk that a duo puts to the regietafel.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "escalatie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub thema_id: Uuid,
    pub vraag: String,
    pub door: String,
    pub op: DateTime<Utc>,
    pub status: String,
    pub vergadering_id: Option<Uuid>,
    pub besluit_id: Option<Uuid>,
    pub afgehandeld_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
