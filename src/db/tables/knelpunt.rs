//! What is particular to a knelpunt.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "knelpunt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    pub tekst: String,
    pub secties: String,
    pub oorzaak: Option<String>,
    pub treden: String,
    pub trekker_id: Option<Uuid>,
    pub uit_bron: bool,
    pub gesloten: i32,
    pub heropend: i32,
    pub gesloten_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
