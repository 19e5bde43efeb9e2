//! What comes first by more than a stuk says itself: open knelpunten by the steps that were taken, and meetings by the
//! clock.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationDef,
};
use uuid::Uuid;

use super::van_thema;
use crate::{
    db::tables::{bijeenkomst, knelpunt, stuk},
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        store::kop,
    },
};

/// Every readable knelpunt of a thema in one of these states with its steps as they are stored, the last changed
/// first. Only that is read of each: there may be thousands.
pub async fn treden(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    staten: &[&str],
) -> Result<Vec<(Uuid, String)>> {
    let inhoud: RelationDef = stuk::Entity::belongs_to(knelpunt::Entity)
        .from(stuk::Column::Id)
        .to(knelpunt::Column::StukId)
        .into();
    let mut rijen: Vec<(Uuid, String)> = van_thema(leesrecht, thema)
        .join(JoinType::InnerJoin, inhoud)
        .select_only()
        .column(stuk::Column::Id)
        .column(knelpunt::Column::Treden)
        .filter(stuk::Column::Soort.eq(Soort::Knelpunt.waarde()))
        .filter(stuk::Column::Status.is_in(staten.iter().copied()))
        .order_by_desc(stuk::Column::GewijzigdOp)
        .order_by_asc(stuk::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    // A stuk may point at its thema twice, at two places in it.
    rijen.dedup_by_key(|(id, _)| *id);
    Ok(rijen)
}

/// The first readable meetings of a thema in this state that did not end yet, each with when it begins.
pub async fn bijeenkomsten(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    (status, nu): (&str, DateTime<Utc>),
    hoogstens: u64,
) -> Result<Vec<(Kop, DateTime<Utc>)>> {
    let inhoud: RelationDef = stuk::Entity::belongs_to(bijeenkomst::Entity)
        .from(stuk::Column::Id)
        .to(bijeenkomst::Column::StukId)
        .into();
    let rijen = van_thema(leesrecht, thema)
        .join(JoinType::InnerJoin, inhoud)
        .select_also(bijeenkomst::Entity)
        .filter(stuk::Column::Soort.eq(Soort::Bijeenkomst.waarde()))
        .filter(stuk::Column::Status.eq(status))
        .filter(bijeenkomst::Column::Einde.gt(nu))
        .order_by_asc(bijeenkomst::Column::Begin)
        .order_by_asc(stuk::Column::Id)
        .limit(hoogstens)
        .all(conn)
        .await?;
    let met_begin = |(stuk, inhoud): (stuk::Model, Option<bijeenkomst::Model>)| {
        let inhoud = inhoud.ok_or_else(|| anyhow::anyhow!("bijeenkomst {} is empty", stuk.id))?;
        Ok((kop(stuk)?, inhoud.begin))
    };
    let mut rijen = rijen
        .into_iter()
        .map(met_begin)
        .collect::<Result<Vec<_>>>()?;
    rijen.dedup_by_key(|(kop, _)| kop.id);
    Ok(rijen)
}
