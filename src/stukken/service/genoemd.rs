//! What stukken name.

use std::{cmp::Reverse, collections::HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{Leesrecht, model::Kop, store},
    doelen,
};
use crate::{ctx::Ctx, error::Result};

/// The readable stukken that the given ones point at, as far as they count, each with how many
/// point at it: the most first, then by title.
///
/// # Errors
/// The database can't be read.
pub async fn meest_genoemd(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
    telt: impl Fn(&Kop) -> bool,
) -> Result<Vec<(Kop, u64)>> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let doelen = doelen(ctx, conn, &ids).await?;
    let mut tellingen: HashMap<Uuid, (Kop, u64)> = HashMap::new();
    for kop in doelen.into_values().flatten().filter(telt) {
        tellingen.entry(kop.id).or_insert((kop, 0)).1 += 1;
    }
    let mut genoemd: Vec<(Kop, u64)> = tellingen.into_values().collect();
    genoemd.sort_by_cached_key(|(kop, aantal)| {
        (Reverse(*aantal), crate::ids::vouw(&kop.titel), kop.id)
    });
    Ok(genoemd)
}

/// The places in a stuk that the readable stukken pointing at it name, such as `art. 2.3.5`: those
/// that hold a text, in any case.
///
/// # Errors
/// The database can't be read.
pub async fn genoemde_plaatsen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
    tekst: &str,
) -> Result<Vec<String>> {
    store::plaatsen_met(conn, &Leesrecht::van(&ctx.actor), id, tekst).await
}
