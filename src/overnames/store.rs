//! All SQL of overnames.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::model::{Overname, Status, Vraag};
use crate::{
    ctx::Ctx,
    db::tables::{leesrecht, overname, praktijk},
    error::Result,
    stukken::Leesrecht,
};

fn uit(rij: overname::Model) -> Result<Overname> {
    let kapot = |()| anyhow::anyhow!("overname {} has an unknown status", rij.id);
    Ok(Overname {
        id: rij.id,
        stuk_id: rij.stuk_id,
        organisatie_id: rij.organisatie_id,
        gebruiker_id: rij.gebruiker_id,
        status: rij.status.parse().map_err(kapot)?,
        vraag: Vraag {
            functie: rij.functie,
            toelichting: rij.toelichting,
            reden: rij.reden,
        },
        op: rij.op,
        besloten_op: rij.besloten_op,
        besluit: rij.besluit,
    })
}

/// Adds one.
pub async fn voeg_toe(conn: &impl ConnectionTrait, nieuw: &Overname) -> Result<()> {
    let rij = overname::ActiveModel {
        id: Set(nieuw.id),
        stuk_id: Set(nieuw.stuk_id),
        organisatie_id: Set(nieuw.organisatie_id),
        gebruiker_id: Set(nieuw.gebruiker_id),
        functie: Set(nieuw.vraag.functie.clone()),
        toelichting: Set(nieuw.vraag.toelichting.clone()),
        reden: Set(nieuw.vraag.reden.clone()),
        status: Set(nieuw.status.to_string()),
        op: Set(nieuw.op),
        besloten_door: Set(None),
        besloten_op: Set(nieuw.besloten_op),
        besluit: Set(nieuw.besluit.clone()),
    };
    overname::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// One that this reader may read.
pub async fn een(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    id: Uuid,
) -> Result<Option<Overname>> {
    let rij = overname::Entity::find_by_id(id)
        .filter(lezer.voorwaarde_deel((overname::Entity, overname::Column::Id)))
        .one(conn)
        .await?;
    rij.map(uit).transpose()
}

/// One, for a task of the platform itself.
pub async fn voor_taak(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Overname>> {
    let rij = overname::Entity::find_by_id(id).one(conn).await?;
    rij.map(uit).transpose()
}

/// Those that wait for the redactie, the longest waiting first; of one stuk, or of all.
pub async fn open(conn: &impl ConnectionTrait, stuk_id: Option<Uuid>) -> Result<Vec<Overname>> {
    let mut vraag = overname::Entity::find()
        .filter(overname::Column::Status.eq(Status::Open.waarde()))
        .order_by_asc(overname::Column::Id);
    if let Some(stuk_id) = stuk_id {
        vraag = vraag.filter(overname::Column::StukId.eq(stuk_id));
    }
    let rijen = vraag.all(conn).await?;
    rijen.into_iter().map(uit).collect()
}

/// Those that an account asked for, the newest first.
pub async fn van_account(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<Overname>> {
    let rijen = overname::Entity::find()
        .filter(overname::Column::GebruikerId.eq(account))
        .order_by_desc(overname::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(uit).collect()
}

/// Takes an open one to a state; answers false when somebody else was first.
pub async fn zet(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: Uuid,
    naar: Status,
    besluit: &str,
) -> Result<bool> {
    let rij = overname::ActiveModel {
        status: Set(naar.to_string()),
        besloten_door: Set(Some(ctx.actor.to_string())),
        besloten_op: Set(Some(ctx.now)),
        besluit: Set(besluit.to_owned()),
        ..Default::default()
    };
    let klaar = overname::Entity::update_many()
        .set(rij)
        .filter(overname::Column::Id.eq(id))
        .filter(overname::Column::Status.eq(Status::Open.waarde()))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Those that were decided or taken back before a moment.
pub async fn besloten_voor(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<Overname>> {
    let rijen = overname::Entity::find()
        .filter(overname::Column::BeslotenOp.lt(grens))
        .order_by_asc(overname::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(uit).collect()
}

/// Destroys one with its keys; answers whether it was there.
pub async fn vernietig(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    leesrecht::Entity::delete_many()
        .filter(leesrecht::Column::DeelId.eq(id))
        .exec(conn)
        .await?;
    let weg = overname::Entity::delete_by_id(id).exec(conn).await?;
    Ok(weg.rows_affected == 1)
}

/// Whether a praktijk was told from a bron; none when the stuk is no praktijk.
pub async fn uit_bron(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Option<bool>> {
    let uit_bron = praktijk::Entity::find_by_id(stuk_id)
        .select_only()
        .column(praktijk::Column::UitBron);
    Ok(uit_bron.into_tuple().one(conn).await?)
}
