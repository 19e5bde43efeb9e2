//! A code that somebody got by mail, to choose a password with or to show that an address is theirs.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "toegangscode")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    pub soort: String,
    pub hash: Option<String>,
    pub verloopt: Option<DateTime<Utc>>,
    pub nieuw_mail: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
