//! For whom somebody of the netwerk of a thema speaks.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "netwerkplek")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub thema_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub gebruiker_id: Uuid,
    pub perspectief: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
