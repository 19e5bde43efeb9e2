//! Telling who follows a knelpunt that a step was taken.

use super::super::{
    model::{Deelsoort, Lading, Status},
    store,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    signalen::model::Signaal,
    stukken::{Kind as _, model::Kop, service as stukken},
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The knelpunt; none when the message may not say which: it is not everybody's, or they signalled in
    /// confidence.
    pub kop: Option<Kop>,
    /// The state that it came to.
    pub status: Status,
}

/// Makes the message of a job; none when what it was followed by is gone, or the account can't be reached
/// any more.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let volger = match wat.soort {
        Deelsoort::Bijval => {
            let bijval = store::bijval::een(conn, wat.deel).await?;
            bijval.map(|bijval| (bijval.gebruiker, false))
        }
        Deelsoort::Signaal => {
            let mut signalen = Signaal::laad(conn, &[wat.deel], Teksten::Weg).await?;
            let signaal = signalen.remove(&wat.deel);
            signaal.map(|signaal| (signaal.melder, signaal.vertrouwelijk))
        }
    };
    let Some((account, vertrouwelijk)) = volger else {
        return Ok(None);
    };
    let Some(gebruiker) = bereikbaar(conn, account).await? else {
        return Ok(None);
    };
    let kop = if vertrouwelijk {
        None
    } else {
        stukken::koppen(ctx, conn, &[wat.knelpunt]).await?.pop()
    };
    Ok(Some(Zending {
        aan: gebruiker.mail,
        kop,
        status: wat.status,
    }))
}
