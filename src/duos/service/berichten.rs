//! What there is to tell about seats when a message is sent.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Kant, Lading, Leeg},
    regietafel, zetels_van,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{
        model::Mailadres,
        service::{functie::bereikbaar, rollen},
    },
    stukken::{model::Kop, service as stukken},
};

/// A message that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What it says.
    pub wat: Wat,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wat {
    /// A hand-over waits for the regietafel.
    Voorgesteld {
        /// The thema.
        thema: Kop,
        /// The side.
        kant: Kant,
    },
    /// A seat was handed over.
    Overgedragen {
        /// The thema.
        thema: Kop,
        /// The side.
        kant: Kant,
        /// Whether the reader sits there now.
        nieuw: bool,
        /// How many open acties came along.
        acties: u64,
    },
    /// The regietafel does not agree.
    Afgewezen {
        /// The thema.
        thema: Kop,
        /// The side.
        kant: Kant,
    },
    /// Seats stand empty: of which thema, which side, and since when.
    Leeg(Vec<(Kop, Kant, DateTime<Utc>)>),
}

/// Makes the message of a job; none when there is nothing to tell any more: it was decided, somebody sits there by now,
/// the thema is gone, or the account can't be reached or is not of the regietafel any more.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: &Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(gebruiker) = bereikbaar(conn, lading.account()).await? else {
        return Ok(None);
    };
    let thema = async |id: Uuid| -> Result<Option<Kop>> {
        Ok(stukken::koppen(ctx, conn, &[id]).await?.pop())
    };
    let aan_de_tafel =
        async || -> Result<bool> { Ok(regietafel(conn).await?.contains(&lading.account())) };
    let wat = match lading {
        Lading::Voorgesteld {
            aanvraag,
            thema: id,
            kant,
            ..
        } => {
            if !aan_de_tafel().await? || !rollen::is_open(conn, *aanvraag).await? {
                return Ok(None);
            }
            let kant = *kant;
            thema(*id)
                .await?
                .map(|thema| Wat::Voorgesteld { thema, kant })
        }
        Lading::Overgedragen {
            thema: id,
            kant,
            nieuw,
            acties,
            ..
        } => thema(*id).await?.map(|thema| Wat::Overgedragen {
            thema,
            kant: *kant,
            nieuw: *nieuw,
            acties: *acties,
        }),
        Lading::Afgewezen {
            thema: id, kant, ..
        } => {
            let kant = *kant;
            thema(*id)
                .await?
                .map(|thema| Wat::Afgewezen { thema, kant })
        }
        Lading::Nacht { zetels, .. } => {
            if !aan_de_tafel().await? {
                return Ok(None);
            }
            let leeg = nog_leeg(ctx, conn, zetels).await?;
            (!leeg.is_empty()).then_some(Wat::Leeg(leeg))
        }
    };
    Ok(wat.map(|wat| Zending {
        aan: gebruiker.mail,
        wat,
    }))
}

/// Those of these seats where nobody sat down since.
async fn nog_leeg(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    gemeld: &[Leeg],
) -> Result<Vec<(Kop, Kant, DateTime<Utc>)>> {
    let ids: Vec<Uuid> = gemeld.iter().map(|leeg| leeg.thema).collect();
    let zetels = zetels_van(conn, &ids).await?;
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let nog = gemeld.iter().filter_map(|leeg| {
        let zetel = zetels
            .get(&leeg.thema)?
            .iter()
            .find(|z| z.kant == leeg.kant)?;
        let is_leeg = zetel.houder.is_none() && zetel.sinds == leeg.sinds;
        let kop = koppen.iter().find(|kop| kop.id == leeg.thema)?;
        is_leeg.then(|| (kop.clone(), leeg.kant, leeg.sinds))
    });
    Ok(nog.collect())
}
