//! What there is to tell about a netwerk when a message is sent.

use super::super::model::Lading;
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{
        model::Mailadres,
        service::functie::{bereikbaar, houders},
    },
    stukken::{model::Kop, service as stukken},
};

/// A message that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The thema.
    pub thema: Kop,
    /// Whether they came into its netwerk; else they are out of it.
    pub erbij: bool,
}

/// Makes the message of a job; none when it is otherwise by now, or the account can't be reached.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let (id, erbij) = match lading {
        Lading::Erbij { thema, .. } => (thema, true),
        Lading::Eruit { thema, .. } => (thema, false),
    };
    let leden = houders(conn, Rol::Netwerklid, Bereik::Thema(id)).await?;
    let gebruiker = bereikbaar(conn, lading.account()).await?;
    let thema = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let (Some(gebruiker), Some(thema)) = (gebruiker, thema) else {
        return Ok(None);
    };
    let klopt = leden.contains(&lading.account()) == erbij;
    Ok(klopt.then_some(Zending {
        aan: gebruiker.mail,
        thema,
        erbij,
    }))
}
