//! What is destroyed some time after a link ended.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::store;
use crate::{
    db::Gebeurtenis,
    error::Result,
    stukken::service::{self as stukken, links},
};

/// The links that ended before a moment, by their number: each with when it ended.
///
/// # Errors
/// The database can't be read.
pub async fn geeindigd(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    let oude = store::oude(conn, grens).await?.into_iter();
    Ok(oude.map(|(link, einde)| (link.id, einde)).collect())
}

/// What the geschiedenis of their stukken says when those links are destroyed: of those that still carry
/// the key of one.
///
/// # Errors
/// The database can't be read.
pub async fn gebeurd_bij_wissen(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<Gebeurtenis>> {
    let mut gebeurd = Vec::new();
    for (link, _) in store::oude(conn, grens).await? {
        if !links::is_open(conn, link.stuk_id, link.id).await? {
            continue;
        }
        let kop = stukken::kop_voor_taak(conn, link.stuk_id).await?;
        gebeurd.push(Gebeurtenis {
            stuk_id: kop.id,
            actie: "link-opruimen".into(),
            velden: vec!["leesrecht".into()],
            van: kop.status.clone(),
            naar: kop.status,
            ..Gebeurtenis::default()
        });
    }
    Ok(gebeurd)
}

/// Destroys the links that ended before a moment, with the names and the addresses, and with what was
/// said by them; answers how many.
///
/// # Errors
/// The database refuses.
pub async fn wis(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<u64> {
    let mut weg = 0;
    for (link, _) in store::oude(conn, grens).await? {
        weg += u64::from(store::vernietig(conn, &link).await?);
    }
    Ok(weg)
}
