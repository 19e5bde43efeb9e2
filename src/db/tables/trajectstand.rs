//! How the duo of a thema says that it stands, once for each time that it said so.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trajectstand")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub thema_id: Uuid,
    pub stand: String,
    pub toelichting: String,
    pub door: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
