//! Which keys read a stuk (`deel_id` = `stuk_id`) or a part of it that may be narrower.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leesrecht")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deel_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sleutel: String,
    pub stuk_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
