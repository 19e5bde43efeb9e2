//! Telling who signalled what happens with it, and who treats it that there is one. A mail has the kenmerk, and
//! no word of what was signalled.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Bericht, Lading, SOORT, Signaal, Status},
    lezen::laad_een,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Teksten, Write},
    error::{Error, Result},
    gebruikers::{
        model::Mailadres,
        service::functie::{bereikbaar, houders},
    },
    jobs::{model::Opdracht, service as jobs},
    knelpunten::service as knelpunten,
    stukken::service as stukken,
};

/// Has those told that a signaal came: who sent it, and who treats it.
///
/// # Errors
/// The database refuses.
pub(super) async fn bij_binnenkomst(
    write: &Write,
    ctx: &Ctx,
    id: Uuid,
    inhoud: &Signaal,
) -> Result<()> {
    aan_melder(write, ctx, (id, inhoud), Bericht::Ontvangen).await?;
    aan_behandelaars(write, ctx, id, inhoud).await
}

/// Has who signalled told what happened.
///
/// # Errors
/// The database refuses.
pub(super) async fn aan_melder(
    write: &Write,
    ctx: &Ctx,
    (id, inhoud): (Uuid, &Signaal),
    bericht: Bericht,
) -> Result<()> {
    if !inhoud.mailt_melder() {
        return Ok(());
    }
    let lading = Lading {
        signaal: id,
        bericht,
        account: None,
    };
    klaar(write, ctx, lading).await
}

/// Has who treats a signaal told that there is one.
///
/// # Errors
/// The database refuses.
pub(super) async fn aan_behandelaars(
    write: &Write,
    ctx: &Ctx,
    id: Uuid,
    inhoud: &Signaal,
) -> Result<()> {
    let mut accounts = behandelaars(write.conn(), inhoud).await?;
    accounts.remove(&inhoud.melder);
    for account in accounts {
        let lading = Lading {
            signaal: id,
            bericht: Bericht::Binnen,
            account: Some(account),
        };
        klaar(write, ctx, lading).await?;
    }
    Ok(())
}

async fn klaar(write: &Write, ctx: &Ctx, lading: Lading) -> Result<()> {
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}

/// Who treats a signaal: the dwarskijker and bureau what is in confidence, and else who treats its thema.
async fn behandelaars(conn: &impl ConnectionTrait, inhoud: &Signaal) -> Result<BTreeSet<Uuid>> {
    if !inhoud.vertrouwelijk {
        return knelpunten::behandelaars(conn, inhoud.thema).await;
    }
    let mut accounts = houders(conn, Rol::Dwarskijker, Bereik::Landelijk).await?;
    accounts.extend(houders(conn, Rol::Bureau, Bereik::Landelijk).await?);
    Ok(accounts)
}

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The number of the signaal.
    pub kenmerk: String,
    /// What is told.
    pub bericht: Bericht,
    /// Whether the signaal is in confidence.
    pub vertrouwelijk: bool,
}

/// Makes the message of a job; none when there is nothing to tell any more: the signaal was treated already, or
/// the account can't be used.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, wat: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let kop = match stukken::kop_voor_taak(conn, wat.signaal).await {
        Ok(kop) => kop,
        Err(Error::NotFound) => return Ok(None),
        Err(fout) => return Err(fout),
    };
    let inhoud = laad_een(conn, kop.id, Teksten::Weg).await?;
    let wacht = kop.status == Status::Ingediend.waarde();
    let account = match (wat.bericht.is_voor_melder(), wat.account) {
        (true, _) if inhoud.mailt_melder() => inhoud.melder,
        (false, Some(account)) if wacht => account,
        _ => return Ok(None),
    };
    let gebruiker = bereikbaar(conn, account).await?;
    Ok(gebruiker.map(|gebruiker| Zending {
        aan: gebruiker.mail,
        kenmerk: kop.kenmerk.map(|k| k.to_string()).unwrap_or_default(),
        bericht: wat.bericht,
        vertrouwelijk: inhoud.vertrouwelijk,
    }))
}
