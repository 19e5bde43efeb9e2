//! Work that is done beside the requests.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "taak")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub soort: String,
    pub lading: String,
    pub sleutel: Option<String>,
    pub staat: String,
    pub gemaakt: DateTime<Utc>,
    pub gepland_op: DateTime<Utc>,
    pub lease_tot: Option<DateTime<Utc>>,
    pub poging: i64,
    pub vanaf: i64,
    pub laatste_fout: Option<String>,
    pub klaar_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
