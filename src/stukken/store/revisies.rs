//! States that a stuk has had.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::{Teksten, tables::revisie},
    error::Result,
    ids::new_id,
};

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
pub async fn revisies(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    teksten: Teksten,
) -> Result<Vec<revisie::Model>> {
    let rijen = revisie::Entity::find()
        .filter(revisie::Column::StukId.eq(stuk_id))
        .order_by_asc(revisie::Column::Nummer);
    let rijen = teksten.van(rijen, &[(revisie::Column::Inhoud, "''")]);
    Ok(rijen.all(conn).await?)
}

/// The revisie of a stuk with a number.
pub async fn revisie(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    nummer: i64,
) -> Result<Option<revisie::Model>> {
    Ok(revisie::Entity::find()
        .filter(revisie::Column::StukId.eq(stuk_id))
        .filter(revisie::Column::Nummer.eq(nummer))
        .one(conn)
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
