//! What everybody reads of the dwarskijker: the established bevindingen, and what was answered to them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Bevinding, Status},
    wederhoor::{Gevraagd, met_organisatie, van_ronde},
};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, werk},
    },
    vraagpunten::{
        model::{Aandeel, Vraagpunt},
        service as vraagpunten,
    },
};

/// An established bevinding.
#[derive(Debug, Clone)]
pub struct Vastgesteld {
    /// The head.
    pub kop: Kop,
    /// When it was established.
    pub op: DateTime<Utc>,
}

/// All established bevindingen, the newest first: the same for everybody.
///
/// # Errors
/// The database can't be read.
pub async fn vastgesteld(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Vastgesteld>> {
    let ctx = ctx.als_bezoeker();
    let status = Status::Vastgesteld.waarde();
    let koppen = werk::met_status(&ctx, conn, Soort::Bevinding, status).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let inhouden = Bevinding::laad(conn, &ids, Teksten::Weg).await?;
    let mut alle: Vec<Vastgesteld> = Vec::new();
    for kop in koppen {
        if let Some(op) = inhouden
            .get(&kop.id)
            .and_then(|inhoud| inhoud.vastgesteld_op)
        {
            alle.push(Vastgesteld { kop, op });
        }
    }
    alle.sort_by_key(|bevinding| std::cmp::Reverse((bevinding.op, bevinding.kop.id)));
    Ok(alle)
}

/// Who was asked for a reply to an established bevinding and what they said, in the order in which they
/// were asked; nothing as long as it is not established.
///
/// # Errors
/// The database can't be read.
pub async fn reacties(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
    bevinding: &Bevinding,
) -> Result<Vec<Gevraagd>> {
    if bevinding.vastgesteld_op.is_none() {
        return Ok(Vec::new());
    }
    let gevraagd = van_ronde(conn, id, bevinding.ronde).await?;
    met_organisatie(ctx, conn, gevraagd).await
}

/// What was asked by established bevindingen, and how that stands.
#[derive(Debug, Clone, Default)]
pub struct Vragen {
    /// The questions of each bevinding.
    pub per_bevinding: HashMap<Uuid, Vec<Vraagpunt>>,
    /// The organisaties that have to answer.
    pub aan: HashMap<Uuid, Kop>,
    /// All of them together.
    pub aandeel: Aandeel,
}

/// What established bevindingen ask of whom.
///
/// # Errors
/// The database can't be read.
pub async fn vragen(ctx: &Ctx, conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vragen> {
    let per_bevinding = vraagpunten::van_stukken(ctx, conn, ids).await?;
    let alle = || per_bevinding.values().flatten();
    let aan: Vec<Uuid> = alle().map(|punt: &Vraagpunt| punt.aan).collect();
    let koppen = stukken::koppen(ctx, conn, &aan).await?;
    Ok(Vragen {
        aan: koppen.into_iter().map(|kop| (kop.id, kop)).collect(),
        aandeel: Aandeel::van(alle(), ctx.vandaag()),
        per_bevinding,
    })
}
