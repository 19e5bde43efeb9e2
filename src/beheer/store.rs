//! Reading what was ordered, and by whom.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use crate::{
    db::{
        HERBOUWEN,
        tables::{geschiedenis, herbouw},
    },
    error::Result,
};

/// The last orders to build the search index anew: number and moment, newest first.
pub async fn opdrachten(
    conn: &impl ConnectionTrait,
    hoogstens: u64,
) -> Result<Vec<(i64, DateTime<Utc>)>> {
    let rijen = herbouw::Entity::find()
        .order_by_desc(herbouw::Column::Nummer)
        .limit(hoogstens)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|rij| (rij.nummer, rij.op)).collect())
}

/// Who gave such an order at one of these moments.
pub async fn door(
    conn: &impl ConnectionTrait,
    op: &[DateTime<Utc>],
) -> Result<HashMap<DateTime<Utc>, String>> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::Actie.eq(HERBOUWEN))
        .filter(geschiedenis::Column::Op.is_in(op.iter().copied()))
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|rij| (rij.op, rij.actor)).collect())
}
