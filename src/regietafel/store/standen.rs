//! How duos say that their thema stands.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
    sea_query::{Alias, Expr, Query},
};
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::{per_portie, tables::trajectstand},
    error::Result,
    ids::new_id,
    regietafel::model::{Gegeven, Stand},
};

/// Keeps what a duo says.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    thema: Uuid,
    (stand, toelichting): (Stand, &str),
) -> Result<()> {
    let rij = trajectstand::ActiveModel {
        id: Set(new_id()),
        thema_id: Set(thema),
        stand: Set(stand.to_string()),
        toelichting: Set(toelichting.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
    };
    trajectstand::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

fn gegeven(rij: trajectstand::Model) -> Result<Gegeven> {
    let id = rij.id;
    let kapot = |()| anyhow::anyhow!("trajectstand {id} has the unknown stand {}", rij.stand);
    Ok(Gegeven {
        stand: rij.stand.parse().map_err(kapot)?,
        toelichting: rij.toelichting,
        op: rij.op,
    })
}

/// What each of these thema's said last.
pub async fn laatste(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, Gegeven>> {
    // Numbers grow with time: what nobody said anything after is the last.
    let later = || {
        let ander = Alias::new("later");
        Query::select()
            .expr(Expr::value(1))
            .from_as(trajectstand::Entity, ander.clone())
            .and_where(
                Expr::col((ander.clone(), trajectstand::Column::ThemaId))
                    .equals((trajectstand::Entity, trajectstand::Column::ThemaId)),
            )
            .and_where(
                Expr::col((ander, trajectstand::Column::Id))
                    .gt(Expr::col((trajectstand::Entity, trajectstand::Column::Id))),
            )
            .to_owned()
    };
    let rijen = per_portie(themas.iter().copied(), |ids| {
        trajectstand::Entity::find()
            .filter(trajectstand::Column::ThemaId.is_in(ids))
            .filter(Expr::exists(later()).not())
            .all(conn)
    });
    let paar = |rij: trajectstand::Model| Ok((rij.thema_id, gegeven(rij)?));
    rijen.await?.into_iter().map(paar).collect()
}

/// What the duo of a thema said, the last first, so many at most.
pub async fn alle(
    conn: &impl ConnectionTrait,
    thema: Uuid,
    hoogstens: u64,
) -> Result<Vec<Gegeven>> {
    let rijen = trajectstand::Entity::find()
        .filter(trajectstand::Column::ThemaId.eq(thema))
        .order_by_desc(trajectstand::Column::Id)
        .limit(hoogstens)
        .all(conn)
        .await?;
    rijen.into_iter().map(gegeven).collect()
}
