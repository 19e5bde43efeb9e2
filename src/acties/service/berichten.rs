//! What is told by mail, made of the job that asks for it.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Actie, Lading, Status},
    mensen::{mensen, met},
    status,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    stukken::{Kind as _, model::Kop, service as stukken},
    werkruimte::model::Niveau,
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What is told.
    pub over: Vec<Over>,
}

/// An actie, as a message tells of it.
#[derive(Debug)]
pub struct Over {
    /// What there is to tell.
    pub wat: Wat,
    /// What has to be done; none when a mail must not say that.
    pub titel: Option<String>,
    /// The title of the thema.
    pub thema: String,
    /// The last day.
    pub voor: NaiveDate,
    /// Where it stands, from the root of the site.
    pub pad: String,
}

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wat {
    /// Somebody gave it to the reader.
    Gegeven,
    /// It has to be done soon.
    Bijna,
    /// It had to be done by now.
    TeLaat,
}

/// Makes the message of a job; none when there is nothing to tell any more: it was done, somebody else has
/// it, it has another last day, or who had it left the thema or can't be reached.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: &Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(account) = bereikbaar(conn, lading.account()).await? else {
        return Ok(None);
    };
    let vandaag = ctx.vandaag();
    let gevraagd: Vec<(Uuid, Option<NaiveDate>)> = match lading {
        Lading::Gegeven { actie, .. } => vec![(*actie, None)],
        Lading::Nacht { acties, .. } => acties.iter().map(|w| (w.actie, Some(w.voor))).collect(),
    };
    let mut over = Vec::new();
    for (id, voor) in gevraagd {
        over.extend(
            over_actie(conn, ctx, (account.id, id), |actie| match voor {
                None => Some(Wat::Gegeven),
                Some(voor) if voor != actie.voor => None,
                Some(voor) if voor < vandaag => Some(Wat::TeLaat),
                Some(_) => Some(Wat::Bijna),
            })
            .await?,
        );
    }
    Ok((!over.is_empty()).then_some(Zending {
        aan: account.mail,
        over,
    }))
}

/// An actie of an account with what a message says of it; none when it is not theirs to do now.
async fn over_actie(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (account, id): (Uuid, Uuid),
    wat: impl FnOnce(&Actie) -> Option<Wat>,
) -> Result<Option<Over>> {
    let mut inhouden = Actie::laad(conn, &[id], Teksten::Weg).await?;
    let inhoud = inhouden.remove(&id).filter(|actie| actie.houder == account);
    let Some((actie, wat)) = inhoud.and_then(|actie| {
        let wat = wat(&actie)?;
        Some((actie, wat))
    }) else {
        return Ok(None);
    };
    let mensen = mensen(conn, actie.plaats.thema).await?;
    let Some(mens) = met(&mensen, account, actie.plaats.niveau) else {
        return Ok(None);
    };
    // With the keys that they hold: what they may not read is not told.
    let ctx = mens.als(ctx);
    let koppen = stukken::koppen(&ctx, conn, &[id, actie.plaats.thema]).await?;
    let kop = |id: Uuid| koppen.iter().find(|kop: &&Kop| kop.id == id);
    let (Some(kop), Some(thema)) = (kop(id), kop(actie.plaats.thema)) else {
        return Ok(None);
    };
    if status(kop)? != Status::Open {
        return Ok(None);
    }
    let vertrouwelijk = actie.plaats.niveau == Niveau::Vertrouwelijk;
    Ok(Some(Over {
        wat,
        titel: (!vertrouwelijk).then(|| kop.titel.clone()),
        thema: thema.titel.clone(),
        voor: actie.voor,
        // The address of a page holds its title.
        pad: if vertrouwelijk {
            format!("/themas/{}/werkruimte/acties", thema.slug)
        } else {
            kop.pad()
        },
    }))
}
