//! An account that may read a bevinding to reply to it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wederhoorcontact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub wederhoor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
