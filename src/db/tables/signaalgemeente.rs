//! A gemeente that a signaal plays in.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signaalgemeente")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub signaal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisatie_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
