//! What everybody may see of the log.

use crate::{
    db::Db,
    error::Result,
    logboek::{
        model::{Bladzij, Openbaarmaking, zegel::Zegel},
        store::{regels, zegels},
    },
};

/// Some seals, the latest first.
///
/// # Errors
/// The database can't be read.
pub async fn bladzij(db: &Db, bereik: (u64, u64)) -> Result<Bladzij<Zegel>> {
    zegels::bladzij(db.read(), bereik).await
}

/// All seals, the first one first.
///
/// # Errors
/// The database can't be read.
pub async fn alle(db: &Db) -> Result<Vec<Zegel>> {
    zegels::alle(db.read()).await
}

/// The latest times that a role was given or taken of which everybody may know, latest first; never
/// to whom.
///
/// # Errors
/// The database can't be read.
pub async fn rollen(db: &Db) -> Result<Vec<Openbaarmaking>> {
    regels::openbare_rollen(db.read()).await
}
