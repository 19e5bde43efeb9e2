//! A login that may still last.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessie")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: String,
    pub gebruiker_id: Uuid,
    pub begin: DateTime<Utc>,
    pub sterk: Option<DateTime<Utc>>,
    pub gezien: DateTime<Utc>,
    pub programma: String,
    pub half: bool,
    pub aanbieder: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
