//! Who waits for an answer to what they searched in vain, for a short time.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vraagwens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub vraag: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
