//! Decisions that were proposed, and who agreed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::tables::{besluit, instemming},
    error::Result,
    ids::new_id,
    proefprojecten::model::{Besluit, Besluitstatus, Keuze, Stem, Voorgesteld},
};

/// What somebody proposes.
#[derive(Debug, Clone)]
pub struct Nieuw<'a> {
    /// The pilot.
    pub stuk_id: Uuid,
    /// The decision.
    pub besluit: &'a Besluit,
    /// The praktijk that it leads to, when that is there.
    pub vervolg_id: Option<Uuid>,
    /// The thema whose duo decides; none when there is no duo.
    pub thema_id: Option<Uuid>,
}

/// Keeps a proposal; answers its number.
pub async fn voeg_toe(conn: &impl ConnectionTrait, ctx: &Ctx, nieuw: Nieuw<'_>) -> Result<Uuid> {
    let id = new_id();
    let opschalen = nieuw.besluit.keuze() == Keuze::Opschalen;
    let rij = besluit::ActiveModel {
        id: Set(id),
        stuk_id: Set(nieuw.stuk_id),
        keuze: Set(nieuw.besluit.keuze().to_string()),
        les: Set(nieuw.besluit.les().to_owned()),
        vervolg_id: Set(nieuw.vervolg_id),
        nog_te_schrijven: Set(opschalen && nieuw.vervolg_id.is_none()),
        thema_id: Set(nieuw.thema_id),
        status: Set(Besluitstatus::Open.to_string()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        afgehandeld_op: Set(None),
    };
    besluit::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(id)
}

/// Keeps that somebody agreed.
pub async fn stem(
    conn: &impl ConnectionTrait,
    besluit_id: Uuid,
    stem: &Stem,
    reden_id: Option<Uuid>,
) -> Result<()> {
    let rij = instemming::ActiveModel {
        besluit_id: Set(besluit_id),
        plek: Set(stem.plek.to_string()),
        namens: Set(stem.namens.to_string()),
        door: Set(stem.door.clone()),
        reden_id: Set(reden_id),
        op: Set(stem.op),
    };
    instemming::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Settles a proposal; answers false when somebody else was first.
pub async fn handel_af(
    conn: &impl ConnectionTrait,
    id: Uuid,
    naar: Besluitstatus,
    op: DateTime<Utc>,
) -> Result<bool> {
    let rij = besluit::ActiveModel {
        status: Set(naar.to_string()),
        afgehandeld_op: Set(Some(op)),
        ..Default::default()
    };
    let klaar = besluit::Entity::update_many()
        .set(rij)
        .filter(besluit::Column::Id.eq(id))
        .filter(besluit::Column::Status.eq(Besluitstatus::Open.waarde()))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Everything that was proposed for a pilot, the newest first.
pub async fn van_stuk(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Voorgesteld>> {
    let rijen = besluit::Entity::find()
        .filter(besluit::Column::StukId.eq(stuk_id))
        .order_by_desc(besluit::Column::Id)
        .all(conn)
        .await?;
    let mut alle = Vec::with_capacity(rijen.len());
    for rij in rijen {
        alle.push(lees(conn, rij).await?);
    }
    Ok(alle)
}

/// The pilots with a proposal that is not settled, that of the oldest first.
pub async fn stukken_met_open(conn: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let rijen = besluit::Entity::find()
        .filter(besluit::Column::Status.eq(Besluitstatus::Open.waarde()))
        .order_by_asc(besluit::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|rij| rij.stuk_id).collect())
}

async fn lees(conn: &impl ConnectionTrait, rij: besluit::Model) -> Result<Voorgesteld> {
    let id = rij.id;
    let kapot = |veld: &'static str| move |()| anyhow::anyhow!("besluit {id} has a broken {veld}");
    let stemmen = instemming::Entity::find()
        .filter(instemming::Column::BesluitId.eq(id))
        .order_by_asc(instemming::Column::Op)
        .all(conn)
        .await?;
    let stem = |rij: instemming::Model| {
        Ok(Stem {
            plek: rij.plek.parse().map_err(kapot("plek"))?,
            namens: rij.namens.parse().map_err(kapot("namens"))?,
            door: rij.door,
            op: rij.op,
        })
    };
    let stemmen = stemmen.into_iter().map(stem);
    Ok(Voorgesteld {
        id,
        keuze: rij.keuze.parse().map_err(kapot("keuze"))?,
        les: rij.les,
        vervolg_id: rij.vervolg_id,
        nog_te_schrijven: rij.nog_te_schrijven,
        thema_id: rij.thema_id,
        status: rij.status.parse().map_err(kapot("status"))?,
        door: rij.door,
        op: rij.op,
        stemmen: stemmen.collect::<Result<_>>()?,
    })
}
