//! Mail to an account: asking for it, and what goes into it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{accounts::gebeurtenis, code::Code, tokens};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::Result,
    gebruikers::{
        model::{
            Mailadres, Status,
            bericht::{Bericht, Codesoort, Lading, SOORT, Toegangscode},
        },
        store::{self, CodeVan},
    },
    jobs::{model::Opdracht, service as jobs},
};

/// Has a message sent to an account, once the write is committed. Where there is no mail server it
/// waits until there is one.
///
/// # Errors
/// The database fails.
pub async fn stuur(write: &Write, ctx: &Ctx, account: Uuid, bericht: Bericht) -> Result<()> {
    let lading = serde_json::to_value(Lading { account, bericht }).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}

/// A message that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What it says.
    pub inhoud: Inhoud,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhoud {
    /// You have an account: choose a password.
    Uitnodiging {
        /// The code of the link.
        code: Code,
        /// Until when it can be used.
        tot: DateTime<Utc>,
    },
    /// Choose another password.
    Herstel {
        /// The code of the link.
        code: Code,
        /// Until when it can be used.
        tot: DateTime<Utc>,
    },
    /// You asked for another password, but have none here.
    GeenWachtwoord,
    /// Your password was changed.
    WachtwoordGewijzigd {
        /// When.
        op: DateTime<Utc>,
    },
    /// Your second factor was changed.
    TweedeFactorGewijzigd {
        /// When.
        op: DateTime<Utc>,
    },
    /// Tokens of yours end soon.
    TokenVerloopt {
        /// The name of each, and when it ends.
        tokens: Vec<(String, DateTime<Utc>)>,
    },
    /// Another address was asked for your account.
    MailadresGevraagd {
        /// When.
        op: DateTime<Utc>,
    },
    /// Confirm that this address is yours.
    NieuwMailadres {
        /// The code of the link.
        code: Code,
        /// Until when it can be used.
        tot: DateTime<Utc>,
    },
}

/// Makes the message of a job that was asked for at `gevraagd`; none when there is nothing to send:
/// no such account, or it can't be used, or has what the message was to bring. A code is made here,
/// when it is sent: before that it is nowhere, and afterwards only its hash is.
///
/// # Errors
/// The database fails.
pub async fn bereid(
    db: &Db,
    ctx: &Ctx,
    wat: Lading,
    gevraagd: DateTime<Utc>,
) -> Result<Option<Zending>> {
    let account = store::op_id(db.read(), wat.account).await?;
    let Some(account) = account.filter(|a| a.gebruiker.status == Status::Actief) else {
        return Ok(None);
    };
    let (id, heeft_wachtwoord) = (wat.account, account.wachtwoord.is_some());
    let inhoud = match wat.bericht {
        Bericht::WachtwoordGewijzigd => Inhoud::WachtwoordGewijzigd { op: gevraagd },
        Bericht::TweedeFactorGewijzigd => Inhoud::TweedeFactorGewijzigd { op: gevraagd },
        Bericht::TokenVerloopt => {
            let tokens = tokens::bijna_verlopen(db, ctx, id).await?;
            if tokens.is_empty() {
                return Ok(None);
            }
            Inhoud::TokenVerloopt { tokens }
        }
        Bericht::MailadresGevraagd => Inhoud::MailadresGevraagd { op: gevraagd },
        Bericht::NieuwMailadres => return nieuw_mailadres(db, ctx, id).await,
        Bericht::Herstel if heeft_wachtwoord => {
            let (code, tot) = geef_code(db, ctx, id, Codesoort::Herstel).await?;
            Inhoud::Herstel { code, tot }
        }
        Bericht::Uitnodiging if heeft_wachtwoord => return Ok(None),
        // Who was invited and lets the link lapse asks for another like anybody else.
        Bericht::Uitnodiging | Bericht::Herstel => {
            if !is_uitgenodigd(db, id).await? {
                return Ok(Some(Zending {
                    aan: account.gebruiker.mail,
                    inhoud: Inhoud::GeenWachtwoord,
                }));
            }
            let (code, tot) = geef_code(db, ctx, id, Codesoort::Uitnodiging).await?;
            Inhoud::Uitnodiging { code, tot }
        }
    };
    Ok(Some(Zending {
        aan: account.gebruiker.mail,
        inhoud,
    }))
}

/// To the address that an account wants; nothing when it asks for none any more, or when the address
/// is another's: they have nothing to confirm.
async fn nieuw_mailadres(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Option<Zending>> {
    let Some(aan) = store::nieuw_mailadres(db.read(), id).await? else {
        return Ok(None);
    };
    if store::op_mail(db.read(), &aan).await?.is_some() {
        return Ok(None);
    }
    let (code, tot) = geef_code(db, ctx, id, Codesoort::NieuwMailadres).await?;
    let inhoud = Inhoud::NieuwMailadres { code, tot };
    Ok(Some(Zending { aan, inhoud }))
}

async fn is_uitgenodigd(db: &Db, id: Uuid) -> Result<bool> {
    let code = store::code(db.read(), CodeVan::Account(id)).await?;
    Ok(code.is_some_and(|code| code.soort == Codesoort::Uitnodiging))
}

/// Gives an account a new code; one that was sent before is worth nothing from then on.
async fn geef_code(
    db: &Db,
    ctx: &Ctx,
    gebruiker_id: Uuid,
    soort: Codesoort,
) -> Result<(Code, DateTime<Utc>)> {
    let code = Code::nieuw()?;
    let tot = ctx.now + soort.duur();
    let nieuw = Toegangscode {
        gebruiker_id,
        soort,
        verloopt: Some(tot),
    };
    let write = db.begin_write().await?;
    store::zet_code(write.conn(), &nieuw, Some(code.hash())).await?;
    let wat = gebeurtenis(gebruiker_id, "code-sturen", &[soort.to_string()]);
    write.commit(ctx, &[wat]).await?;
    Ok((code, tot))
}
