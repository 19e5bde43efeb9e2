//! Who was reminded of an actie, once each for every last day.

use std::collections::HashSet;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    super::model::{Actie, Herinnering, Status},
    paar,
};
use crate::{
    ctx::Ctx,
    db::{
        Teksten, per_portie,
        tables::{actie, actieherinnering, stuk},
    },
    error::Result,
};

/// Open acties of which the last day is this one or an earlier one, without their texts, so many at most, in
/// the order of their numbers from the one after `na`.
pub async fn op_de_rol(
    conn: &impl ConnectionTrait,
    tot: NaiveDate,
    na: Uuid,
    aantal: u64,
) -> Result<Vec<(Uuid, Actie)>> {
    let open = stuk::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((stuk::Entity, stuk::Column::Id))
                .equals((actie::Entity, actie::Column::StukId)),
        )
        .filter(stuk::Column::Status.eq(Status::Open.waarde()))
        .into_query();
    let wachten = actie::Entity::find()
        .filter(actie::Column::Voor.lte(tot))
        .filter(actie::Column::StukId.gt(na))
        .filter(Expr::exists(open));
    let rijen = Teksten::Weg
        .van(wachten, &[(actie::Column::Toelichting, "''")])
        .order_by_asc(actie::Column::StukId)
        .limit(aantal)
        .all(conn)
        .await?;
    rijen.into_iter().map(paar).collect()
}

/// What was told of these acties: of which, to whom, for which last day, and what.
pub async fn gezegd(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashSet<(Uuid, Uuid, NaiveDate, Herinnering)>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        actieherinnering::Entity::find()
            .filter(actieherinnering::Column::StukId.is_in(ids))
            .all(conn)
    });
    let gezegd = rijen.await?.into_iter().map(|rij| {
        let id = rij.stuk_id;
        let kapot = |()| anyhow::anyhow!("actie {id} has an unknown reminder");
        let wat = rij.wat.parse().map_err(kapot)?;
        Ok((id, rij.houder_id, rij.voor, wat))
    });
    gezegd.collect()
}

/// Notes that its owner was told.
pub async fn noteer(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (id, actie): (Uuid, &Actie),
    wat: Herinnering,
) -> Result<()> {
    let rij = actieherinnering::ActiveModel {
        stuk_id: Set(id),
        houder_id: Set(actie.houder),
        voor: Set(actie.voor),
        wat: Set(wat.to_string()),
        op: Set(ctx.now),
    };
    actieherinnering::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}
