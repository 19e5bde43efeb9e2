//! The versions of the word list: who changed what, and when. The highest one is the list.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zoekwoord_versie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub versie: i64,
    pub op: DateTime<Utc>,
    pub actor: String,
    pub erbij: String,
    pub eraf: String,
}

impl ActiveModelBehavior for ActiveModel {}
