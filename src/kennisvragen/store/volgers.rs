//! Who follows a kennisvraag.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    db::{per_portie, tables::volger},
    error::Result,
};

/// Lets these accounts follow a stuk; who does so already goes on.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    accounts: &[Uuid],
    op: DateTime<Utc>,
) -> Result<()> {
    for account in accounts {
        let rij = volger::ActiveModel {
            stuk_id: Set(stuk_id),
            gebruiker_id: Set(*account),
            op: Set(op),
        };
        let er_al = OnConflict::columns([volger::Column::StukId, volger::Column::GebruikerId])
            .do_nothing()
            .to_owned();
        volger::Entity::insert(rij)
            .on_conflict(er_al)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Ends that an account follows a stuk.
pub async fn verwijder(conn: &impl ConnectionTrait, stuk_id: Uuid, account: Uuid) -> Result<()> {
    volger::Entity::delete_by_id((stuk_id, account))
        .exec(conn)
        .await?;
    Ok(())
}

/// Whether an account follows a stuk.
pub async fn volgt(conn: &impl ConnectionTrait, stuk_id: Uuid, account: Uuid) -> Result<bool> {
    let rij = volger::Entity::find_by_id((stuk_id, account))
        .one(conn)
        .await?;
    Ok(rij.is_some())
}

/// The accounts that follow a stuk.
pub async fn van(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Uuid>> {
    let accounts = volger::Entity::find()
        .select_only()
        .column(volger::Column::GebruikerId)
        .filter(volger::Column::StukId.eq(stuk_id))
        .order_by_asc(volger::Column::GebruikerId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(accounts)
}

/// What an account follows, and since when: the newest first.
pub async fn van_account(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    let rijen = volger::Entity::find()
        .select_only()
        .columns([volger::Column::StukId, volger::Column::Op])
        .filter(volger::Column::GebruikerId.eq(account))
        .order_by_desc(volger::Column::Op)
        .order_by_asc(volger::Column::StukId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rijen)
}

/// How many follow each of these; those that nobody follows are left out.
pub async fn aantallen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, u64>> {
    let rijen: Vec<(Uuid, i64)> = per_portie(ids.iter().copied(), |ids| {
        volger::Entity::find()
            .select_only()
            .column(volger::Column::StukId)
            .expr_as(Expr::col(volger::Column::GebruikerId).count(), "aantal")
            .filter(volger::Column::StukId.is_in(ids))
            .group_by(volger::Column::StukId)
            .into_tuple()
            .all(conn)
    })
    .await?;
    let rij = |(id, aantal): (Uuid, i64)| (id, aantal.unsigned_abs());
    Ok(rijen.into_iter().map(rij).collect())
}

/// Ends everything that an account follows.
pub async fn wis_van(conn: &impl ConnectionTrait, account: Uuid) -> Result<()> {
    volger::Entity::delete_many()
        .filter(volger::Column::GebruikerId.eq(account))
        .exec(conn)
        .await?;
    Ok(())
}
