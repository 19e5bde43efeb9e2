//! The steps of a stuk: its state, what happened to it, and why.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use super::super::{
    Leesrecht,
    model::{Eigenaar, Kop},
};
use crate::{
    ctx::Ctx,
    db::{
        per_portie,
        tables::{geschiedenis, reden, stuk},
    },
    error::Result,
    ids::new_id,
};

/// Takes a stuk to a state, one version up. Answers false when the version is not the one the writer
/// saw. The first day on which it was public stays.
pub async fn zet_status(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    was: &Kop,
    status: &str,
    publiceert: bool,
) -> Result<bool> {
    let mut rij = stuk::ActiveModel {
        status: Set(status.to_owned()),
        versie: Set(was.versie + 1),
        gewijzigd_op: Set(ctx.now),
        ..Default::default()
    };
    if publiceert && was.gepubliceerd_op.is_none() {
        rij.gepubliceerd_op = Set(Some(ctx.now));
    }
    let klaar = stuk::Entity::update_many()
        .set(rij)
        .filter(stuk::Column::Id.eq(was.id))
        .filter(stuk::Column::Versie.eq(was.versie))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Sets the day from which a stuk has to be looked at again.
pub async fn zet_herzien_voor(
    conn: &impl ConnectionTrait,
    id: Uuid,
    dag: Option<NaiveDate>,
) -> Result<()> {
    stuk::Entity::update_many()
        .col_expr(stuk::Column::HerzienVoor, Expr::value(dag))
        .filter(stuk::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Gives a stuk another owner.
pub async fn zet_eigenaar(
    conn: &impl ConnectionTrait,
    id: Uuid,
    eigenaar: &Eigenaar,
) -> Result<()> {
    stuk::Entity::update_many()
        .col_expr(stuk::Column::EigenaarId, Expr::value(eigenaar.organisatie))
        .col_expr(
            stuk::Column::EigenaarFunctie,
            Expr::value(eigenaar.functie.clone()),
        )
        .filter(stuk::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// The rows of the geschiedenis of a stuk with one of these actions, in their order.
pub async fn gebeurd(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    acties: &[&str],
) -> Result<Vec<geschiedenis::Model>> {
    Ok(geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(stuk_id))
        .filter(geschiedenis::Column::Actie.is_in(acties.iter().copied()))
        .order_by_asc(geschiedenis::Column::Nummer)
        .all(conn)
        .await?)
}

/// Keeps why somebody did something; answers its number.
pub async fn voeg_reden_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    stuk_id: Uuid,
    actie: &str,
    tekst: &str,
) -> Result<Uuid> {
    let id = new_id();
    let rij = reden::ActiveModel {
        id: Set(id),
        stuk_id: Set(stuk_id),
        actie: Set(actie.to_owned()),
        tekst: Set(tekst.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
    };
    reden::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(id)
}

/// Why an action was taken last with each of these stukken, and when, where the reader may read that.
/// The reader reads the stukken.
pub async fn laatste_redenen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    ids: &[Uuid],
    actie: &str,
) -> Result<HashMap<Uuid, (DateTime<Utc>, String)>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        reden::Entity::find()
            .filter(reden::Column::StukId.is_in(ids))
            .filter(reden::Column::Actie.eq(actie))
            .filter(leesrecht.voorwaarde_deel((reden::Entity, reden::Column::Id)))
            .order_by_asc(reden::Column::Id)
            .all(conn)
    });
    let rijen = rijen.await?.into_iter();
    // The last of a stuk stays.
    Ok(rijen.map(|r| (r.stuk_id, (r.op, r.tekst))).collect())
}

/// The redenen of these stukken that the reader may read, by their number. The reader reads the stukken.
pub async fn redenen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, String>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        reden::Entity::find()
            .filter(reden::Column::StukId.is_in(ids))
            .filter(leesrecht.voorwaarde_deel((reden::Entity, reden::Column::Id)))
            .all(conn)
    });
    let rijen = rijen.await?.into_iter();
    Ok(rijen.map(|r| (r.id, r.tekst)).collect())
}
