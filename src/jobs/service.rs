//! Putting jobs ready, and how they are doing.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    model::{KLAAR_BEWAREN, OPGEGEVEN_BEWAREN, Opdracht, Opgegeven, Staat, Taak, Telling},
    store,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Result},
};

/// So many given up jobs are shown together.
const GETOOND: u64 = 200;

/// Puts a job ready in an open write: it is there when that is committed. Answers whether it is a
/// new one.
///
/// # Errors
/// The database fails.
pub async fn zet_klaar(write: &Write, nu: DateTime<Utc>, wat: Opdracht) -> Result<bool> {
    let nieuw = store::maak(write.conn(), wat, nu).await?;
    if nieuw {
        write.zet_werk_klaar();
    }
    Ok(nieuw)
}

/// Writes in an open write that a job is done, so that what it did is written once, however often it
/// was begun. The job then answers [`Afloop::Afgerond`](super::model::Afloop::Afgerond).
///
/// # Errors
/// [`Error::Conflict`] when another worker has taken the job over: then nothing may be kept of the
/// write. The database fails.
pub async fn rond_af(write: &Write, nu: DateTime<Utc>, taak: &Taak) -> Result<()> {
    if store::beeindig(write.conn(), taak, None, nu).await? {
        return Ok(());
    }
    Err(Error::Conflict(
        "Iemand anders heeft deze taak overgenomen.".into(),
    ))
}

/// How many jobs of each kind are in each state, by kind and state.
///
/// # Errors
/// The database can't be read.
pub async fn overzicht(db: &Db, nu: DateTime<Utc>) -> Result<Vec<Telling>> {
    let bezig = store::bezig(db.read(), nu).await?;
    let mut alle = Vec::new();
    for (soort, staat, aantal, eerste) in store::groepen(db.read()).await? {
        let staat = staat
            .parse()
            .map_err(|()| anyhow::anyhow!("a job is in the state {staat}"))?;
        let zelf = bezig.iter().find(|(van, ..)| *van == soort);
        let zelf = zelf.filter(|_| staat == Staat::Wacht);
        let (telt_apart, sinds) = zelf.map_or((0, eerste), |(_, _, n, sinds)| (*n, *sinds));
        let regel = |staat, aantal, eerste| Telling {
            soort: soort.clone(),
            staat,
            aantal,
            eerste,
            rust: "",
        };
        if telt_apart > 0 {
            alle.push(regel(Staat::Bezig, telt_apart, sinds));
        }
        if aantal > telt_apart {
            alle.push(regel(staat, aantal - telt_apart, eerste));
        }
    }
    alle.sort_by(|a, b| (&a.soort, a.staat).cmp(&(&b.soort, b.staat)));
    Ok(alle)
}

/// The jobs that were given up, the latest first.
///
/// # Errors
/// The database can't be read.
pub async fn opgegeven(db: &Db) -> Result<Vec<Opgegeven>> {
    store::opgegeven(db.read(), GETOOND).await
}

/// Starts a job again that was given up.
///
/// # Errors
/// [`Error::NotFound`] when no such job was given up; the database fails.
pub async fn opnieuw(db: &Db, ctx: &Ctx, id: Uuid) -> Result<()> {
    let write = db.begin_write().await?;
    if !store::opnieuw(write.conn(), id, ctx.now).await? {
        return Err(Error::NotFound);
    }
    write.zet_werk_klaar();
    write.commit_zonder_gebeurtenis().await
}

/// Removes jobs that ended long enough ago; answers how many.
///
/// # Errors
/// The database fails.
pub async fn ruim_op(db: &Db, nu: DateTime<Utc>) -> Result<u64> {
    let write = db.begin_write().await?;
    let klaar = store::verwijder(write.conn(), Staat::Klaar, nu - KLAAR_BEWAREN).await?;
    let lang = nu - OPGEGEVEN_BEWAREN;
    let opgegeven = store::verwijder(write.conn(), Staat::Opgegeven, lang).await?;
    write.commit_zonder_gebeurtenis().await?;
    if opgegeven > 0 {
        tracing::info!(opgegeven, "jobs that were given up long ago are removed");
    }
    Ok(klaar + opgegeven)
}
