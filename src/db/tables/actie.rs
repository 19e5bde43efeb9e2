//! What is particular to an actie.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "actie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub thema_id: Uuid,
    pub niveau: String,
    pub toelichting: String,
    pub houder_id: Uuid,
    pub voor: NaiveDate,
}

impl ActiveModelBehavior for ActiveModel {}
