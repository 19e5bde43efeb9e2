//! What is told by mail, made of the job that asks for it.

use super::{
    super::model::{Lading, Orgaan, Status},
    duo::duo,
    lezen::op_id,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Error, Result},
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    stukken::{Kind as _, service as stukken},
    werkruimte::model::Niveau,
};

use super::super::model::Besluit;

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What it is called; none when a mail must not say that.
    pub titel: Option<String>,
    /// The title of the thema.
    pub thema: String,
    /// How it stands; while it waits, the reader is asked to agree.
    pub status: Status,
    /// Why it was refused or taken back, for who reads that.
    pub waarom: String,
    /// Where it is read, from the root of the site.
    pub pad: String,
}

/// Makes the message of a job; none when there is nothing to tell any more: it was settled, changed or agreed with
/// meanwhile, or who was to hear it left the duo, can't be reached, or may not read it.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: &Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let (account, id) = lading.wie_en_wat();
    let Some(gebruiker) = bereikbaar(conn, account).await? else {
        return Ok(None);
    };
    let Some(inhoud) = Besluit::laad(conn, &[id], Teksten::Weg).await?.remove(&id) else {
        return Ok(None);
    };
    let duo = duo(conn, inhoud.plaats.thema).await?;
    let Some(lid) = duo.into_iter().find(|lid| lid.id == account) else {
        return Ok(None);
    };
    // With the keys that they hold: what they may not read is not told.
    let ctx = lid.als(ctx);
    let zaak = match op_id(&ctx, conn, id).await {
        Ok(zaak) => zaak,
        Err(Error::NotFound) => return Ok(None),
        Err(fout) => return Err(fout),
    };
    let wacht = zaak.status == Status::Voorgesteld;
    let wie = lid.wie();
    let kan = wie.kan_instemmen(&zaak.inhoud.indiener, &zaak.stemmen);
    let er_is_iets = match lading {
        Lading::Gevraagd { afdruk, .. } => {
            let zelfde = afdruk.is_empty() || *afdruk == zaak.inhoud.afdruk;
            wacht && zelfde && zaak.inhoud.door == Orgaan::Duo && kan.is_ok()
        }
        Lading::Afgelopen { .. } => !wacht,
    };
    let themas = stukken::koppen(&ctx, conn, &[zaak.inhoud.plaats.thema]).await?;
    let Some(thema) = themas.first().filter(|_| er_is_iets) else {
        return Ok(None);
    };
    let actie = match zaak.status {
        Status::Afgewezen => Some("afwijzen"),
        Status::Ingetrokken => Some("intrekken"),
        Status::Voorgesteld | Status::Genomen => None,
    };
    let vertrouwelijk = zaak.inhoud.plaats.niveau == Niveau::Vertrouwelijk;
    let waarom = match actie.filter(|_| !vertrouwelijk) {
        Some(actie) => stukken::overgangen::laatste_reden(&ctx, conn, id, actie).await?,
        None => None,
    };
    Ok(Some(Zending {
        aan: gebruiker.mail,
        titel: (!vertrouwelijk).then(|| zaak.kop.titel.clone()),
        thema: thema.titel.clone(),
        status: zaak.status,
        waarom: waarom.unwrap_or_default(),
        // The address of a page holds its title.
        pad: if vertrouwelijk {
            format!("{}/werkruimte/besluiten", thema.pad())
        } else {
            zaak.kop.pad()
        },
    }))
}
