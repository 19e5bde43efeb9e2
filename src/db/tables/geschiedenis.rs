//! What happened, in one hash chain per stuk. Never holds the text of a stuk.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "geschiedenis")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub volgnummer: i64,
    pub stuk_id: Uuid,
    pub nummer: i64,
    pub actie: String,
    pub actor: String,
    pub herkomst: String,
    pub velden: String,
    pub van: String,
    pub naar: String,
    pub inhoud_hash: String,
    pub op: DateTime<Utc>,
    pub vorige: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
