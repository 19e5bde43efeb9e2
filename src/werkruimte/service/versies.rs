//! Older versions of what is made in a werkruimte: each for who could read it then.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    error::{Error, Result},
    stukken::{Leesrecht, model::voorstel::Staat},
    werkruimte::store,
};

/// A version, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versie {
    /// Its number, from 1.
    pub nummer: i64,
    /// When it was saved.
    pub op: DateTime<Utc>,
    /// By whom, as the geschiedenis names people.
    pub door: String,
}

/// The versions of a stuk that the actor reads, the newest first. They read the stuk.
///
/// # Errors
/// The database can't be read.
pub async fn leesbare(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<Versie>> {
    let rijen = store::leesbare(conn, &Leesrecht::van(&ctx.actor), stuk_id).await?;
    let versie = |(nummer, op, door): store::Rij| Versie { nummer, op, door };
    Ok(rijen.into_iter().map(versie).collect())
}

/// What a version says, for who reads the stuk.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version, or they may not read it; the database can't be read.
pub async fn staat<T: DeserializeOwned>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (stuk_id, nummer): (Uuid, i64),
) -> Result<Staat<T>> {
    let lezer = Leesrecht::van(&ctx.actor);
    let tekst = store::versie(conn, &lezer, (stuk_id, nummer)).await?;
    let tekst = tekst.ok_or(Error::NotFound)?;
    Ok(serde_json::from_str(&tekst).map_err(anyhow::Error::from)?)
}
