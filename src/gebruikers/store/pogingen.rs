//! Tries to get in, by the hash of what they were for.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};

use crate::{db::tables::inlogpoging, error::Result, ids::new_id};

/// Notes a try to log in, before the password is looked at, so that tries at the same time count
/// each other.
pub async fn poging(conn: &impl ConnectionTrait, hash: &str, op: DateTime<Utc>) -> Result<()> {
    let rij = inlogpoging::ActiveModel {
        id: Set(new_id()),
        hash: Set(hash.into()),
        op: Set(op),
    };
    inlogpoging::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The moments of the tries since a moment, the latest first.
pub async fn pogingen_sinds(
    conn: &impl ConnectionTrait,
    hash: &str,
    sinds: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let rijen = inlogpoging::Entity::find()
        .filter(inlogpoging::Column::Hash.eq(hash))
        .filter(inlogpoging::Column::Op.gt(sinds))
        .order_by_desc(inlogpoging::Column::Op)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|rij| rij.op).collect())
}

/// Forgets the tries of one address.
pub async fn vergeet_pogingen(conn: &impl ConnectionTrait, hash: &str) -> Result<()> {
    inlogpoging::Entity::delete_many()
        .filter(inlogpoging::Column::Hash.eq(hash))
        .exec(conn)
        .await?;
    Ok(())
}

/// Forgets the tries of all addresses up to a moment.
pub async fn vergeet_pogingen_tot(conn: &impl ConnectionTrait, tot: DateTime<Utc>) -> Result<()> {
    inlogpoging::Entity::delete_many()
        .filter(inlogpoging::Column::Op.lte(tot))
        .exec(conn)
        .await?;
    Ok(())
}
