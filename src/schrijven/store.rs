//! What was published in a hurry, and why something was withdrawn.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use uuid::Uuid;

use super::model::{Intrekreden, SOORTEN};
use crate::{
    ctx::Ctx,
    db::tables::{geschiedenis, intrekking, spoed, stuk},
    error::Result,
    ids::new_id,
    stukken::model::Soort,
};

/// Something that one person published, until another approves it.
pub type Spoed = spoed::Model;

impl Spoed {
    /// What the actor publishes now: a stuk, or a voorstel for it.
    pub fn nieuw(ctx: &Ctx, stuk_id: Uuid, voorstel_id: Option<Uuid>, reden_id: Uuid) -> Self {
        Self {
            id: new_id(),
            stuk_id,
            voorstel_id,
            reden_id,
            door: ctx.actor.to_string(),
            op: ctx.now,
            bekrachtigd_door: None,
            bekrachtigd_op: None,
        }
    }
}

/// Notes that something was published in a hurry.
pub async fn noteer_spoed(conn: &impl ConnectionTrait, nieuw: Spoed) -> Result<()> {
    spoed::Entity::insert(spoed::ActiveModel::from(nieuw))
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Something that still waits to be approved.
pub async fn open_spoed(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Spoed>> {
    let rij = spoed::Entity::find_by_id(id).filter(spoed::Column::BekrachtigdOp.is_null());
    Ok(rij.one(conn).await?)
}

/// What was published in a hurry and waits to be approved, the oldest first.
pub async fn wachtende_spoed(conn: &impl ConnectionTrait) -> Result<Vec<Spoed>> {
    let rijen = spoed::Entity::find()
        .filter(spoed::Column::BekrachtigdOp.is_null())
        .order_by_asc(spoed::Column::Id);
    Ok(rijen.all(conn).await?)
}

/// How often something was published in a hurry, ever.
pub async fn aantal_met_spoed(conn: &impl ConnectionTrait) -> Result<u64> {
    Ok(spoed::Entity::find().count(conn).await?)
}

/// Approves it; answers false when somebody else was first.
pub async fn bekrachtig_spoed(conn: &impl ConnectionTrait, ctx: &Ctx, id: Uuid) -> Result<bool> {
    let rij = spoed::ActiveModel {
        bekrachtigd_door: Set(Some(ctx.actor.to_string())),
        bekrachtigd_op: Set(Some(ctx.now)),
        ..Default::default()
    };
    let klaar = spoed::Entity::update_many()
        .set(rij)
        .filter(spoed::Column::Id.eq(id))
        .filter(spoed::Column::BekrachtigdOp.is_null())
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Why something was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intrekking {
    /// What was withdrawn.
    pub stuk_id: Uuid,
    /// The kind of reason.
    pub waarom: Intrekreden,
    /// What took its place.
    pub opgegaan_in: Option<Uuid>,
    /// The words, by number.
    pub reden_id: Uuid,
    /// When.
    pub op: DateTime<Utc>,
}

/// Notes why something was withdrawn.
pub async fn bewaar_intrekking(conn: &impl ConnectionTrait, nieuw: Intrekking) -> Result<()> {
    let rij = intrekking::ActiveModel {
        stuk_id: Set(nieuw.stuk_id),
        waarom: Set(nieuw.waarom.to_string()),
        opgegaan_in: Set(nieuw.opgegaan_in),
        reden_id: Set(nieuw.reden_id),
        op: Set(nieuw.op),
    };
    intrekking::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Why a stuk was withdrawn; none when it was not.
pub async fn intrekking(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Option<Intrekking>> {
    let Some(rij) = intrekking::Entity::find_by_id(stuk_id).one(conn).await? else {
        return Ok(None);
    };
    let kapot = |()| anyhow::anyhow!("stuk {stuk_id} was withdrawn for an unknown reason");
    Ok(Some(Intrekking {
        stuk_id,
        waarom: rij.waarom.parse().map_err(kapot)?,
        opgegaan_in: rij.opgegaan_in,
        reden_id: rij.reden_id,
        op: rij.op,
    }))
}

/// How often a text became public by people: stukken and voorstellen.
pub async fn publicaties(conn: &impl ConnectionTrait) -> Result<u64> {
    let acties = [
        "publiceren",
        "spoedpubliceren",
        "voorstel-overnemen",
        "voorstel-spoedovernemen",
    ];
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::Actie.is_in(acties))
        .filter(
            geschiedenis::Column::StukId.in_subquery(
                stuk::Entity::find()
                    .select_only()
                    .column(stuk::Column::Id)
                    .filter(stuk::Column::Soort.is_in(SOORTEN.map(Soort::waarde)))
                    .into_query(),
            ),
        );
    Ok(rijen.count(conn).await?)
}
