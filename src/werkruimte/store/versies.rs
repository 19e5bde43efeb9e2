//! Who reads older versions of what became wider.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    db::tables::{leesrecht, reden, revisie},
    error::Result,
    stukken::{Leesrecht, store::zet_sleutels},
};

/// Number, moment and writer of a version.
pub type Rij = (i64, DateTime<Utc>, String);

/// The versions of a stuk that somebody who reads the stuk may read, the newest first.
pub async fn leesbare(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    stuk_id: Uuid,
) -> Result<Vec<Rij>> {
    Ok(revisie::Entity::find()
        .select_only()
        .columns([
            revisie::Column::Nummer,
            revisie::Column::Op,
            revisie::Column::Door,
        ])
        .filter(revisie::Column::StukId.eq(stuk_id))
        .filter(lezer.voorwaarde_deel((revisie::Entity, revisie::Column::Id)))
        .order_by_desc(revisie::Column::Nummer)
        .into_tuple()
        .all(conn)
        .await?)
}

/// What a version says, for who may read it.
pub async fn versie(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    (stuk_id, nummer): (Uuid, i64),
) -> Result<Option<String>> {
    Ok(revisie::Entity::find()
        .select_only()
        .column(revisie::Column::Inhoud)
        .filter(revisie::Column::StukId.eq(stuk_id))
        .filter(revisie::Column::Nummer.eq(nummer))
        .filter(lezer.voorwaarde_deel((revisie::Entity, revisie::Column::Id)))
        .into_tuple()
        .one(conn)
        .await?)
}

/// Keeps every version of a stuk, and every reason that was given with it, with these keys, where it has none of
/// its own yet.
pub async fn houd_lezers(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    lezers: &[Sleutel],
) -> Result<()> {
    let versies: Vec<Uuid> = revisie::Entity::find()
        .select_only()
        .column(revisie::Column::Id)
        .filter(revisie::Column::StukId.eq(stuk_id))
        .into_tuple()
        .all(conn)
        .await?;
    let redenen: Vec<Uuid> = reden::Entity::find()
        .select_only()
        .column(reden::Column::Id)
        .filter(reden::Column::StukId.eq(stuk_id))
        .into_tuple()
        .all(conn)
        .await?;
    let eigen: Vec<Uuid> = leesrecht::Entity::find()
        .select_only()
        .column(leesrecht::Column::DeelId)
        .filter(leesrecht::Column::StukId.eq(stuk_id))
        .into_tuple()
        .all(conn)
        .await?;
    let eigen: BTreeSet<Uuid> = eigen.into_iter().collect();
    let delen = versies.into_iter().chain(redenen);
    for deel in delen.filter(|deel| !eigen.contains(deel)) {
        zet_sleutels(conn, stuk_id, deel, lezers).await?;
    }
    Ok(())
}
