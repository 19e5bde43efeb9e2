//! What is particular to an organisatie.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisatie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub organisatiesoort: String,
    pub officiele_naam: String,
    pub provincie: String,
    pub inwoners: Option<i64>,
    pub tooi_uri: String,
    pub begin: Option<NaiveDate>,
    pub einde: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}
