//! How often a question was asked on a day, and how often it found nothing. By nobody in
//! particular.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zoekvraag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dag: NaiveDate,
    #[sea_orm(primary_key, auto_increment = false)]
    pub vraag: String,
    pub keren: i64,
    pub zonder_resultaat: i64,
}

impl ActiveModelBehavior for ActiveModel {}
