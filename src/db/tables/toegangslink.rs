//! Who may read one stuk without an account, and until when.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "toegangslink")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub stuk_id: Uuid,
    pub gebruiker_id: Uuid,
    pub naam: String,
    pub mail: String,
    pub code_hash: Option<String>,
    pub sessie_hash: Option<String>,
    pub gemaakt: DateTime<Utc>,
    pub verloopt: DateTime<Utc>,
    pub ingetrokken: Option<DateTime<Utc>>,
    pub geopend: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
