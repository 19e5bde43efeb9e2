//! Names that a stuk gets once: its kenmerk and its slug.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::super::{Kenmerk, model::Soort};
use crate::{
    db::tables::{kenmerk_teller, slug_oud, stuk},
    error::Result,
    ids::Slug,
};

/// The next number for a kind and year. A number is given once: a rolled-back write gives its
/// number back, a destroyed stuk does not.
pub async fn volgend_kenmerk(
    conn: &impl ConnectionTrait,
    soort: Soort,
    jaar: i32,
) -> Result<Option<Kenmerk>> {
    let Some(voorvoegsel) = soort.voorvoegsel() else {
        return Ok(None);
    };
    hoog_teller_op(conn, voorvoegsel, jaar).await?;
    let teller = kenmerk_teller::Entity::find_by_id((voorvoegsel.to_owned(), i64::from(jaar)));
    let rij = teller.one(conn).await?;
    Ok(rij.and_then(|r| Kenmerk::nieuw(soort, jaar, r.laatste)))
}

/// Adds one to the counter of a kind and year.
async fn hoog_teller_op(conn: &impl ConnectionTrait, voorvoegsel: &str, jaar: i32) -> Result<()> {
    let rij = kenmerk_teller::ActiveModel {
        voorvoegsel: Set(voorvoegsel.to_owned()),
        jaar: Set(jaar.into()),
        laatste: Set(Kenmerk::EERSTE_NUMMER),
    };
    let laatste = Expr::col((kenmerk_teller::Entity, kenmerk_teller::Column::Laatste));
    kenmerk_teller::Entity::insert(rij)
        .on_conflict(
            OnConflict::columns([
                kenmerk_teller::Column::Voorvoegsel,
                kenmerk_teller::Column::Jaar,
            ])
            .value(kenmerk_teller::Column::Laatste, laatste.add(1))
            .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Whether another stuk of this kind has this slug now, or had it before.
pub async fn slug_bezet(
    conn: &impl ConnectionTrait,
    soort: Soort,
    slug: &Slug,
    behalve: Option<Uuid>,
) -> Result<bool> {
    let nu = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(stuk::Column::Slug.eq(slug.as_str()))
        .one(conn)
        .await?;
    let oud = slug_oud::Entity::find_by_id((soort.waarde().to_owned(), slug.to_string()))
        .one(conn)
        .await?;
    let ander = |id: Uuid| behalve != Some(id);
    Ok(nu.is_some_and(|r| ander(r.id)) || oud.is_some_and(|r| ander(r.stuk_id)))
}

/// The stuk that already has a name that must be unique, other than `behalve`.
pub async fn bezet(
    conn: &impl ConnectionTrait,
    kolom: stuk::Column,
    waarde: &str,
    behalve: Option<Uuid>,
) -> Result<bool> {
    let rij = stuk::Entity::find()
        .filter(kolom.eq(waarde))
        .one(conn)
        .await?;
    Ok(rij.is_some_and(|r| Some(r.id) != behalve))
}
