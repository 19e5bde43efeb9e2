//! Which knelpunt a signaal, or what somebody said beside it, was moved from and to.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _,
};
use uuid::Uuid;

use super::super::model::Deelsoort;
use crate::{
    ctx::Ctx,
    db::{per_portie, tables::verplaatsing},
    error::Result,
    ids::new_id,
};

/// Rows in one insert: a database binds a limited number of values in a statement.
const PER_KEER: usize = 1_000;

/// One move. Numbers grow in the order in which moves were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verplaatsing {
    /// Its number.
    pub id: Uuid,
    /// What moved.
    pub soort: Deelsoort,
    /// Which of these.
    pub deel: Uuid,
    /// From which knelpunt; none for what was part of none.
    pub van: Option<Uuid>,
    /// To which.
    pub naar: Uuid,
    /// Why, by the number of the reden of the second knelpunt; none when that is only for the signaal.
    pub reden: Option<Uuid>,
    /// Who moved it.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

fn uit(rij: verplaatsing::Model) -> Result<Verplaatsing> {
    let kapot = |()| anyhow::anyhow!("verplaatsing {} is of an unknown soort", rij.id);
    Ok(Verplaatsing {
        id: rij.id,
        soort: rij.soort.parse().map_err(kapot)?,
        deel: rij.deel_id,
        van: rij.van_id,
        naar: rij.naar_id,
        reden: rij.reden_id,
        door: rij.door,
        op: rij.op,
    })
}

/// Notes that these moved.
pub async fn noteer(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (soort, delen): (Deelsoort, &[Uuid]),
    (van, naar): (Option<Uuid>, Uuid),
    reden: Option<Uuid>,
) -> Result<()> {
    let rij = |deel: &Uuid| verplaatsing::ActiveModel {
        id: Set(new_id()),
        soort: Set(soort.to_string()),
        deel_id: Set(*deel),
        van_id: Set(van),
        naar_id: Set(naar),
        reden_id: Set(reden),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
    };
    for portie in delen.chunks(PER_KEER) {
        verplaatsing::Entity::insert_many(portie.iter().map(rij))
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// One by its number.
pub async fn een(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Verplaatsing>> {
    let rij = verplaatsing::Entity::find_by_id(id).one(conn).await?;
    rij.map(uit).transpose()
}

/// Everything that moved from or to these knelpunten, the first first.
pub async fn rond(conn: &impl ConnectionTrait, knelpunten: &[Uuid]) -> Result<Vec<Verplaatsing>> {
    let rijen = per_portie(knelpunten.iter().copied(), |ids| {
        let hier = Condition::any()
            .add(verplaatsing::Column::VanId.is_in(ids.iter().copied()))
            .add(verplaatsing::Column::NaarId.is_in(ids));
        verplaatsing::Entity::find().filter(hier).all(conn)
    });
    alle(rijen.await?)
}

/// Every move of these, wherever it was, the first first.
pub async fn van_delen(conn: &impl ConnectionTrait, delen: &[Uuid]) -> Result<Vec<Verplaatsing>> {
    let rijen = per_portie(delen.iter().copied(), |delen| {
        verplaatsing::Entity::find()
            .filter(verplaatsing::Column::DeelId.is_in(delen))
            .all(conn)
    });
    alle(rijen.await?)
}

/// Each once, in their order.
fn alle(rijen: Vec<verplaatsing::Model>) -> Result<Vec<Verplaatsing>> {
    let zetten = rijen.into_iter().map(uit);
    let mut zetten = zetten.collect::<Result<Vec<Verplaatsing>>>()?;
    zetten.sort_by_key(|zet| zet.id);
    zetten.dedup_by_key(|zet| zet.id);
    Ok(zetten)
}
