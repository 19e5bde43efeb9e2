//! That somebody asks to open a knelpunt again, and what was answered.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "heropenverzoek")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub knelpunt_id: Uuid,
    pub sluiting: i32,
    pub gebruiker_id: Uuid,
    pub reden_id: Option<Uuid>,
    pub op: DateTime<Utc>,
    pub uiterlijk: NaiveDate,
    pub uitkomst: Option<String>,
    pub antwoord_id: Option<Uuid>,
    pub afgehandeld_door: Option<String>,
    pub afgehandeld_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
