//! That an organisatie was asked for its reply to a bevinding, and what it said.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wederhoor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub bevinding_id: Uuid,
    pub ronde: i32,
    pub organisatie_id: Uuid,
    pub revisie: i32,
    pub gevraagd_op: DateTime<Utc>,
    pub uiterlijk: NaiveDate,
    pub reactie: String,
    pub gereageerd_door: Option<String>,
    pub gereageerd_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
