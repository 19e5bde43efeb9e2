//! What a gemeente has to do with.

use std::{cmp::Reverse, collections::HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Erfenis;
use crate::{
    ctx::Ctx,
    error::Result,
    organisaties::model::Organisatie,
    stukken::{
        model::{Kop, Richting, Soort, Stuk},
        service as stukken,
    },
};

/// The thema's and regelingen of the stukken that play in an organisatie, or in one that ended in
/// it, with the number of stukken: the most first, then by title.
///
/// # Errors
/// The database can't be read.
pub async fn raakt(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk: &Stuk<Organisatie>,
    erfenissen: &[Erfenis],
) -> Result<Vec<(Kop, u64)>> {
    let geerfd = erfenissen.iter().flat_map(|e| &e.buren);
    let mut ids: Vec<Uuid> = stuk
        .buren
        .iter()
        .chain(geerfd)
        .filter(|b| b.richting == Richting::In && b.kop.soort != Soort::Organisatie)
        .map(|b| b.kop.id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let doelen = stukken::doelen(ctx, conn, &ids).await?;
    let mut tellingen: HashMap<Uuid, (Kop, u64)> = HashMap::new();
    for kop in doelen.into_values().flatten() {
        if matches!(kop.soort, Soort::Thema | Soort::Regeling) {
            tellingen.entry(kop.id).or_insert((kop, 0)).1 += 1;
        }
    }
    let mut raakt: Vec<(Kop, u64)> = tellingen.into_values().collect();
    raakt.sort_by_cached_key(|(kop, aantal)| {
        (Reverse(*aantal), crate::ids::vouw(&kop.titel), kop.id)
    });
    Ok(raakt)
}
