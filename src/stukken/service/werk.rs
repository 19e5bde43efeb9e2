//! What waits for whom.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    Leesrecht,
    model::{
        Kop, Soort,
        voorstel::{Voorstelkop, Voorstelstatus},
    },
    store,
};
use crate::{ctx::Ctx, error::Result};

/// The stukken of a kind in a state that the actor may read, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn met_status(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    status: &str,
) -> Result<Vec<Kop>> {
    store::met_status(conn, &Leesrecht::van(&ctx.actor), soort, status).await
}

/// The stukken of a kind that an account writes and the actor may read, the newest change first.
///
/// # Errors
/// The database can't be read.
pub async fn van_auteur(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    gebruiker_id: Uuid,
) -> Result<Vec<Kop>> {
    store::van_auteur(conn, &Leesrecht::van(&ctx.actor), soort, gebruiker_id).await
}

/// When something was last done with the given stukken. The caller has decided who may read them.
///
/// # Errors
/// The database can't be read.
pub async fn laatst(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    actie: &str,
) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    store::laatst(conn, ids, actie).await
}

/// Voorstellen that the actor may read, each with the stuk that it changes.
pub type Wachtend = Vec<(Voorstelkop, Kop)>;

/// The voorstellen in a state that the actor may read, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn voorstellen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    status: Voorstelstatus,
) -> Result<Wachtend> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let alle = store::voorstellen_met_status(conn, &leesrecht, status).await?;
    met_stuk(ctx, conn, alle).await
}

/// The voorstellen that the actor wrote in and that are not settled, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn mijn_voorstellen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Wachtend> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let alle = store::voorstellen_van(conn, &leesrecht, &ctx.actor.to_string()).await?;
    met_stuk(ctx, conn, alle).await
}

async fn met_stuk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    alle: Vec<Voorstelkop>,
) -> Result<Wachtend> {
    let ids: Vec<Uuid> = alle.iter().map(|v| v.stuk_id).collect();
    let koppen = super::koppen(ctx, conn, &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    let met_stuk = |v: Voorstelkop| {
        let kop = koppen.get(&v.stuk_id)?.clone();
        Some((v, kop))
    };
    Ok(alle.into_iter().filter_map(met_stuk).collect())
}
