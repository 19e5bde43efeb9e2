//! A role that an account has somewhere.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "toekenning")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub rol: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub bereik: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
