//! What is particular to a besluit.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "besluitstuk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub thema_id: Uuid,
    pub niveau: String,
    pub tekst: String,
    pub waarom: String,
    pub door: String,
    pub uitkomst: Option<String>,
    pub indiener: String,
    pub afdruk: String,
}

impl ActiveModelBehavior for ActiveModel {}
