//! That somebody was asked whether a closed knelpunt is really solved, and what they said.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "navraag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub knelpunt_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sluiting: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub moment: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    pub gevraagd_op: DateTime<Utc>,
    pub antwoord: Option<String>,
    pub reden_id: Option<Uuid>,
    pub beantwoord_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
