//! Values of a stuk in a facet that is not itself a stuk: leefdomein, doelgroep.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stuk_waarde")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stuk_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub soort: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub waarde: String,
}

impl ActiveModelBehavior for ActiveModel {}
