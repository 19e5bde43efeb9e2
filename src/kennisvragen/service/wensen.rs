//! Waiting for an answer to what somebody searched in vain. What they searched is kept with who they are for a short
//! time only, and goes when it becomes a kennisvraag: then they follow that.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use search_index::SearchIndex;
use uuid::Uuid;

use super::{
    super::{
        model::{MAX_WENSEN, Punt, beste, wens},
        store::{volgers, wensen},
    },
    agenda::op_agenda,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::sessies::ingelogd,
    stukken::model::{Kop, Soort},
    zoeken::{
        model::{Facet, Vraag, vragen::in_vertrouwen},
        service::zoek,
    },
};

/// Makes who begins to wait and who takes them along wait for each other: nobody waits for one too many, and nobody is
/// forgotten between reading who waits and ending it.
const SLOT: i64 = 0x5745_4e53;
/// How many kennisvragen search may bring.
const PER_VRAAG: u64 = 5;

/// What the search page offers somebody who found nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zoekhulp {
    /// What was searched, as it was typed.
    pub vraag: String,
    /// Whether they wait for an answer to it.
    pub wacht: bool,
    /// A kennisvraag without an answer that is likely about the same.
    pub lijkt: Option<Lijkend>,
}

/// A kennisvraag that is likely about what somebody searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijkend {
    /// The address of its page, from the root of the site.
    pub pad: String,
    /// The question.
    pub titel: String,
    /// How it stands, in words.
    pub status: &'static str,
    /// Whether the reader follows it.
    pub volgt: bool,
}

/// What somebody is offered who found nothing with `q`. Nothing for a visitor, for who reads in confidence (of what
/// occupies them nothing is kept), and for what nothing may be kept of.
///
/// # Errors
/// Database or index fail.
pub async fn zoekhulp(
    ctx: &Ctx,
    db: &Db,
    index: &SearchIndex,
    q: &str,
) -> Result<Option<Zoekhulp>> {
    let Ok((account, _)) = ingelogd(ctx) else {
        return Ok(None);
    };
    let Some(vraag) = wens(q, &mut Fouten::new()).filter(|_| !in_vertrouwen(&ctx.actor)) else {
        return Ok(None);
    };
    let conn = db.read();
    let lijkt = match lijkend(ctx, db, index, q).await? {
        Some(punt) => Some(Lijkend {
            pad: punt.kop.pad(),
            status: punt.status.label(),
            volgt: volgers::volgt(conn, punt.kop.id, account).await?,
            titel: punt.kop.titel,
        }),
        None => None,
    };
    Ok(Some(Zoekhulp {
        vraag: q.to_owned(),
        wacht: wensen::wacht(conn, account, &vraag).await?,
        lijkt,
    }))
}

/// The kennisvraag without an answer that is most about the same. Search finds it when a filter stood in the way;
/// otherwise its words look alike.
async fn lijkend(ctx: &Ctx, db: &Db, index: &SearchIndex, q: &str) -> Result<Option<Punt>> {
    let mut open = op_agenda(ctx, db.read()).await?;
    open.retain(|punt| punt.status.is_open());
    if open.is_empty() {
        return Ok(None);
    }
    let vraag = Vraag {
        q: q.to_owned(),
        filters: [(Facet::Soort, vec![Soort::Kennisvraag.to_string()])].into(),
        per_pagina: PER_VRAAG,
        facetten: false,
        ..Vraag::default()
    };
    let gevonden = zoek(ctx, db, index, &vraag).await?.treffers;
    let plek_van = |kop: &Kop| open.iter().position(|punt| punt.kop.id == kop.id);
    let plek = gevonden.iter().find_map(|treffer| plek_van(&treffer.kop));
    let plek = plek.or_else(|| {
        let tekst = |punt: &Punt| format!("{} {}", punt.kop.titel, punt.kop.samenvatting);
        beste(q, open.iter().map(tekst).enumerate())
    });
    Ok(plek.map(|plek| open.swap_remove(plek)))
}

/// Lets the actor wait for an answer. Who waits already goes on.
///
/// # Errors
/// Nobody is logged in; nothing of it may be kept; [`Error::MagNiet`] for who reads in confidence; the database
/// refuses.
pub async fn wacht(db: &Db, ctx: &Ctx, q: &str) -> Result<()> {
    let (account, _) = ingelogd(ctx)?;
    if in_vertrouwen(&ctx.actor) {
        return Err(Error::MagNiet(
            "U leest in vertrouwen. Wij bewaren daarom niet wat u zoekt. Volg een vraag op de kennisagenda, of \
             vraag het de redactie."
                .into(),
        ));
    }
    let mut fouten = Fouten::new();
    let vraag = wens(q, &mut fouten);
    let Some(vraag) = vraag else {
        return Err(fouten.into());
    };
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let wacht_al = wensen::wacht(conn, account, &vraag).await?;
    if !wacht_al && wensen::aantal_van(conn, account).await? >= MAX_WENSEN {
        let melding = format!("U wacht al op {MAX_WENSEN} antwoorden. Haal er eerst een weg.");
        fouten.meld("gezocht", "te-veel", melding);
        return Err(fouten.into());
    }
    wensen::voeg_toe(conn, account, &vraag, ctx.now).await?;
    write.commit_zonder_gebeurtenis().await
}

/// Ends that the actor waits for an answer; `vraag` is as the list has it.
///
/// # Errors
/// Nobody is logged in; the database refuses.
pub async fn stop(db: &Db, ctx: &Ctx, vraag: &str) -> Result<()> {
    let (account, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    wensen::verwijder(write.conn(), account, vraag).await?;
    write.commit_zonder_gebeurtenis().await
}

/// How many wait for an answer to each of these questions of the search journal.
///
/// # Errors
/// The database can't be read.
pub async fn aantallen(
    conn: &impl ConnectionTrait,
    vragen: &[String],
) -> Result<HashMap<String, u64>> {
    wensen::aantallen(conn, vragen).await
}

/// How many wait for an answer to this; `zoekvraag` may be empty.
pub(super) async fn aantal(conn: &impl ConnectionTrait, zoekvraag: &str) -> Result<u64> {
    let Some(vraag) = wens(zoekvraag, &mut Fouten::new()) else {
        return Ok(0);
    };
    let mut aantallen = aantallen(conn, std::slice::from_ref(&vraag)).await?;
    Ok(aantallen.remove(&vraag).unwrap_or_default())
}

/// Takes away that anybody waits for an answer to this; answers who did.
pub(super) async fn neem(write: &Write, zoekvraag: &str) -> Result<Vec<Uuid>> {
    let Some(vraag) = wens(zoekvraag, &mut Fouten::new()) else {
        return Ok(Vec::new());
    };
    write.als_enige(SLOT).await?;
    wensen::neem(write.conn(), &vraag).await
}

/// What is from before a moment, by a key that tells nothing of who it is but the number of the account.
///
/// # Errors
/// The database can't be read.
pub async fn geeindigd(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let rijen = wensen::voor(conn, grens).await?.into_iter();
    Ok(rijen
        .map(|(account, vraag, op)| (format!("{account} {vraag}"), op))
        .collect())
}

/// Destroys what is from before a moment; answers how much that was.
///
/// # Errors
/// The database refuses.
pub async fn wis(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<u64> {
    wensen::wis_voor(conn, grens).await
}
