//! That a later stuk asks the addressee of a vraagpunt again.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vraagvervolg")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub vraagpunt_id: Uuid,
    pub stuk_id: Uuid,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
