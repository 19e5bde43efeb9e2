//! What is particular to a regeling.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "regeling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub regelingsoort: String,
    pub afkorting: String,
    pub artikelen: String,
}

impl ActiveModelBehavior for ActiveModel {}
