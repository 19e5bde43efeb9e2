//! What is read by a toegangslink: a stuk, and what its holder said about it.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, sea_query::LockType,
};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    db::tables::{leesrecht, stuk},
    error::Result,
};

/// How the key of a toegangslink begins.
const LINK: &str = "link:";

/// Makes others wait that change who reads this stuk, until this write has ended. On SQLite there is only
/// one write at a time anyway.
pub async fn houd_sleutels(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<()> {
    // Rows that point at the stuk can still be added: who added one and then comes here, waits for nobody
    // who did the same.
    stuk::Entity::find_by_id(stuk_id)
        .select_only()
        .column(stuk::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<Uuid>()
        .one(conn)
        .await?;
    Ok(())
}

/// Adds a key to those that a stuk carries.
pub async fn geef_sleutel(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    sleutel: &Sleutel,
) -> Result<()> {
    let rij = leesrecht::ActiveModel {
        deel_id: Set(stuk_id),
        sleutel: Set(sleutel.to_string()),
        stuk_id: Set(stuk_id),
    };
    leesrecht::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Takes a key away from a stuk; answers whether it was there.
pub async fn neem_sleutel(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    sleutel: &Sleutel,
) -> Result<bool> {
    let weg = leesrecht::Entity::delete_by_id((stuk_id, sleutel.to_string()))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

/// The parts of a stuk that the holder of a toegangslink reads, each with the key of that link.
pub async fn delen_met_link(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<(Uuid, Sleutel)>> {
    let rijen = leesrecht::Entity::find()
        .filter(leesrecht::Column::StukId.eq(stuk_id))
        .filter(leesrecht::Column::DeelId.ne(stuk_id))
        .filter(leesrecht::Column::Sleutel.starts_with(LINK))
        .all(conn)
        .await?;
    let delen = rijen.into_iter();
    Ok(delen
        .filter_map(|rij| Some((rij.deel_id, rij.sleutel.parse().ok()?)))
        .collect())
}
