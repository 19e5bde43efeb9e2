//! Reading and writing API tokens.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::tables::apitoken,
    error::Result,
    gebruikers::model::token::{Apitoken, Scope},
};

fn lees(rij: apitoken::Model) -> Result<Apitoken> {
    let scopes = Scope::uit_kolom(&rij.scopes);
    let scopes = scopes.ok_or_else(|| anyhow::anyhow!("token {}: scopes can't be read", rij.id))?;
    Ok(Apitoken {
        id: rij.id,
        gebruiker_id: rij.gebruiker_id,
        naam: rij.naam,
        scopes,
        gemaakt: rij.gemaakt,
        verloopt: rij.verloopt,
        gebruikt: rij.gebruikt,
        ingetrokken: rij.ingetrokken,
    })
}

/// Those that work at a moment.
fn levend(nu: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(apitoken::Column::Ingetrokken.is_null())
        .add(apitoken::Column::Verloopt.gt(nu))
}

pub async fn maak(conn: &impl ConnectionTrait, nieuw: Apitoken, hash: String) -> Result<()> {
    let rij = apitoken::ActiveModel {
        id: Set(nieuw.id),
        gebruiker_id: Set(nieuw.gebruiker_id),
        scopes: Set(Scope::als_kolom(&nieuw.scopes)),
        naam: Set(nieuw.naam),
        hash: Set(hash),
        gemaakt: Set(nieuw.gemaakt),
        verloopt: Set(nieuw.verloopt),
        gebruikt: Set(None),
        ingetrokken: Set(None),
        gewaarschuwd: Set(None),
    };
    apitoken::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

pub async fn met_hash(conn: &impl ConnectionTrait, hash: &str) -> Result<Option<Apitoken>> {
    let rij = apitoken::Entity::find()
        .filter(apitoken::Column::Hash.eq(hash))
        .one(conn)
        .await?;
    rij.map(lees).transpose()
}

/// The tokens of an account that work at a moment, the first to end first.
pub async fn levende(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    nu: DateTime<Utc>,
) -> Result<Vec<Apitoken>> {
    let rijen = apitoken::Entity::find()
        .filter(apitoken::Column::GebruikerId.eq(gebruiker_id))
        .filter(levend(nu))
        .order_by_asc(apitoken::Column::Verloopt)
        .order_by_asc(apitoken::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

pub async fn zie(conn: &impl ConnectionTrait, id: Uuid, op: DateTime<Utc>) -> Result<()> {
    apitoken::Entity::update_many()
        .col_expr(apitoken::Column::Gebruikt, Expr::value(op))
        .filter(apitoken::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Revokes one token of an account; answers false when it is not theirs, or no longer works.
pub async fn trek_in(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    id: Uuid,
    nu: DateTime<Utc>,
) -> Result<bool> {
    let weg = apitoken::Entity::update_many()
        .col_expr(apitoken::Column::Ingetrokken, Expr::value(nu))
        .filter(apitoken::Column::Id.eq(id))
        .filter(apitoken::Column::GebruikerId.eq(gebruiker_id))
        .filter(levend(nu))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

/// Revokes all tokens of an account.
pub async fn trek_alle_in(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    nu: DateTime<Utc>,
) -> Result<()> {
    apitoken::Entity::update_many()
        .col_expr(apitoken::Column::Ingetrokken, Expr::value(nu))
        .filter(apitoken::Column::GebruikerId.eq(gebruiker_id))
        .filter(levend(nu))
        .exec(conn)
        .await?;
    Ok(())
}

/// The tokens that work at a moment, end before another, and of which the owner was not told.
pub async fn te_waarschuwen(
    conn: &impl ConnectionTrait,
    nu: DateTime<Utc>,
    tot: DateTime<Utc>,
) -> Result<Vec<Apitoken>> {
    let rijen = apitoken::Entity::find()
        .filter(levend(nu))
        .filter(apitoken::Column::Verloopt.lte(tot))
        .filter(apitoken::Column::Gewaarschuwd.is_null())
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

/// Notes that the owners of these were told.
pub async fn gewaarschuwd(
    conn: &impl ConnectionTrait,
    ids: Vec<Uuid>,
    op: DateTime<Utc>,
) -> Result<()> {
    apitoken::Entity::update_many()
        .col_expr(apitoken::Column::Gewaarschuwd, Expr::value(op))
        .filter(apitoken::Column::Id.is_in(ids))
        .exec(conn)
        .await?;
    Ok(())
}
