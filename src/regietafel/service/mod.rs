//! Use cases of the regietafel: putting a question and withdrawing it (`voorleggen`), its meetings and what is on them
//! (`tafel`), what it decides (`besluiten`), how duos say that their thema stands (`standen`), that beside the facts
//! (`trajecten`), and what is told (`berichten`).

pub mod berichten;
pub mod besluiten;
mod lezers;
pub mod standen;
pub mod tafel;
pub mod trajecten;
pub mod voorbeelden;
pub mod voorleggen;

pub use lezers::met_regietafel;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use standen::standen;

use super::{
    model::{Status, agenda},
    policy::{Bezwaar, Wie},
    store::{self, Rij},
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Gebeurtenis,
    error::{Error, Result},
    stukken::{Leesrecht, model::Kop, service as stukken},
    werkruimte::service::deelname,
};

/// The roles at the regietafel.
pub const TAFEL: [Rol; 2] = [Rol::Regietafellid, Rol::Secretaris];
/// The advisory lock of planning meetings: no two on one day.
const SLOT: i64 = 0x5245_4749;
/// What waits that is shown at most.
const HOOGSTENS: u64 = 500;

/// A question about a stuk that a duo put to the regietafel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalatie {
    /// Its number.
    pub id: Uuid,
    /// The stuk that it is about.
    pub stuk_id: Uuid,
    /// The thema whose duo put it.
    pub thema: Option<Kop>,
    /// What is asked.
    pub vraag: String,
    /// Who put it, as [`crate::actor::Actor`] writes itself.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// Whether it waits for a besluit: who may not read the besluit hears that there is one.
    pub open: bool,
    /// The meeting that it is on or was decided in; none when none is planned.
    pub vergadering: Option<(Uuid, NaiveDate)>,
    /// The besluit that was taken, for who reads it.
    pub besluit: Option<Kop>,
}

/// What the actor is to what the duo of a thema puts to the regietafel.
pub fn wie(ctx: &Ctx, thema: Uuid) -> Wie {
    Wie {
        duo: deelname(ctx, thema).is_duo(),
        ..aan_tafel(ctx)
    }
}

/// What the actor is to one question that was put.
fn wie_bij(ctx: &Ctx, rij: &Rij) -> Wie {
    Wie {
        vroeg: rij.door == ctx.actor.to_string(),
        ..wie(ctx, rij.thema_id)
    }
}

/// What the actor is at the regietafel.
pub fn aan_tafel(ctx: &Ctx) -> Wie {
    Wie {
        duo: false,
        vroeg: false,
        lid: ctx.heeft(Rol::Regietafellid, Bereik::Landelijk),
        secretaris: ctx.heeft(Rol::Secretaris, Bereik::Landelijk),
    }
}

/// The answer to who may not do something.
pub fn mag_niet(bezwaar: Bezwaar) -> Error {
    Error::MagNiet(bezwaar.melding().into())
}

/// Whether anything about a stuk lies at the regietafel or was decided there: then the regietafel reads it.
///
/// # Errors
/// The database can't be read.
pub async fn is_geescaleerd(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<bool> {
    store::is_geescaleerd(conn, stuk_id).await
}

/// What was put about a stuk and was not withdrawn, for who may read that, the newest first.
///
/// # Errors
/// The database can't be read.
pub async fn bij_stuk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<Escalatie>> {
    let rijen = store::bij_stuk(conn, &Leesrecht::van(&ctx.actor), stuk_id).await?;
    lees(ctx, conn, rijen).await
}

/// What waits for a besluit, for who may read it, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn te_besluiten(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Escalatie>> {
    let lezer = Leesrecht::van(&ctx.actor);
    let rijen = store::met_status(conn, &lezer, Status::Open, HOOGSTENS).await?;
    lees(ctx, conn, rijen).await
}

/// A question that the actor may read, by its number.
async fn een(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Rij> {
    let rij = store::een(conn, &Leesrecht::van(&ctx.actor), id).await?;
    rij.ok_or(Error::NotFound)
}

/// How what was put stands.
fn status(rij: &Rij) -> Result<Status> {
    let kapot = |()| anyhow::anyhow!("escalatie {} has the unknown status {}", rij.id, rij.status);
    Ok(rij.status.parse().map_err(kapot)?)
}

/// With its thema, its meeting and its besluit, in the same order.
async fn lees(ctx: &Ctx, conn: &impl ConnectionTrait, rijen: Vec<Rij>) -> Result<Vec<Escalatie>> {
    if rijen.is_empty() {
        return Ok(Vec::new());
    }
    let ids = rijen
        .iter()
        .flat_map(|rij| [Some(rij.thema_id), rij.besluit_id]);
    let ids: Vec<Uuid> = ids.flatten().collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let koppen: HashMap<Uuid, Kop> = koppen.map(|kop| (kop.id, kop)).collect();
    let gepland = store::vergaderingen::alle(conn).await?;
    let vandaag = ctx.vandaag();
    let escalatie = |rij: Rij| {
        let open = rij.status == Status::Open.waarde();
        let op = if open {
            agenda(rij.vergadering_id, &gepland, vandaag)
        } else {
            let zelf = gepland.iter().find(|v| Some(v.id) == rij.vergadering_id);
            zelf.copied()
        };
        Escalatie {
            id: rij.id,
            stuk_id: rij.stuk_id,
            thema: koppen.get(&rij.thema_id).cloned(),
            vraag: rij.vraag,
            door: rij.door,
            op: rij.op,
            open,
            vergadering: op.map(|v| (v.id, v.dag)),
            besluit: rij.besluit_id.and_then(|id| koppen.get(&id).cloned()),
        }
    };
    Ok(rijen.into_iter().map(escalatie).collect())
}

/// What the geschiedenis of a stuk says of what was put about it.
fn gebeurtenis(kop: &Kop, actie: &str, velden: Vec<String>) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden,
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// How a row of the geschiedenis names what was put.
fn deel(id: Uuid) -> String {
    format!("escalatie:{id}")
}
