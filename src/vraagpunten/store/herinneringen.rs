//! Who was reminded of a question, once each for every last day.

use std::collections::HashSet;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    super::model::{Herinnering, Vraagpunt},
    TEKSTEN, heel,
};
use crate::{
    ctx::Ctx,
    db::{
        Teksten, per_portie,
        tables::{verlenging, vraagherinnering, vraagpunt},
    },
    error::Result,
};

/// Questions without an answer of which the last day is this one or an earlier one, without their texts,
/// so many at most, in the order of their numbers from the one after `na`.
pub async fn op_de_rol(
    conn: &impl ConnectionTrait,
    tot: NaiveDate,
    na: Uuid,
    aantal: u64,
) -> Result<Vec<Vraagpunt>> {
    // Each extension is later than the one before, so the last day is the latest of all.
    let langer = verlenging::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((verlenging::Entity, verlenging::Column::VraagpuntId))
                .equals((vraagpunt::Entity, vraagpunt::Column::Id)),
        )
        .filter(verlenging::Column::Tot.gt(tot))
        .into_query();
    let open = vraagpunt::Entity::find()
        .filter(vraagpunt::Column::Uitkomst.is_null())
        .filter(vraagpunt::Column::Uiterlijk.lte(tot))
        .filter(Expr::exists(langer).not())
        .filter(vraagpunt::Column::Id.gt(na));
    let rijen = Teksten::Weg
        .van(open, &TEKSTEN)
        .order_by_asc(vraagpunt::Column::Id)
        .limit(aantal)
        .all(conn)
        .await?;
    heel(conn, rijen).await
}

/// What was told of these questions, and for which last day.
pub async fn gezegd(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashSet<(Uuid, NaiveDate, Herinnering)>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        vraagherinnering::Entity::find()
            .filter(vraagherinnering::Column::VraagpuntId.is_in(ids))
            .all(conn)
    });
    let gezegd = rijen.await?.into_iter().map(|rij| {
        let id = rij.vraagpunt_id;
        let kapot = |()| anyhow::anyhow!("vraagpunt {id} has an unknown reminder");
        Ok((id, rij.voor, rij.wat.parse().map_err(kapot)?))
    });
    gezegd.collect()
}

/// Notes that it was told.
pub async fn noteer(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (id, voor): (Uuid, NaiveDate),
    wat: Herinnering,
) -> Result<()> {
    let rij = vraagherinnering::ActiveModel {
        vraagpunt_id: Set(id),
        voor: Set(voor),
        wat: Set(wat.to_string()),
        op: Set(ctx.now),
    };
    vraagherinnering::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}
