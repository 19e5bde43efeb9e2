//! The last number given per prefix and year.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kenmerk_teller")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub voorvoegsel: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub jaar: i64,
    pub laatste: i64,
}

impl ActiveModelBehavior for ActiveModel {}
