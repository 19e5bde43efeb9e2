//! Who waits for an answer to what they searched in vain.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    db::{per_portie, tables::vraagwens},
    error::Result,
};

/// Lets an account wait. Who waits already goes on, from when they began: it is not kept longer.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    account: Uuid,
    vraag: &str,
    op: DateTime<Utc>,
) -> Result<()> {
    let rij = vraagwens::ActiveModel {
        gebruiker_id: Set(account),
        vraag: Set(vraag.to_owned()),
        op: Set(op),
    };
    let er_al = OnConflict::columns([vraagwens::Column::GebruikerId, vraagwens::Column::Vraag])
        .do_nothing()
        .to_owned();
    vraagwens::Entity::insert(rij)
        .on_conflict(er_al)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Ends that an account waits.
pub async fn verwijder(conn: &impl ConnectionTrait, account: Uuid, vraag: &str) -> Result<()> {
    vraagwens::Entity::delete_by_id((account, vraag.to_owned()))
        .exec(conn)
        .await?;
    Ok(())
}

/// What an account waits for, and since when: the newest first.
pub async fn van_account(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let rijen = vraagwens::Entity::find()
        .select_only()
        .columns([vraagwens::Column::Vraag, vraagwens::Column::Op])
        .filter(vraagwens::Column::GebruikerId.eq(account))
        .order_by_desc(vraagwens::Column::Op)
        .order_by_asc(vraagwens::Column::Vraag)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rijen)
}

/// How much an account waits for.
pub async fn aantal_van(conn: &impl ConnectionTrait, account: Uuid) -> Result<u64> {
    let rijen = vraagwens::Entity::find().filter(vraagwens::Column::GebruikerId.eq(account));
    Ok(rijen.count(conn).await?)
}

/// Whether an account waits for this.
pub async fn wacht(conn: &impl ConnectionTrait, account: Uuid, vraag: &str) -> Result<bool> {
    let rij = vraagwens::Entity::find_by_id((account, vraag.to_owned()))
        .one(conn)
        .await?;
    Ok(rij.is_some())
}

/// How many wait for each of these; those that nobody waits for are left out.
pub async fn aantallen(
    conn: &impl ConnectionTrait,
    vragen: &[String],
) -> Result<HashMap<String, u64>> {
    let rijen: Vec<(String, i64)> = per_portie(vragen.iter().cloned(), |vragen| {
        vraagwens::Entity::find()
            .select_only()
            .column(vraagwens::Column::Vraag)
            .expr_as(Expr::col(vraagwens::Column::GebruikerId).count(), "aantal")
            .filter(vraagwens::Column::Vraag.is_in(vragen))
            .group_by(vraagwens::Column::Vraag)
            .into_tuple()
            .all(conn)
    })
    .await?;
    let rij = |(vraag, aantal): (String, i64)| (vraag, aantal.unsigned_abs());
    Ok(rijen.into_iter().map(rij).collect())
}

/// Takes away that anybody waits for this; answers who did. The caller lets nobody begin to wait meanwhile.
pub async fn neem(conn: &impl ConnectionTrait, vraag: &str) -> Result<Vec<Uuid>> {
    let van_vraag = vraagwens::Column::Vraag.eq(vraag);
    let accounts = vraagwens::Entity::find()
        .select_only()
        .column(vraagwens::Column::GebruikerId)
        .filter(van_vraag.clone())
        .order_by_asc(vraagwens::Column::GebruikerId)
        .into_tuple()
        .all(conn)
        .await?;
    vraagwens::Entity::delete_many()
        .filter(van_vraag)
        .exec(conn)
        .await?;
    Ok(accounts)
}

/// What is from before a moment: whose, what and since when.
pub async fn voor(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<(Uuid, String, DateTime<Utc>)>> {
    let rijen = vraagwens::Entity::find()
        .filter(vraagwens::Column::Op.lt(grens))
        .all(conn)
        .await?;
    let rij = |rij: vraagwens::Model| (rij.gebruiker_id, rij.vraag, rij.op);
    Ok(rijen.into_iter().map(rij).collect())
}

/// Destroys what is from before a moment; answers how much that was.
pub async fn wis_voor(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<u64> {
    let weg = vraagwens::Entity::delete_many()
        .filter(vraagwens::Column::Op.lt(grens))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected)
}

/// Destroys what an account waits for.
pub async fn wis_van(conn: &impl ConnectionTrait, account: Uuid) -> Result<()> {
    vraagwens::Entity::delete_many()
        .filter(vraagwens::Column::GebruikerId.eq(account))
        .exec(conn)
        .await?;
    Ok(())
}
