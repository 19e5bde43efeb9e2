//! The knelpunten that many share, for the home page.

use std::{cmp::Reverse, collections::HashMap};

use uuid::Uuid;

use super::super::store;
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    knelpunten::model::{Knelpunt, Status},
    stukken::{Kind as _, Leesrecht, model::Kop, service as stukken},
    zoeken::service::kaarten,
};

/// A knelpunt that several gemeenten have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gedeeld {
    /// The knelpunt.
    pub kop: Kop,
    /// How many gemeenten it plays in.
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
/// So many are looked at for each that is wanted: a place that is no gemeente counts when the database
/// chooses, and not here.
const RUIMTE: usize = 4;

/// The knelpunten that play in the most gemeenten and were not settled, the most first: of those that the
/// reader may read. What plays in one gemeente is not shared.
///
/// # Errors
/// The database can't be read.
pub async fn gedeeld(ctx: &Ctx, db: &Db, hoogstens: usize) -> Result<Vec<Gedeeld>> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let ruim = (hoogstens * RUIMTE) as u64;
    let ids = store::meest_gedeeld(db.read(), &leesrecht, &SPEELT, ruim).await?;
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    let inhouden: HashMap<Uuid, Knelpunt> = Knelpunt::laad(db.read(), &ids, Teksten::Weg).await?;
    let kaarten = kaarten::kaarten(ctx, db, koppen).await?;
    let met_aantal = kaarten.into_iter().map(|kaart| Gedeeld {
        gemeenten: kaart.gemeenten.len(),
        trede: inhouden
            .get(&kaart.kop.id)
            .map_or(0, |inhoud| inhoud.treden.tot()),
        kop: kaart.kop,
    });
    let mut gedeeld: Vec<Gedeeld> = met_aantal.filter(|g| g.gemeenten > 1).collect();
    gedeeld.sort_by_key(|g| (Reverse(g.gemeenten), g.kop.id));
    gedeeld.truncate(hoogstens);
    Ok(gedeeld)
}
