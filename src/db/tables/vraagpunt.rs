//! A question that an organisatie has to answer.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vraagpunt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub nummer: i32,
    pub vraag: String,
    pub aan_id: Uuid,
    pub uiterlijk: NaiveDate,
    pub door: String,
    pub gesteld_op: DateTime<Utc>,
    pub uitkomst: Option<String>,
    pub antwoord: String,
    pub beantwoord_door: Option<String>,
    pub beantwoord_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
