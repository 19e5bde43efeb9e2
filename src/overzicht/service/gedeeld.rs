//! The knelpunten that many share, for the home page.

use std::{cmp::Reverse, collections::BTreeSet};

use uuid::Uuid;

use super::{super::store, gemeenten::Gemeenten};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    knelpunten::model::{Knelpunt, Status},
    stukken::{
        Kind as _, Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// A knelpunt that several gemeenten have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gedeeld {
    /// The knelpunt.
    pub kop: Kop,
    /// How many gemeenten of today it plays in.
    pub gemeenten: usize,
    /// The last step that was set, 0 to 5.
    pub trede: u8,
}

/// The states in which it still plays.
const SPEELT: [Status; 3] = [
    Status::Gemeld,
    Status::InBehandeling,
    Status::RegelwijzigingNodig,
];
/// So many are looked at for each that is wanted: a place that is no gemeente, and one that became part of
/// another, count when the database chooses, and not here.
const RUIMTE: usize = 4;

/// The knelpunten that play in the most gemeenten and were not settled, the most first: of those that the
/// reader may read. What plays in one gemeente is not shared.
///
/// # Errors
/// The database can't be read.
pub async fn gedeeld(ctx: &Ctx, db: &Db, hoogstens: usize) -> Result<Vec<Gedeeld>> {
    let conn = db.read();
    let leesrecht = Leesrecht::van(&ctx.actor);
    let ruim = (hoogstens * RUIMTE) as u64;
    let ids = store::meest_gedeeld(conn, &leesrecht, &SPEELT, ruim).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let inhouden = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let doelen = stukken::doelen(ctx, conn, &ids).await?;
    let plekken = doelen.values().flatten();
    let plekken = plekken.filter(|doel| doel.soort == Soort::Organisatie);
    let plekken: BTreeSet<Uuid> = plekken.map(|doel| doel.id).collect();
    let plekken: Vec<Uuid> = plekken.into_iter().collect();
    let gemeenten = Gemeenten::laad(conn, &plekken, ctx.vandaag()).await?;
    let aantal = |id: &Uuid| {
        let doelen = doelen.get(id).into_iter().flatten();
        let nu: BTreeSet<Uuid> = doelen.flat_map(|doel| gemeenten.van(doel.id)).collect();
        nu.len()
    };
    let met_aantal = koppen.into_iter().map(|kop| Gedeeld {
        gemeenten: aantal(&kop.id),
        trede: inhouden
            .get(&kop.id)
            .map_or(0, |inhoud| inhoud.treden.tot()),
        kop,
    });
    let mut gedeeld: Vec<Gedeeld> = met_aantal.filter(|g| g.gemeenten > 1).collect();
    gedeeld.sort_by_key(|g| (Reverse(g.gemeenten), g.kop.id));
    gedeeld.truncate(hoogstens);
    Ok(gedeeld)
}
