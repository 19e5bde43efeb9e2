//! Following a kennisvraag: who does hears how it ends. Whom that is nobody else sees, and it leaves no row in the
//! geschiedenis: what somebody wants to know is no change to the kennisvraag.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Lading, SOORT, Status},
        store::{volgers, wensen},
    },
    lezen::status,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Result},
    gebruikers::service::sessies::ingelogd,
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        model::{Kop, Soort},
        service::{self as stukken, links},
    },
};

/// How a kennisvraag is followed, for its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Whether the reader follows it.
    pub volgt: bool,
    /// How many do.
    pub aantal: u64,
}

/// How a kennisvraag is followed, for who reads it.
///
/// # Errors
/// The database can't be read.
pub async fn stand(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Stand> {
    let aantal = volgers::aantallen(conn, &[id]).await?.remove(&id);
    let volgt = match ingelogd(ctx) {
        Ok((account, _)) => volgers::volgt(conn, id, account).await?,
        Err(_) => false,
    };
    Ok(Stand {
        volgt,
        aantal: aantal.unwrap_or_default(),
    })
}

/// Follows a kennisvraag; answers its head. Who follows it already goes on.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it; [`Error::Conflict`] when no answer is to come
/// any more; the database refuses.
pub async fn volg(db: &Db, ctx: &Ctx, naam: &str) -> Result<Kop> {
    let (account, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let id = stukken::vind(ctx, conn, Soort::Kennisvraag, naam).await?.id;
    // Who answers it at the same time tells everybody who follows it.
    links::houd(&write, id).await?;
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    if !status(&kop)?.is_open() && !volgers::volgt(conn, id, account).await? {
        return Err(Error::Conflict(
            "Er komt geen nieuws meer over deze vraag: zij is afgerond. Het antwoord, of waarom er geen kwam, staat \
             op de pagina."
                .into(),
        ));
    }
    volgers::voeg_toe(conn, id, &[account], ctx.now).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(kop)
}

/// Follows a kennisvraag no longer, also one that the actor may not read any more.
///
/// # Errors
/// Nobody is logged in; the database refuses.
pub async fn stop(db: &Db, ctx: &Ctx, id: Uuid) -> Result<()> {
    let (account, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    volgers::verwijder(write.conn(), id, account).await?;
    write.commit_zonder_gebeurtenis().await
}

/// A kennisvraag that somebody follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevolgd {
    /// Its number.
    pub id: Uuid,
    /// The kennisvraag and how it stands; none when they may not read it any more.
    pub wat: Option<(Kop, Status)>,
    /// Since when.
    pub op: DateTime<Utc>,
}

/// What somebody wants to hear of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mijn {
    /// The kennisvragen that they follow, the newest first.
    pub gevolgd: Vec<Gevolgd>,
    /// What they searched in vain and wait for, the newest first.
    pub wensen: Vec<(String, DateTime<Utc>)>,
}

/// What the actor wants to hear of.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Mijn> {
    let (account, _) = ingelogd(ctx)?;
    van_account(ctx, conn, account).await
}

async fn van_account(ctx: &Ctx, conn: &impl ConnectionTrait, account: Uuid) -> Result<Mijn> {
    let rijen = volgers::van_account(conn, account).await?;
    let ids: Vec<Uuid> = rijen.iter().map(|(id, _)| *id).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let mut koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    let mut gevolgd = Vec::with_capacity(rijen.len());
    for (id, op) in rijen {
        let kop = koppen.remove(&id);
        let stand = kop.as_ref().map(status).transpose()?;
        gevolgd.push(Gevolgd {
            id,
            wat: kop.zip(stand),
            op,
        });
    }
    Ok(Mijn {
        gevolgd,
        wensen: wensen::van_account(conn, account).await?,
    })
}

/// What an account follows and waits for, with since when, for who asks what is kept of them.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let Mijn { gevolgd, wensen } = van_account(ctx, conn, account).await?;
    let gevolgd = gevolgd.into_iter().map(|volgt| {
        let titel = volgt.wat.map(|(kop, _)| kop.titel);
        let titel = titel.unwrap_or_else(|| "een vraag die u niet meer mag lezen".to_owned());
        (format!("U volgt de kennisvraag: {titel}"), volgt.op)
    });
    let wensen = wensen
        .into_iter()
        .map(|(vraag, op)| (format!("U wacht op een antwoord op: {vraag}"), op));
    Ok(gevolgd.chain(wensen).collect())
}

/// Has all who follow a kennisvraag told something, once the write is committed.
///
/// # Errors
/// The database refuses.
pub(super) async fn vertel(write: &Write, ctx: &Ctx, id: Uuid, bericht: Bericht) -> Result<()> {
    for volger in volgers::van(write.conn(), id).await? {
        let lading = Lading {
            kennisvraag: id,
            volger,
            bericht,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}

/// Forgets what an account follows and waits for: its owner left.
///
/// # Errors
/// The database refuses.
pub async fn vergeet(conn: &impl ConnectionTrait, account: Uuid) -> Result<()> {
    volgers::wis_van(conn, account).await?;
    wensen::wis_van(conn, account).await
}
