//! What one person asked about an account and a second has to agree with.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "aanvraag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub soort: String,
    pub gebruiker_id: Uuid,
    pub rol: Option<String>,
    pub bereik: Option<String>,
    pub reden: String,
    pub door: Uuid,
    pub op: DateTime<Utc>,
    pub uitkomst: String,
    pub besloten_door: Option<Uuid>,
    pub besloten_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
