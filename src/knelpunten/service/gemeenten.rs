//! For which gemeenten somebody speaks.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    ids::vouw,
    knelpunten::policy::{Spreekt, spreekt},
    organisaties::model::Organisatie,
    stukken::{
        Kind as _,
        model::{Kop, MAX_BUREN, Soort, Verbandsoort},
        service as stukken,
    },
    toepassingen::service::leden_van,
};

/// The gemeenten that the actor speaks for, by title: their own, and those that take part in a
/// samenwerkingsverband of theirs.
///
/// # Errors
/// The database can't be read.
pub async fn gemeenten_van(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Kop>> {
    let mut kandidaten: BTreeMap<Uuid, Kop> = BTreeMap::new();
    for lid in leden_van(ctx, conn).await? {
        match spreekt(lid.soort) {
            Spreekt::VoorZichzelf => _ = kandidaten.insert(lid.kop.id, lid.kop),
            Spreekt::VoorDeelnemers => {
                let buren = stukken::buren(ctx, conn, lid.kop.id, MAX_BUREN.into()).await?;
                let deelnemers = buren.buren.into_iter().filter(|buur| {
                    buur.verband == Verbandsoort::HoortBij && buur.kop.soort == Soort::Organisatie
                });
                kandidaten.extend(deelnemers.map(|buur| (buur.kop.id, buur.kop)));
            }
            Spreekt::VoorNiemand => {}
        }
    }
    let ids: Vec<Uuid> = kandidaten.keys().copied().collect();
    let organisaties = Organisatie::laad(conn, &ids, Teksten::Weg).await?;
    let is_gemeente = |kop: &Kop| {
        let organisatie = organisaties.get(&kop.id);
        organisatie.is_some_and(|o| o.is_gemeente() && o.bestaat_op(ctx.vandaag()))
    };
    let mut gemeenten: Vec<Kop> = kandidaten.into_values().filter(is_gemeente).collect();
    gemeenten.sort_by_cached_key(|kop| (vouw(&kop.titel), kop.id));
    Ok(gemeenten)
}
