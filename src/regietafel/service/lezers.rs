//! The regietafel keeps reading what was put to it, whoever else reads it meanwhile.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::is_geescaleerd;
use crate::{actor::Sleutel, error::Result};

/// The keys that a stuk gets, with that of the regietafel when something about it lies there: what everybody reads
/// needs none. Every feature whose stukken can be put there sets keys through this, so that no question vanishes from
/// the agenda by a change of state.
///
/// # Errors
/// The database can't be read.
pub async fn met_regietafel(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    mut sleutels: Vec<Sleutel>,
) -> Result<Vec<Sleutel>> {
    let heeft = |sleutel| sleutels.contains(&sleutel);
    if !heeft(Sleutel::Openbaar)
        && !heeft(Sleutel::Regietafel)
        && is_geescaleerd(conn, stuk_id).await?
    {
        sleutels.push(Sleutel::Regietafel);
    }
    Ok(sleutels)
}
