//! Who agreed with a besluit of a duo, and from which place.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "themainstemming")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub plek: String,
    pub namens: String,
    pub door: String,
    pub afdruk: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
