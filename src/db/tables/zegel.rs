//! What the geschiedenis was at the end of a day; each seal chains on the one before.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "zegel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dag: NaiveDate,
    pub vanaf: NaiveDate,
    pub ketens: i64,
    pub regels: i64,
    pub zout: String,
    pub koppen: String,
    pub op: DateTime<Utc>,
    pub vorige: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
