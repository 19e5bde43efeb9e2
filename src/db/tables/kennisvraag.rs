//! What is particular to a kennisvraag.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kennisvraag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub thema_id: Uuid,
    pub niveau: String,
    pub toelichting: String,
    pub antwoord: String,
}

impl ActiveModelBehavior for ActiveModel {}
