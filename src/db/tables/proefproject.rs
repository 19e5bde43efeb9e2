//! What is particular to a proefproject.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proefproject")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub stand: String,
    pub begin: Option<NaiveDate>,
    pub einde: Option<NaiveDate>,
    pub besloten_op: Option<NaiveDate>,
    pub uit_bron: bool,
}

impl ActiveModelBehavior for ActiveModel {}
