//! A token with which a program reads the API in the name of an account.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "apitoken")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub gebruiker_id: Uuid,
    pub naam: String,
    pub hash: String,
    pub scopes: String,
    pub gemaakt: DateTime<Utc>,
    pub verloopt: DateTime<Utc>,
    pub gebruikt: Option<DateTime<Utc>>,
    pub ingetrokken: Option<DateTime<Utc>>,
    pub gewaarschuwd: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
