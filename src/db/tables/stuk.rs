//! What every kind of stuk shares (design section 4).

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stuk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub soort: String,
    pub kenmerk: Option<String>,
    pub slug: String,
    pub titel: String,
    pub sorteer: String,
    pub samenvatting: String,
    pub status: String,
    pub eigenaar_id: Option<Uuid>,
    pub eigenaar_functie: Option<String>,
    pub versie: i64,
    pub datum: Option<NaiveDate>,
    pub herzien_voor: Option<NaiveDate>,
    pub extern_id: Option<String>,
    pub officieel_id: Option<String>,
    pub zoeknummer: Option<String>,
    pub bron_naam: Option<String>,
    pub bron_url: Option<String>,
    pub bron_plaats: Option<String>,
    pub aangemaakt_op: DateTime<Utc>,
    pub gewijzigd_op: DateTime<Utc>,
    pub gepubliceerd_op: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
