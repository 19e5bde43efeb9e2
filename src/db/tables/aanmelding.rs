//! Who asked to join an organisatie and waits for its beheerder.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "aanmelding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organisatie_id: Uuid,
    pub naam: String,
    pub mail: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
