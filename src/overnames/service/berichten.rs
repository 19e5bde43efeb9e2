//! Telling who asked what was decided.

use super::super::{
    model::{Lading, Status},
    store,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    stukken::{model::Kop, service as stukken},
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The praktijk.
    pub kop: Kop,
    /// Whether it is theirs now.
    pub toegekend: bool,
    /// Where it stands why, from the root of the site.
    pub pad: String,
}

/// Makes the message of a job; none when nothing was decided, or who asked can't be reached any more.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(overname) = store::voor_taak(conn, wat.overname).await? else {
        return Ok(None);
    };
    let toegekend = match overname.status {
        Status::Toegekend => true,
        Status::Afgewezen => false,
        Status::Open | Status::Ingetrokken => return Ok(None),
    };
    let Some(gebruiker) = bereikbaar(conn, overname.gebruiker_id).await? else {
        return Ok(None);
    };
    let kop = stukken::koppen(ctx, conn, &[overname.stuk_id]).await?.pop();
    Ok(kop.map(|kop| Zending {
        aan: gebruiker.mail,
        kop,
        toegekend,
        pad: format!("/overnames/{}", overname.id),
    }))
}
