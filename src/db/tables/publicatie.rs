//! What is particular to a publicatie.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publicatie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub publicatiesoort: String,
    pub auteur: String,
}

impl ActiveModelBehavior for ActiveModel {}
