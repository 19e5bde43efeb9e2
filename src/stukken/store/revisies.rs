//! States that a stuk has had.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use crate::{ctx::Ctx, db::tables::revisie, error::Result, ids::new_id};

/// The newest revisie of a stuk.
pub async fn laatste_revisie(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Option<revisie::Model>> {
    Ok(revisie::Entity::find()
        .filter(revisie::Column::StukId.eq(stuk_id))
        .order_by_desc(revisie::Column::Nummer)
        .one(conn)
        .await?)
}

/// Every revisie of a stuk, the first first.
pub async fn revisies(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<revisie::Model>> {
    Ok(revisie::Entity::find()
        .filter(revisie::Column::StukId.eq(stuk_id))
        .order_by_asc(revisie::Column::Nummer)
        .all(conn)
        .await?)
}

/// Stores a whole state of a stuk.
pub async fn bewaar_revisie(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (stuk_id, nummer): (Uuid, i64),
    (inhoud, hash): (&str, &str),
    notitie: &str,
) -> Result<()> {
    let rij = revisie::ActiveModel {
        id: Set(new_id()),
        stuk_id: Set(stuk_id),
        nummer: Set(nummer),
        inhoud: Set(inhoud.to_owned()),
        hash: Set(hash.to_owned()),
        door: Set(ctx.actor.to_string()),
        notitie: Set(notitie.to_owned()),
        op: Set(ctx.now),
    };
    revisie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}
