//! States of a stuk: revisies that were, and voorstellen that wait.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use super::super::model::Kop;
use crate::{
    ctx::Ctx,
    db::tables::{revisie, voorstel},
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

/// The state of a voorstel that waits for somebody to take it over.
const AANGEBODEN: &str = "aangeboden";

/// Stores a proposed state beside the stuk, unless the newest one that waits is the same. Answers the
/// id of a new one.
pub async fn bewaar_voorstel(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    kop: &Kop,
    (inhoud, hash): (&str, &str),
) -> Result<Option<Uuid>> {
    let laatste = voorstel::Entity::find()
        .filter(voorstel::Column::StukId.eq(kop.id))
        .filter(voorstel::Column::Status.eq(AANGEBODEN))
        .order_by_desc(voorstel::Column::Id)
        .one(conn)
        .await?;
    if laatste.is_some_and(|l| l.hash == hash) {
        return Ok(None);
    }
    let id = new_id();
    let rij = voorstel::ActiveModel {
        id: Set(id),
        stuk_id: Set(kop.id),
        basis_versie: Set(kop.versie),
        inhoud: Set(inhoud.to_owned()),
        hash: Set(hash.to_owned()),
        status: Set(AANGEBODEN.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        versie: Set(1),
        notitie: Set(String::new()),
    };
    voorstel::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(Some(id))
}
