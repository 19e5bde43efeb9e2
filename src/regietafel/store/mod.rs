//! All SQL of the regietafel: what was put to it here, its meetings in [`vergaderingen`], how duos say that their
//! thema stands in [`standen`], and the facts beside that in [`feiten`].

pub mod feiten;
pub mod standen;
pub mod vergaderingen;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef, Select,
};
use uuid::Uuid;

use super::model::Status;
use crate::{
    ctx::Ctx,
    db::tables::{escalatie, stuk},
    error::Result,
    ids::new_id,
    stukken::Leesrecht,
};

pub use escalatie::Model as Rij;

/// Keeps a question; answers its number.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (stuk_id, thema_id): (Uuid, Uuid),
    vraag: &str,
) -> Result<Uuid> {
    let id = new_id();
    let rij = escalatie::ActiveModel {
        id: Set(id),
        stuk_id: Set(stuk_id),
        thema_id: Set(thema_id),
        vraag: Set(vraag.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        status: Set(Status::Open.to_string()),
        vergadering_id: Set(None),
        besluit_id: Set(None),
        afgehandeld_op: Set(None),
    };
    escalatie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(id)
}

/// The questions that somebody may read: of stukken that they may read, and that are theirs to read themselves.
fn leesbaar(leesrecht: &Leesrecht) -> Select<escalatie::Entity> {
    let is_van: RelationDef = escalatie::Entity::belongs_to(stuk::Entity)
        .from(escalatie::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    escalatie::Entity::find()
        .join(JoinType::InnerJoin, is_van)
        .filter(leesrecht.voorwaarde())
        .filter(leesrecht.voorwaarde_deel((escalatie::Entity, escalatie::Column::Id)))
}

/// A question that somebody may read; none when there is none.
pub async fn een(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    id: Uuid,
) -> Result<Option<Rij>> {
    let vraag = leesbaar(leesrecht).filter(escalatie::Column::Id.eq(id));
    Ok(vraag.one(conn).await?)
}

/// What was put about a stuk and was not withdrawn, the newest first.
pub async fn bij_stuk(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    stuk_id: Uuid,
) -> Result<Vec<Rij>> {
    let rijen = leesbaar(leesrecht)
        .filter(escalatie::Column::StukId.eq(stuk_id))
        .filter(escalatie::Column::Status.ne(Status::Ingetrokken.waarde()))
        .order_by_desc(escalatie::Column::Id);
    Ok(rijen.all(conn).await?)
}

/// What is in a state: of what waits the oldest first, of what was decided the last. So many at most.
pub async fn met_status(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    status: Status,
    hoogstens: u64,
) -> Result<Vec<Rij>> {
    let rijen = leesbaar(leesrecht).filter(escalatie::Column::Status.eq(status.waarde()));
    let rijen = match status {
        Status::Open => rijen.order_by_asc(escalatie::Column::Op),
        Status::Besloten | Status::Ingetrokken => {
            rijen.order_by_desc(escalatie::Column::AfgehandeldOp)
        }
    };
    let rijen = rijen
        .order_by_asc(escalatie::Column::Id)
        .limit(hoogstens)
        .all(conn);
    Ok(rijen.await?)
}

/// Whether anything about a stuk lies at the regietafel or was decided there, whoever asks.
pub async fn is_geescaleerd(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<bool> {
    let rij = escalatie::Entity::find()
        .filter(escalatie::Column::StukId.eq(stuk_id))
        .filter(escalatie::Column::Status.ne(Status::Ingetrokken.waarde()))
        .one(conn)
        .await?;
    Ok(rij.is_some())
}

/// Whether a question about a stuk waits, whoever asks.
pub async fn is_open(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<bool> {
    let rij = escalatie::Entity::find()
        .filter(escalatie::Column::StukId.eq(stuk_id))
        .filter(escalatie::Column::Status.eq(Status::Open.waarde()))
        .one(conn)
        .await?;
    Ok(rij.is_some())
}

/// Puts a question on a meeting, or back on the first one; answers whether it still waits.
pub async fn zet_op(
    conn: &impl ConnectionTrait,
    id: Uuid,
    vergadering: Option<Uuid>,
) -> Result<bool> {
    let rij = escalatie::ActiveModel {
        vergadering_id: Set(vergadering),
        ..Default::default()
    };
    let gezet = escalatie::Entity::update_many()
        .set(rij)
        .filter(escalatie::Column::Id.eq(id))
        .filter(escalatie::Column::Status.eq(Status::Open.waarde()))
        .exec(conn)
        .await?;
    Ok(gezet.rows_affected == 1)
}

/// Withdraws a question; answers false when it does not wait any more.
pub async fn trek_in(conn: &impl ConnectionTrait, id: Uuid, op: DateTime<Utc>) -> Result<bool> {
    let rij = escalatie::ActiveModel {
        status: Set(Status::Ingetrokken.to_string()),
        afgehandeld_op: Set(Some(op)),
        ..Default::default()
    };
    let klaar = escalatie::Entity::update_many()
        .set(rij)
        .filter(escalatie::Column::Id.eq(id))
        .filter(escalatie::Column::Status.eq(Status::Open.waarde()))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Gives a question its besluit, with the meeting that it was taken in; `was` is how it stood and which besluit it
/// had. Answers false when that is not so any more.
pub async fn besluit(
    conn: &impl ConnectionTrait,
    was: &Rij,
    (besluit, vergadering): (Uuid, Option<Uuid>),
    op: DateTime<Utc>,
) -> Result<bool> {
    let rij = escalatie::ActiveModel {
        status: Set(Status::Besloten.to_string()),
        besluit_id: Set(Some(besluit)),
        vergadering_id: Set(vergadering),
        afgehandeld_op: Set(Some(op)),
        ..Default::default()
    };
    let mut klaar = escalatie::Entity::update_many()
        .set(rij)
        .filter(escalatie::Column::Id.eq(was.id))
        .filter(escalatie::Column::Status.eq(was.status.as_str()));
    klaar = match was.besluit_id {
        Some(id) => klaar.filter(escalatie::Column::BesluitId.eq(id)),
        None => klaar.filter(escalatie::Column::BesluitId.is_null()),
    };
    Ok(klaar.exec(conn).await?.rows_affected == 1)
}

/// The thema whose duo put a question, whoever asks; none when there is no such question.
pub async fn thema_van(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Uuid>> {
    let rij = escalatie::Entity::find_by_id(id).one(conn).await?;
    Ok(rij.map(|rij| rij.thema_id))
}
