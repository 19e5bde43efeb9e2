//! Somebody on a seat of the duo of a thema, from when to when.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zetelverloop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub thema_id: Uuid,
    pub kant: String,
    pub gebruiker_id: Uuid,
    pub organisatie_id: Option<Uuid>,
    pub van: DateTime<Utc>,
    pub tot: Option<DateTime<Utc>>,
    pub hoe: String,
    pub einde: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
