//! Telling who signalled, or said that it plays with them too, that it went to another knelpunt.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Delen;
use crate::{
    ctx::Ctx,
    db::{Db, Teksten, Write},
    error::{Error, Result},
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    jobs::{model::Opdracht, service as jobs},
    knelpunten::{model::Deelsoort, store},
    signalen::model::Signaal,
    stukken::{Kind as _, model::Kop, service as stukken},
};

/// The kind of the jobs that tell of a move.
pub const VERPLAATSTMAIL: &str = "verplaatst-mail";

/// What a job is about: what moved and to where, and never whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verplaatst {
    /// What moved.
    pub soort: Deelsoort,
    /// Which of these.
    pub deel: Uuid,
    /// To which knelpunt.
    pub naar: Uuid,
}

/// Has people told, once the write is committed. Of what was signalled in confidence there is no mail: who
/// sent it reads it on the platform.
pub(super) async fn vertel(write: &Write, ctx: &Ctx, delen: &Delen, naar: Uuid) -> Result<()> {
    let inhouden = Signaal::laad(write.conn(), &delen.signalen, Teksten::Weg).await?;
    let mailt = |id: &&Uuid| inhouden.get(*id).is_some_and(Signaal::mailt_melder);
    let signalen = delen.signalen.iter().filter(mailt);
    let signalen = signalen.map(|id| (Deelsoort::Signaal, *id));
    let bijval = delen.bijval.iter().map(|id| (Deelsoort::Bijval, *id));
    let alle: Vec<(Deelsoort, Uuid)> = signalen.chain(bijval).collect();
    for (soort, deel) in alle {
        let lading = Verplaatst { soort, deel, naar };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        let opdracht = Opdracht::nieuw(VERPLAATSTMAIL, lading);
        jobs::zet_klaar(write, ctx.now, opdracht).await?;
    }
    Ok(())
}

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What moved.
    pub soort: Deelsoort,
    /// The kenmerk of the signaal; empty for what was said beside one.
    pub kenmerk: String,
    /// The knelpunt that it is part of now; none when it is not everybody's.
    pub kop: Option<Kop>,
}

/// Makes the message of a job; none when it moved on since or was taken back, or the account can't be reached
/// any more.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Verplaatst) -> Result<Option<Zending>> {
    let van = match wat.soort {
        Deelsoort::Signaal => melder(db, wat).await?,
        Deelsoort::Bijval => {
            let deze = store::bijval::een(db.read(), wat.deel).await?;
            let deze = deze.filter(|b| b.knelpunt == wat.naar);
            deze.map(|b| (b.gebruiker, String::new()))
        }
    };
    let Some((account, kenmerk)) = van else {
        return Ok(None);
    };
    let Some(gebruiker) = bereikbaar(db.read(), account).await? else {
        return Ok(None);
    };
    // This task reads what everybody reads.
    let kop = stukken::koppen(ctx, db.read(), &[wat.naar]).await?.pop();
    Ok(Some(Zending {
        aan: gebruiker.mail,
        soort: wat.soort,
        kenmerk,
        kop,
    }))
}

/// Who sent a signaal, with its kenmerk; none when there is nothing to tell them.
async fn melder(db: &Db, wat: Verplaatst) -> Result<Option<(Uuid, String)>> {
    let mut inhouden = Signaal::laad(db.read(), &[wat.deel], Teksten::Weg).await?;
    let inhoud = inhouden.remove(&wat.deel);
    let inhoud = inhoud.filter(|i| i.mailt_melder() && i.knelpunt == Some(wat.naar));
    let Some(inhoud) = inhoud else {
        return Ok(None);
    };
    let kop = match stukken::kop_voor_taak(db.read(), wat.deel).await {
        Ok(kop) => kop,
        Err(Error::NotFound) => return Ok(None),
        Err(fout) => return Err(fout),
    };
    let kenmerk = kop.kenmerk.map(|k| k.to_string()).unwrap_or_default();
    Ok(Some((inhoud.melder, kenmerk)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_names_no_account() {
        let [deel, naar] = [1, 2].map(Uuid::from_u128);
        let lading = Verplaatst {
            soort: Deelsoort::Signaal,
            deel,
            naar,
        };
        assert_eq!(
            serde_json::to_value(lading).unwrap(),
            serde_json::json!({ "soort": "signaal", "deel": deel, "naar": naar })
        );
    }
}
