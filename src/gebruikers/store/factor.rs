//! The second factor of accounts and the codes on paper beside it.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::tables::{gebruiker, herstelcode},
    error::Result,
};

/// The second factor as the table has it: encrypted.
#[derive(Debug, Default)]
pub struct Factor {
    /// The secret in use.
    pub totp: Option<String>,
    /// The step of the last code that was used.
    pub stap: Option<i64>,
    /// A secret that waits for its first code.
    pub nieuw: Option<String>,
}

pub async fn factor(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Factor>> {
    let rij = gebruiker::Entity::find_by_id(id).one(conn).await?;
    Ok(rij.map(|rij| Factor {
        totp: rij.totp,
        stap: rij.totp_stap,
        nieuw: rij.totp_nieuw,
    }))
}

/// Keeps a secret until its first code comes.
pub async fn zet_nieuw(conn: &impl ConnectionTrait, id: Uuid, nieuw: String) -> Result<()> {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::TotpNieuw, Expr::value(nieuw))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Puts a secret and its last step in the place of what was there; none takes the factor away.
pub async fn zet_factor(
    conn: &impl ConnectionTrait,
    id: Uuid,
    nieuw: Option<(String, i64)>,
) -> Result<()> {
    let (totp, stap) = nieuw.unzip();
    let rij = gebruiker::ActiveModel {
        totp: Set(totp),
        totp_stap: Set(stap),
        totp_nieuw: Set(None),
        ..Default::default()
    };
    gebruiker::Entity::update_many()
        .set(rij)
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Uses a step up; answers false when it, or a later one, was used before.
pub async fn gebruik_stap(conn: &impl ConnectionTrait, id: Uuid, stap: i64) -> Result<bool> {
    use sea_orm::Condition;
    let ongebruikt = Condition::any()
        .add(gebruiker::Column::TotpStap.is_null())
        .add(gebruiker::Column::TotpStap.lt(stap));
    let klaar = gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::TotpStap, Expr::value(stap))
        .filter(gebruiker::Column::Id.eq(id))
        .filter(ongebruikt)
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Puts these codes on paper in the place of all others.
pub async fn zet_herstelcodes(
    conn: &impl ConnectionTrait,
    id: Uuid,
    hashes: Vec<String>,
) -> Result<()> {
    herstelcode::Entity::delete_many()
        .filter(herstelcode::Column::GebruikerId.eq(id))
        .exec(conn)
        .await?;
    if hashes.is_empty() {
        return Ok(());
    }
    let rijen = hashes.into_iter().map(|hash| herstelcode::ActiveModel {
        gebruiker_id: Set(id),
        hash: Set(hash),
    });
    herstelcode::Entity::insert_many(rijen)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Uses a code on paper up; answers false when there is no such code.
pub async fn gebruik_herstelcode(
    conn: &impl ConnectionTrait,
    id: Uuid,
    hash: String,
) -> Result<bool> {
    let weg = herstelcode::Entity::delete_many()
        .filter(herstelcode::Column::GebruikerId.eq(id))
        .filter(herstelcode::Column::Hash.eq(hash))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

/// How many codes on paper are left.
pub async fn aantal_herstelcodes(conn: &impl ConnectionTrait, id: Uuid) -> Result<u64> {
    let over = herstelcode::Entity::find()
        .select_only()
        .column(herstelcode::Column::Hash)
        .filter(herstelcode::Column::GebruikerId.eq(id))
        .count(conn)
        .await?;
    Ok(over)
}
