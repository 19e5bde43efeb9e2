//! What the duo is told by mail, made of the job that asks for it.

use super::{
    super::{model::Lading, store},
    een, lees,
};
use crate::{
    besluiten::service::duo,
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    stukken::{service as stukken, store as spil},
    werkruimte::model::Niveau,
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What it was about; none when a mail must not say that.
    pub titel: Option<String>,
    /// The title of the thema.
    pub thema: String,
    /// Where the besluit is read, from the root of the site.
    pub pad: String,
}

/// Makes the message of a job; none when there is nothing to tell: who was to hear it left the duo, can't be
/// reached, or may not read it.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(gebruiker) = bereikbaar(conn, lading.account).await? else {
        return Ok(None);
    };
    let Some(thema) = store::thema_van(conn, lading.escalatie).await? else {
        return Ok(None);
    };
    let duo = duo(conn, thema).await?;
    let Some(lid) = duo.into_iter().find(|lid| lid.id == lading.account) else {
        return Ok(None);
    };
    // With the keys that they hold: what they may not read is not told.
    let ctx = lid.als(ctx);
    let rij = match een(&ctx, conn, lading.escalatie).await {
        Ok(rij) => rij,
        Err(Error::NotFound) => return Ok(None),
        Err(fout) => return Err(fout),
    };
    let stuk_id = rij.stuk_id;
    let escalatie = lees(&ctx, conn, vec![rij]).await?.pop();
    let koppen = stukken::koppen(&ctx, conn, &[stuk_id]).await?;
    let (Some(escalatie), Some(over)) = (escalatie, koppen.first()) else {
        return Ok(None);
    };
    let (Some(besluit), Some(thema)) = (escalatie.besluit, escalatie.thema) else {
        return Ok(None);
    };
    let sleutels = spil::sleutels_van(conn, over.id).await?;
    let vertrouwelijk = Niveau::van_sleutels(&sleutels) == Niveau::Vertrouwelijk;
    Ok(Some(Zending {
        aan: gebruiker.mail,
        titel: (!vertrouwelijk).then(|| over.titel.clone()),
        // The address of a page holds its title.
        pad: if vertrouwelijk {
            format!("{}/werkruimte/besluiten?staat=genomen", thema.pad())
        } else {
            besluit.pad()
        },
        thema: thema.titel,
    }))
}
