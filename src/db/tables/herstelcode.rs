//! A code on paper for when the second factor is lost; gone once it was used.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "herstelcode")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
