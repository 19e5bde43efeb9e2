//! What is particular to a bijeenkomst.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bijeenkomst")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub thema_id: Uuid,
    pub niveau: String,
    pub begin: DateTime<Utc>,
    pub einde: DateTime<Utc>,
    pub plek: String,
    pub link: String,
    pub agenda: String,
    pub verslag: String,
    pub volgnummer: i32,
}

impl ActiveModelBehavior for ActiveModel {}
