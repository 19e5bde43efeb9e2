//! Reading what belongs to many ids, in as many queries as it takes.

use std::collections::BTreeSet;

use sea_orm::DbErr;

use crate::error::Result;

/// Values in one query. SQLite binds 32,766 in a statement and PostgreSQL 65,535; a query may bind a
/// few more beside these.
const PER_VRAAG: usize = 10_000;

/// The rows that belong to the given values: asks for each value once, in their order, a portion at
/// a time. Rows that belong to one value come from one query.
///
/// # Errors
/// The database can't be read.
pub async fn per_portie<T, R, F>(
    waarden: impl IntoIterator<Item = T>,
    vraag: impl Fn(Vec<T>) -> F,
) -> Result<Vec<R>>
where
    T: Ord,
    F: Future<Output = Result<Vec<R>, DbErr>>,
{
    let waarden: BTreeSet<T> = waarden.into_iter().collect();
    let mut waarden = waarden.into_iter();
    let mut rijen = Vec::new();
    loop {
        let portie: Vec<T> = waarden.by_ref().take(PER_VRAAG).collect();
        if portie.is_empty() {
            return Ok(rijen);
        }
        rijen.extend(vraag(portie).await?);
    }
}
