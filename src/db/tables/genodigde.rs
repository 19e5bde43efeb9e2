//! Somebody who is invited to a bijeenkomst, and what they answered.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "genodigde")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    pub antwoord: Option<String>,
    pub antwoord_op: Option<DateTime<Utc>>,
    pub aanwezig: Option<bool>,
}

impl ActiveModelBehavior for ActiveModel {}
