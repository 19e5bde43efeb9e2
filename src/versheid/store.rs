//! All SQL of versheid.

use std::collections::HashSet;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    sea_query::Expr,
};
use uuid::Uuid;

use super::model::Melding;
use crate::{
    ctx::Ctx,
    db::{
        per_portie,
        tables::{auteur, geschiedenis, herinnering, stuk},
    },
    error::Result,
    stukken::{
        model::{GEPUBLICEERD, Kop},
        store::kop,
    },
};

/// What the geschiedenis calls it when somebody says that a stuk still holds.
pub const KLOPT_NOG: &str = "klopt-nog";

/// The condition that a stuk was told about for the day that it has now.
fn gemeld(wat: Melding) -> sea_orm::sea_query::SelectStatement {
    herinnering::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((herinnering::Entity, herinnering::Column::StukId))
                .equals((stuk::Entity, stuk::Column::Id)),
        )
        .filter(
            Expr::col((herinnering::Entity, herinnering::Column::Voor))
                .equals((stuk::Entity, stuk::Column::HerzienVoor)),
        )
        .filter(herinnering::Column::Wat.eq(wat.waarde()))
        .into_query()
}

/// Published stukken that have to be looked at from the first to the last of these days and of which
/// this was not told yet, so many at most.
pub async fn te_melden(
    conn: &impl ConnectionTrait,
    wat: Melding,
    (vanaf, tot): (Option<NaiveDate>, NaiveDate),
    aantal: u64,
) -> Result<Vec<Kop>> {
    let mut vraag = stuk::Entity::find()
        .filter(stuk::Column::Status.eq(GEPUBLICEERD))
        .filter(stuk::Column::HerzienVoor.lte(tot))
        .filter(Expr::exists(gemeld(wat)).not());
    if let Some(vanaf) = vanaf {
        vraag = vraag.filter(stuk::Column::HerzienVoor.gte(vanaf));
    }
    let rijen = vraag
        .order_by_asc(stuk::Column::Id)
        .limit(aantal)
        .all(conn)
        .await?;
    rijen.into_iter().map(kop).collect()
}

/// The published stukken that had to be looked at by a day and are of one of these organisaties, or
/// of the redactie when it is asked for, or written by an account; the longest overdue first.
pub async fn verlopen_van(
    conn: &impl ConnectionTrait,
    dag: NaiveDate,
    (organisaties, redactie, account): (&[Uuid], bool, Uuid),
    aantal: u64,
) -> Result<Vec<Uuid>> {
    let geschreven = auteur::Entity::find()
        .select_only()
        .column(auteur::Column::StukId)
        .filter(auteur::Column::GebruikerId.eq(account))
        .into_query();
    let mut van = Condition::any()
        .add(stuk::Column::EigenaarId.is_in(organisaties.iter().copied()))
        .add(stuk::Column::Id.in_subquery(geschreven));
    if redactie {
        van = van.add(stuk::Column::EigenaarId.is_null());
    }
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(stuk::Column::Status.eq(GEPUBLICEERD))
        .filter(stuk::Column::HerzienVoor.lte(dag))
        .filter(van)
        .order_by_asc(stuk::Column::HerzienVoor)
        .order_by_asc(stuk::Column::Id)
        .limit(aantal);
    Ok(ids.into_tuple().all(conn).await?)
}

/// Notes that it was told.
pub async fn noteer(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (stuk_id, voor): (Uuid, NaiveDate),
    wat: Melding,
) -> Result<()> {
    let rij = herinnering::ActiveModel {
        stuk_id: Set(stuk_id),
        voor: Set(voor),
        wat: Set(wat.to_string()),
        op: Set(ctx.now),
    };
    herinnering::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Those of the given stukken that were overdue when it was last looked at, and still have that day.
pub async fn verlopen(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    let verlopen = per_portie(ids.iter().copied(), |ids| {
        stuk::Entity::find()
            .select_only()
            .column(stuk::Column::Id)
            .filter(stuk::Column::Id.is_in(ids))
            .filter(stuk::Column::HerzienVoor.is_not_null())
            .filter(Expr::exists(gemeld(Melding::Verlopen)))
            .into_tuple::<Uuid>()
            .all(conn)
    });
    Ok(verlopen.await?.into_iter().collect())
}

/// Gives a stuk another day before which it has to be looked at, when it still has the one that was
/// seen; answers whether it had.
pub async fn zet(conn: &impl ConnectionTrait, kop: &Kop, herzien_voor: NaiveDate) -> Result<bool> {
    let klaar = stuk::Entity::update_many()
        .col_expr(stuk::Column::HerzienVoor, Expr::value(herzien_voor))
        .filter(stuk::Column::Id.eq(kop.id))
        .filter(stuk::Column::HerzienVoor.eq(kop.herzien_voor))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// The last time that somebody said that a stuk still holds.
pub async fn laatst_nagekeken(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Option<geschiedenis::Model>> {
    let rij = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(stuk_id))
        .filter(geschiedenis::Column::Actie.eq(KLOPT_NOG))
        .order_by_desc(geschiedenis::Column::Nummer)
        .one(conn)
        .await?;
    Ok(rij)
}
