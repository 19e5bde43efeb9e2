//! What there is to tell about seats when a message is sent.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Kant, Lading, Leeg},
    overdracht::zetel,
    regietafel, zetels_van,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{
        model::{Mailadres, aanvraag::Aanvraag},
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
/// the thema is gone, or the account can't be reached, is not of the regietafel any more or does not sit there any
/// more. Nobody is asked to decide on what they asked, or on what is about them.
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
            if is_van(conn, (*id, kant), *aanvraag, lading.account()).await? {
                return Ok(None);
            }
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
            if houder(conn, (*id, kant)).await? != Some(lading.account()) {
                return Ok(None);
            }
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

/// Who sits on a seat; none when nobody does.
async fn houder(conn: &impl ConnectionTrait, (thema, kant): (Uuid, Kant)) -> Result<Option<Uuid>> {
    let zetels = zetels_van(conn, &[thema]).await?;
    let zetel = zetels
        .get(&thema)
        .into_iter()
        .flatten()
        .find(|z| z.kant == kant);
    Ok(zetel.and_then(|zetel| zetel.houder))
}

/// Whether an account asked for a hand-over, or is the one who would get the seat.
async fn is_van(
    conn: &impl ConnectionTrait,
    (thema, kant): (Uuid, Kant),
    aanvraag: Uuid,
    account: Uuid,
) -> Result<bool> {
    // Who asked sits there, unless they left since.
    let vragers = [houder(conn, (thema, kant)).await?, Some(account)];
    for door in vragers.into_iter().flatten() {
        let gevraagd = rollen::lopende_overdracht(conn, zetel(thema, kant), door).await?;
        let is_dit = |a: &Aanvraag| a.id == aanvraag && [a.door, a.gebruiker_id].contains(&account);
        if gevraagd.is_some_and(|gevraagd| is_dit(&gevraagd)) {
            return Ok(true);
        }
    }
    Ok(false)
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
