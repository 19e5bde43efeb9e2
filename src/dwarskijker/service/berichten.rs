//! What is mailed about wederhoor: that there is something to read, and never what.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Bevinding, Lading, Status},
        store,
    },
    wederhoor::vragen_aan,
    zaak::{schrijvers, status},
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    stukken::{Kind as _, service as stukken},
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What is told.
    pub wat: Bericht,
    /// How many bevindingen wait for them.
    pub aantal: usize,
    /// The first last day among those; none when none waits.
    pub uiterlijk: Option<NaiveDate>,
}

/// Makes the message of a job; none when there is nothing to tell any more, or the account can't be used.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Lading { wat, account } = lading;
    let Some(gebruiker) = bereikbaar(conn, account).await? else {
        return Ok(None);
    };
    let dagen = match wat {
        Bericht::Gevraagd | Bericht::Herinnering => wacht_op(conn, account).await?,
        Bericht::Voorbij if !schrijvers(conn).await?.contains(&account) => return Ok(None),
        Bericht::Voorbij => voorbij(conn, ctx.vandaag()).await?,
        Bericht::Teruggenomen | Bericht::Vastgesteld => Vec::new(),
    };
    let vraagt = !matches!(wat, Bericht::Teruggenomen | Bericht::Vastgesteld);
    if vraagt && dagen.is_empty() {
        return Ok(None);
    }
    Ok(Some(Zending {
        aan: gebruiker.mail,
        wat,
        aantal: dagen.len(),
        uiterlijk: dagen.into_iter().min(),
    }))
}

/// The last day of everything that an account has still to reply to.
async fn wacht_op(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<NaiveDate>> {
    let mut dagen = Vec::new();
    for (bevinding, vraag) in vragen_aan(conn, account).await? {
        if vraag.reactie.is_none() && ligt_voor(conn, bevinding).await? {
            dagen.push(vraag.uiterlijk);
        }
    }
    Ok(dagen)
}

/// Whether a bevinding is out for a reply now.
async fn ligt_voor(conn: &impl ConnectionTrait, bevinding: Uuid) -> Result<bool> {
    let kop = stukken::kop_voor_taak(conn, bevinding).await?;
    Ok(status(&kop)? == Status::Wederhoor)
}

/// The last day of every bevinding for which the time to reply is over.
async fn voorbij(conn: &impl ConnectionTrait, vandaag: NaiveDate) -> Result<Vec<NaiveDate>> {
    let ids = store::onderweg(conn).await?;
    let inhouden = Bevinding::laad(conn, &ids, Teksten::Weg).await?;
    let gevraagd = store::wederhoor::van(conn, &ids).await?;
    let mut dagen = Vec::new();
    for (id, inhoud) in inhouden {
        let gevraagd = gevraagd.get(&id).into_iter().flatten();
        let nu = gevraagd.filter(|w| w.ronde == inhoud.ronde);
        let laatste = nu.map(|w| w.uiterlijk).max();
        if let Some(dag) = laatste.filter(|dag| *dag < vandaag)
            && ligt_voor(conn, id).await?
        {
            dagen.push(dag);
        }
    }
    Ok(dagen)
}
