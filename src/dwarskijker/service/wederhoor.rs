//! The right of reply: who was asked, and what they said.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::store::wederhoor as store;
use crate::{actor::Sleutel, error::Result};

/// The keys by which an account reads the bevindingen that it was asked to reply to.
///
/// # Errors
/// The database can't be read.
pub async fn sleutels_van(conn: &impl ConnectionTrait, gebruiker: Uuid) -> Result<Vec<Sleutel>> {
    let bevindingen = store::bevindingen_van_contact(conn, gebruiker).await?;
    Ok(bevindingen.into_iter().map(Sleutel::Wederhoor).collect())
}
