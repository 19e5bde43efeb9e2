//! Words that stand for each other in search.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zoekwoord")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub van: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub naar: String,
    pub soort: String,
    pub richting: String,
}

impl ActiveModelBehavior for ActiveModel {}
