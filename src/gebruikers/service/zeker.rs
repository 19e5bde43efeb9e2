//! Whether who sits there is the owner of the account: asked again before what somebody who found an open
//! browser, or stole its cookie, would do first (ASVS 5.0, 7.5.1).

use chrono::TimeDelta;

use super::{inloggen::Pogingen, kluis::Kluis, sessies::ingelogd};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    gebruikers::store::{self, MetWachtwoord},
};

/// How long after it began a login says as much as a password would.
const VERS: TimeDelta = TimeDelta::minutes(10);

/// Whether the password is asked; a login that is strong is enough by itself.
///
/// # Errors
/// [`Error::NietSterk`] when the login is not strong, and there is a second factor or no password;
/// nobody is logged in; the database fails.
pub async fn vraagt_wachtwoord(db: &Db, ctx: &Ctx) -> Result<bool> {
    Ok(met_wachtwoord(db, ctx).await?.is_some())
}

/// The account of the actor when its password has to be asked.
async fn met_wachtwoord(db: &Db, ctx: &Ctx) -> Result<Option<MetWachtwoord>> {
    let (id, aanmelding) = ingelogd(ctx)?;
    if aanmelding.sterk {
        return Ok(None);
    }
    let account = store::op_id(db.read(), id).await?;
    let account = account.ok_or(Error::NietIngelogd)?;
    if account.wachtwoord.is_some() && !account.met_factor {
        Ok(Some(account))
    } else {
        Err(Error::NietSterk)
    }
}

/// Whether the password is asked before a second factor is made. Who has none and no second factor
/// either has nothing to show but a login of just now.
///
/// # Errors
/// As [`vraagt_wachtwoord`]; [`Error::Conflict`] when the login would have to be newer.
pub(super) async fn vraagt_wachtwoord_of_vers(db: &Db, ctx: &Ctx) -> Result<bool> {
    let gevraagd = vraagt_wachtwoord(db, ctx).await;
    let (id, aanmelding) = ingelogd(ctx)?;
    let account = store::op_id(db.read(), id).await?;
    let account = account.ok_or(Error::NietIngelogd)?;
    if !matches!(gevraagd, Err(Error::NietSterk)) || account.met_factor {
        return gevraagd;
    }
    let sessies = store::sessies(db.read(), id).await?;
    let deze = sessies.iter().find(|s| s.id == aanmelding.sessie_id);
    if deze.is_some_and(|sessie| ctx.now - sessie.tijden.begin < VERS) {
        return Ok(false);
    }
    Err(Error::Conflict(
        "Log eerst uit en weer in bij uw organisatie. Stel daarna binnen tien minuten uw tweede stap \
         in. Zo weten wij dat u het bent."
            .into(),
    ))
}

/// Looks at the password where it is asked, and notes when it is not right. It is guessed no sooner
/// here than by logging in.
///
/// # Errors
/// As [`vraagt_wachtwoord`]; [`Error::TeVaak`].
pub(super) async fn toon_aan(
    db: &Db,
    kluis: &Kluis,
    ctx: &Ctx,
    wachtwoord: String,
    fouten: &mut Fouten,
) -> Result<()> {
    let Some(account) = met_wachtwoord(db, ctx).await? else {
        return Ok(());
    };
    let pogingen = Pogingen::van(&account.gebruiker.mail);
    pogingen.tel(db, ctx.now).await?;
    if !kluis.klopt(wachtwoord, account.wachtwoord).await? {
        let melding = "Dit is niet het wachtwoord waarmee u inlogt.";
        fouten.meld("wachtwoord", "onjuist", melding);
        return Ok(());
    }
    let write = db.begin_write().await?;
    pogingen.vergeet(&write).await?;
    write.commit_zonder_gebeurtenis().await
}
