//! What is particular to a signaal.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signaal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub voor_wie: String,
    pub regel: String,
    pub geprobeerd: String,
    pub vertrouwelijk: bool,
    pub melder_id: Uuid,
    pub namens_id: Option<Uuid>,
    pub thema_id: Option<Uuid>,
    pub knelpunt_id: Option<Uuid>,
    pub verwoording: String,
}

impl ActiveModelBehavior for ActiveModel {}
