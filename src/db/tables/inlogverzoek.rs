//! Somebody who was sent to their organisation to log in.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inlogverzoek")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: String,
    pub koek: String,
    pub aanbieder: String,
    pub naar: String,
    pub niveau: String,
    pub gebruiker_id: Option<Uuid>,
    pub verloopt: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
