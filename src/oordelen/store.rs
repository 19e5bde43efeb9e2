//! All SQL of oordelen.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::model::Oordeel;
use crate::{
    ctx::Ctx,
    db::tables::{oordeel, praktijk},
    error::Result,
    ids::new_id,
    praktijken::model::Onderbouwing,
};

/// The oordelen of a praktijk, the newest first.
pub async fn van_stuk(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Oordeel>> {
    let rijen = oordeel::Entity::find()
        .filter(oordeel::Column::StukId.eq(stuk_id))
        .order_by_desc(oordeel::Column::Op)
        .order_by_desc(oordeel::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

/// The newest oordeel of a praktijk.
pub async fn laatste(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Option<Oordeel>> {
    let rij = oordeel::Entity::find()
        .filter(oordeel::Column::StukId.eq(stuk_id))
        .order_by_desc(oordeel::Column::Op)
        .order_by_desc(oordeel::Column::Id)
        .one(conn)
        .await?;
    rij.map(lees).transpose()
}

fn lees(rij: oordeel::Model) -> Result<Oordeel> {
    let trede = |waarde: &str| waarde.parse().map_err(|()| kapot(rij.stuk_id));
    Ok(Oordeel {
        van: trede(&rij.van)?,
        onderbouwing: trede(&rij.onderbouwing)?,
        organisatie_id: rij.organisatie_id,
        reden: rij.reden,
        op: rij.op,
    })
}

fn kapot(stuk_id: Uuid) -> anyhow::Error {
    anyhow::anyhow!("praktijk {stuk_id} stands on a rung that is unknown")
}

/// The rung that a praktijk stands on.
pub async fn trede(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Option<Onderbouwing>> {
    let waarde: Option<String> = praktijk::Entity::find_by_id(stuk_id)
        .select_only()
        .column(praktijk::Column::Onderbouwing)
        .into_tuple()
        .one(conn)
        .await?;
    let trede = waarde.map(|w| w.parse().map_err(|()| kapot(stuk_id)));
    Ok(trede.transpose()?)
}

/// Puts a praktijk on a rung.
pub async fn zet_trede(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    trede: Onderbouwing,
) -> Result<()> {
    praktijk::Entity::update_many()
        .col_expr(praktijk::Column::Onderbouwing, Expr::value(trede.waarde()))
        .filter(praktijk::Column::StukId.eq(stuk_id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Adds an oordeel.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    stuk_id: Uuid,
    nieuw: &Oordeel,
) -> Result<()> {
    let rij = oordeel::ActiveModel {
        id: Set(new_id()),
        stuk_id: Set(stuk_id),
        van: Set(nieuw.van.to_string()),
        onderbouwing: Set(nieuw.onderbouwing.to_string()),
        organisatie_id: Set(nieuw.organisatie_id),
        door: Set(ctx.actor.to_string()),
        reden: Set(nieuw.reden.clone()),
        op: Set(nieuw.op),
    };
    oordeel::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}
