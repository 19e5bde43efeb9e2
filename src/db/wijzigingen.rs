//! Reading the change log. A position is one number on both databases: [`super::Write::commit`]
//! makes the order of numbers the order of commits.

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use super::tables::{herbouw, wijziging};
use crate::error::Result;

/// One line of the change log: this stuk is not as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wijziging {
    /// Its place in the log.
    pub volgnummer: i64,
    /// The stuk to look at again.
    pub stuk_id: Uuid,
}

/// The next `limit` changes after a position, oldest first. Holes in the numbers are normal:
/// they are writes that were rolled back.
///
/// # Errors
/// The database can't be read.
pub async fn na(conn: &impl ConnectionTrait, positie: i64, limit: u64) -> Result<Vec<Wijziging>> {
    let rijen = wijziging::Entity::find()
        .filter(wijziging::Column::Volgnummer.gt(positie))
        .order_by_asc(wijziging::Column::Volgnummer)
        .limit(limit)
        .all(conn)
        .await?;
    let wijziging = |r: wijziging::Model| Wijziging {
        volgnummer: r.volgnummer,
        stuk_id: r.stuk_id,
    };
    Ok(rijen.into_iter().map(wijziging).collect())
}

/// The highest number given, 0 when nothing was ever written.
///
/// # Errors
/// The database can't be read.
pub async fn hoogste(conn: &impl ConnectionTrait) -> Result<i64> {
    let hoogste: Option<Option<i64>> = wijziging::Entity::find()
        .select_only()
        .column_as(wijziging::Column::Volgnummer.max(), "hoogste")
        .into_tuple()
        .one(conn)
        .await?;
    Ok(hoogste.flatten().unwrap_or(0))
}

/// The number of the last order to build the search index anew, 0 when there was none.
///
/// # Errors
/// The database can't be read.
pub async fn laatste_herbouw(conn: &impl ConnectionTrait) -> Result<i64> {
    let laatste: Option<Option<i64>> = herbouw::Entity::find()
        .select_only()
        .column_as(herbouw::Column::Nummer.max(), "laatste")
        .into_tuple()
        .one(conn)
        .await?;
    Ok(laatste.flatten().unwrap_or(0))
}
