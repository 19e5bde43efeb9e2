//! What is kept of somebody in acties.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::store;
use crate::{
    ctx::Ctx,
    error::Result,
    stukken::{model::Kop, service as stukken},
};

/// The acties that an account has or had to do, with since when they are there, for who asks what is kept of them. What
/// they may not read now is not named.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let acties = store::alle_van_houder(conn, account).await?;
    let ids: Vec<Uuid> = acties.iter().map(|(id, _)| *id).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let tekst = |(id, op): (Uuid, DateTime<Utc>)| {
        let kop = koppen.iter().find(|kop: &&Kop| kop.id == id);
        let tekst = match kop {
            Some(kop) => format!("Op uw naam staat de actie: {}", kop.titel),
            None => "Op uw naam staat een actie die u nu niet mag lezen".to_owned(),
        };
        (tekst, op)
    };
    Ok(acties.into_iter().map(tekst).collect())
}
