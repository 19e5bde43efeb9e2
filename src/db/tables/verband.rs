//! Typed links between two stukken. `plaats` is the place in the target, such as an artikel.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verband")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub van: Uuid,
    pub soort: String,
    pub naar: Uuid,
    pub plaats: String,
}

impl ActiveModelBehavior for ActiveModel {}
