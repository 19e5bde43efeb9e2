//! What is particular to a praktijk.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "praktijk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub fase: String,
    pub onderbouwing: String,
    pub kosten: String,
    pub uit_bron: bool,
    pub effect: String,
}

impl ActiveModelBehavior for ActiveModel {}
