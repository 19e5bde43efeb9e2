//! Which questions a later stuk asks again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    db::{per_portie, tables::vraagvervolg},
    error::Result,
};

/// The stuk that asks each of these questions again; those that none does are left out.
pub async fn van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        vraagvervolg::Entity::find()
            .filter(vraagvervolg::Column::VraagpuntId.is_in(ids))
            .all(conn)
    });
    let rijen = rijen.await?.into_iter();
    Ok(rijen.map(|rij| (rij.vraagpunt_id, rij.stuk_id)).collect())
}

/// Notes that a stuk asks a question again, instead of one that did before.
pub async fn zet(
    conn: &impl ConnectionTrait,
    (vraagpunt, stuk_id): (Uuid, Uuid),
    op: DateTime<Utc>,
) -> Result<()> {
    let rij = vraagvervolg::ActiveModel {
        vraagpunt_id: Set(vraagpunt),
        stuk_id: Set(stuk_id),
        op: Set(op),
    };
    vraagvervolg::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(vraagvervolg::Column::VraagpuntId)
                .update_columns([vraagvervolg::Column::StukId, vraagvervolg::Column::Op])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Notes that no stuk asks a question again any more.
pub async fn wis(conn: &impl ConnectionTrait, vraagpunt: Uuid) -> Result<()> {
    vraagvervolg::Entity::delete_by_id(vraagpunt)
        .exec(conn)
        .await?;
    Ok(())
}
