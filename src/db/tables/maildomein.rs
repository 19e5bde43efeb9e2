//! A domain of the mail addresses of an organisatie.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "maildomein")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub domein: String,
    pub organisatie_id: Uuid,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
