//! That a knelpunt plays in a gemeente as well, as somebody of there says.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bijval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub knelpunt_id: Uuid,
    pub organisatie_id: Uuid,
    pub gebruiker_id: Uuid,
    pub toelichting: String,
    pub op: DateTime<Utc>,
}

impl ActiveModelBehavior for ActiveModel {}
