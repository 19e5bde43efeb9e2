//! Who an account is at an organisation.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identiteit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub gebruiker_id: Uuid,
    pub issuer: String,
    pub sub: String,
    pub gekoppeld: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
