//! An account. The only table with the name and mail address of a person.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gebruiker")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub naam: String,
    /// The name in lower case without accents, to be found by.
    pub zoeknaam: String,
    pub mail: String,
    pub status: String,
    pub wachtwoord: Option<String>,
    pub totp: Option<String>,
    pub totp_stap: Option<i64>,
    pub totp_nieuw: Option<String>,
    pub aangemaakt: DateTime<Utc>,
    pub ingelogd: Option<DateTime<Utc>>,
}

impl ActiveModelBehavior for ActiveModel {}
