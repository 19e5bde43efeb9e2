//! An account that may read a bevinding to reply to it.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wederhoorcontact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub wederhoor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    pub erbij_op: Option<DateTime<Utc>>,
    pub weg_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
