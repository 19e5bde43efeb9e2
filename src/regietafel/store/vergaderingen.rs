//! Days on which the regietafel meets.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use crate::{
    ctx::Ctx, db::tables::vergadering, error::Result, ids::new_id, regietafel::model::Vergadering,
};

/// Keeps a meeting; answers its number.
pub async fn voeg_toe(conn: &impl ConnectionTrait, ctx: &Ctx, dag: NaiveDate) -> Result<Uuid> {
    let id = new_id();
    let rij = vergadering::ActiveModel {
        id: Set(id),
        dag: Set(dag),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        vervallen_op: Set(None),
        reden: Set(String::new()),
    };
    vergadering::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(id)
}

/// The meetings that take place or did, by day.
pub async fn alle(conn: &impl ConnectionTrait) -> Result<Vec<Vergadering>> {
    let rijen = vergadering::Entity::find()
        .filter(vergadering::Column::VervallenOp.is_null())
        .order_by_asc(vergadering::Column::Dag)
        .order_by_asc(vergadering::Column::Id)
        .all(conn)
        .await?;
    let van = |rij: vergadering::Model| Vergadering {
        id: rij.id,
        dag: rij.dag,
    };
    Ok(rijen.into_iter().map(van).collect())
}

/// Has a meeting not take place; answers false when it did not already.
pub async fn laat_vervallen(
    conn: &impl ConnectionTrait,
    id: Uuid,
    (op, reden): (DateTime<Utc>, &str),
) -> Result<bool> {
    let rij = vergadering::ActiveModel {
        vervallen_op: Set(Some(op)),
        reden: Set(reden.to_owned()),
        ..Default::default()
    };
    let klaar = vergadering::Entity::update_many()
        .set(rij)
        .filter(vergadering::Column::Id.eq(id))
        .filter(vergadering::Column::VervallenOp.is_null())
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// The meetings that did not take place, from a day on: the day, and why.
pub async fn vervallen(
    conn: &impl ConnectionTrait,
    vanaf: NaiveDate,
) -> Result<Vec<(NaiveDate, String)>> {
    let rijen = vergadering::Entity::find()
        .filter(vergadering::Column::VervallenOp.is_not_null())
        .filter(vergadering::Column::Dag.gte(vanaf))
        .order_by_asc(vergadering::Column::Dag)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|rij| (rij.dag, rij.reden)).collect())
}
