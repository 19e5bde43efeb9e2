//! Who says that a knelpunt plays in their gemeente as well.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use super::super::model::Bijval;
use crate::{
    db::{per_portie, tables::bijval},
    error::Result,
};

fn uit(rij: bijval::Model) -> Bijval {
    Bijval {
        id: rij.id,
        knelpunt: rij.knelpunt_id,
        gemeente: rij.organisatie_id,
        gebruiker: rij.gebruiker_id,
        toelichting: rij.toelichting,
        op: rij.op,
    }
}

/// What was said of these knelpunten, the first first.
pub async fn van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Bijval>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        bijval::Entity::find()
            .filter(bijval::Column::KnelpuntId.is_in(ids))
            .order_by_asc(bijval::Column::Id)
            .all(conn)
    });
    Ok(rijen.await?.into_iter().map(uit).collect())
}

/// What an account said, the first first.
pub async fn van_account(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Bijval>> {
    let rijen = bijval::Entity::find()
        .filter(bijval::Column::GebruikerId.eq(account))
        .order_by_asc(bijval::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(uit).collect())
}

/// What was said for a gemeente, the first first.
pub async fn van_gemeente(conn: &impl ConnectionTrait, gemeente: Uuid) -> Result<Vec<Bijval>> {
    let rijen = bijval::Entity::find()
        .filter(bijval::Column::OrganisatieId.eq(gemeente))
        .order_by_asc(bijval::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(uit).collect())
}

/// One of them; none when it was taken back.
pub async fn een(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Bijval>> {
    let rij = bijval::Entity::find_by_id(id).one(conn).await?;
    Ok(rij.map(uit))
}

/// Adds one.
pub async fn voeg_toe(conn: &impl ConnectionTrait, nieuw: &Bijval) -> Result<()> {
    let rij = bijval::ActiveModel {
        id: Set(nieuw.id),
        knelpunt_id: Set(nieuw.knelpunt),
        organisatie_id: Set(nieuw.gemeente),
        gebruiker_id: Set(nieuw.gebruiker),
        toelichting: Set(nieuw.toelichting.clone()),
        op: Set(nieuw.op),
    };
    bijval::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Removes one; answers whether it was there.
pub async fn verwijder(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    let weg = bijval::Entity::delete_by_id(id).exec(conn).await?;
    Ok(weg.rows_affected == 1)
}

/// Moves one from a knelpunt to another; answers false when it is not there any more.
pub async fn verplaats(
    conn: &impl ConnectionTrait,
    id: Uuid,
    (van, naar): (Uuid, Uuid),
) -> Result<bool> {
    let klaar = bijval::Entity::update_many()
        .col_expr(bijval::Column::KnelpuntId, Expr::value(naar))
        .filter(bijval::Column::Id.eq(id))
        .filter(bijval::Column::KnelpuntId.eq(van))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Gives what was said for one gemeente to another.
pub async fn verhuis(conn: &impl ConnectionTrait, (van, naar): (Uuid, Uuid)) -> Result<()> {
    bijval::Entity::update_many()
        .col_expr(bijval::Column::OrganisatieId, Expr::value(naar))
        .filter(bijval::Column::OrganisatieId.eq(van))
        .exec(conn)
        .await?;
    Ok(())
}
