//! What an organisatie says it does with a praktijk of another.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "toepassing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub organisatie_id: Uuid,
    pub soort: String,
    pub veranderd: String,
    pub opgebracht: String,
    pub afwijking: String,
    pub meerkosten: String,
    pub bedrag: Option<i64>,
    pub versie: i64,
    pub door: String,
    pub gemaakt: DateTime<Utc>,
    pub gewijzigd: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
