//! What waits for the redactie, what somebody asked, and what a page says of it.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Overname, Status},
        store,
    },
    bereid,
};
use crate::{
    actor::Rol,
    ctx::Ctx,
    error::{Error, Result},
    gebruikers::service::sessies::ingelogd,
    stukken::{model::Kop, service as stukken},
};

/// An overname in a list.
#[derive(Debug, Clone)]
pub struct Regel {
    /// Its number.
    pub id: Uuid,
    /// The praktijk.
    pub kop: Kop,
    /// The name of the organisatie.
    pub organisatie: String,
    /// How it stands.
    pub status: Status,
    /// Since when it stands so.
    pub sinds: DateTime<Utc>,
    /// Whether the actor asked it.
    pub van_mij: bool,
}

async fn regels(ctx: &Ctx, conn: &impl ConnectionTrait, alle: Vec<Overname>) -> Result<Vec<Regel>> {
    let (ik, _) = ingelogd(ctx)?;
    let mut regels = Vec::new();
    for overname in alle {
        let ids = [overname.stuk_id, overname.organisatie_id];
        let koppen = stukken::koppen(ctx, conn, &ids).await?;
        let Ok([kop, organisatie]) = <[Kop; 2]>::try_from(koppen) else {
            continue;
        };
        regels.push(Regel {
            id: overname.id,
            kop,
            organisatie: organisatie.titel,
            status: overname.status,
            sinds: overname.besloten_op.unwrap_or(overname.op),
            van_mij: overname.gebruiker_id == ik,
        });
    }
    Ok(regels)
}

/// What waits for the redactie, the longest waiting first.
///
/// # Errors
/// [`Error::NotFound`] for others; nobody is logged in; the database can't be read.
pub async fn bij_redactie(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Regel>> {
    ctx.eis_een(&[Rol::Redactie])?;
    let alle = store::open(conn, None).await?;
    regels(ctx, conn, alle).await
}

/// What the actor asked, the newest first.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Regel>> {
    let (ik, _) = ingelogd(ctx)?;
    let alle = store::van_account(conn, ik).await?;
    regels(ctx, conn, alle).await
}

/// What an account said when it asked, the first first.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let alle = store::van_account(conn, account).await?.into_iter().rev();
    let tekst = |o: Overname| {
        let delen = [o.vraag.toelichting, o.vraag.reden];
        let delen: Vec<String> = delen.into_iter().filter(|d| !d.is_empty()).collect();
        (delen.join(" "), o.op)
    };
    Ok(alle.map(tekst).collect())
}

/// Those that were decided or taken back before a moment, each with when.
///
/// # Errors
/// The database can't be read.
pub async fn besloten_voor(
    conn: &impl ConnectionTrait,
    grens: DateTime<Utc>,
) -> Result<Vec<(Uuid, DateTime<Utc>)>> {
    let oude = store::besloten_voor(conn, grens).await?.into_iter();
    Ok(oude
        .map(|o| (o.id, o.besloten_op.unwrap_or(o.op)))
        .collect())
}

/// Destroys those; answers how many.
///
/// # Errors
/// The database refuses.
pub async fn wis(conn: &impl ConnectionTrait, grens: DateTime<Utc>) -> Result<u64> {
    let mut weg = 0;
    for overname in store::besloten_voor(conn, grens).await? {
        weg += u64::from(store::vernietig(conn, overname.id).await?);
    }
    Ok(weg)
}

/// What the page of a praktijk says of an overname to the actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kan {
    /// Nothing: it is not theirs to ask.
    Niets,
    /// Somebody may ask it for these organisaties.
    Vragen(Vec<String>),
    /// It was asked for an organisatie of theirs at a moment: by the actor with this number.
    Loopt {
        /// The name of the organisatie.
        organisatie: String,
        /// When.
        op: DateTime<Utc>,
        /// The number, when the actor asked it.
        eigen: Option<Uuid>,
    },
}

/// What the page of a praktijk offers to the actor.
///
/// # Errors
/// The database can't be read.
pub async fn kan(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<Kan> {
    let Ok((ik, _)) = ingelogd(ctx) else {
        return Ok(Kan::Niets);
    };
    let mogelijk = match bereid(ctx, conn, kop.slug.as_str()).await {
        Ok(voorbereid) => voorbereid.mogelijk,
        Err(Error::MagNiet(_) | Error::Conflict(_) | Error::NotFound) => return Ok(Kan::Niets),
        Err(fout) => return Err(fout),
    };
    for open in store::open(conn, Some(kop.id)).await? {
        let van_ons = mogelijk.iter().find(|n| n.kop.id == open.organisatie_id);
        if let Some(namens) = van_ons {
            return Ok(Kan::Loopt {
                organisatie: namens.kop.titel.clone(),
                op: open.op,
                eigen: (open.gebruiker_id == ik).then_some(open.id),
            });
        }
    }
    Ok(Kan::Vragen(
        mogelijk.into_iter().map(|n| n.kop.titel).collect(),
    ))
}
