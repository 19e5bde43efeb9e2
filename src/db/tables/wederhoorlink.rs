//! A toegangslink by which somebody may reply to a bevinding.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wederhoorlink")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub wederhoor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub link_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
