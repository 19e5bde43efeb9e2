//! Why somebody did something with a stuk, in their words.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reden")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub actie: String,
    pub tekst: String,
    pub door: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
