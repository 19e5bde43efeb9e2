//! Logging in with a password.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    kluis::Kluis,
    sessies::{self, Nieuw, Sessiecode, Soort},
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{Mailadres, Status, wachtwoord},
        store,
    },
    hash::hash_tekst,
};

/// So many tries to log in with one address are allowed within [`TERMIJN`].
pub const POGINGEN: usize = 10;
/// So often mail for a new password can be asked with one address within [`TERMIJN`].
pub const HERSTEL_POGINGEN: usize = 3;
/// How long a try counts.
pub const TERMIJN: TimeDelta = TimeDelta::minutes(15);

/// What somebody fills in.
pub struct Invoer {
    /// The address.
    pub mail: String,
    /// The password.
    pub wachtwoord: String,
}

/// Logs somebody in; half-way when their account has a second factor. `vorige` is what their browser
/// held before, `programma` what it calls itself.
///
/// # Errors
/// Address and password do not belong together: whether there is such an account shows neither in
/// the answer nor in how long it takes. [`Error::TeVaak`] after [`POGINGEN`] tries with one address,
/// whether it has an account or not. The database fails.
pub async fn inloggen(
    db: &Db,
    kluis: &Kluis,
    ctx: &Ctx,
    invoer: Invoer,
    programma: String,
    vorige: Option<&Sessiecode>,
) -> Result<(Sessiecode, Soort)> {
    let mail = keur(&invoer)?;
    let pogingen = Pogingen::van(&mail);
    pogingen.tel(db, ctx.now).await?;
    let account = store::op_mail(db.read(), &mail).await?;
    let account = account.filter(|account| account.gebruiker.status == Status::Actief);
    let bewaard = account.as_ref().and_then(|a| a.wachtwoord.clone());
    let klopt = kluis.klopt(invoer.wachtwoord, bewaard).await?;
    log(account.as_ref().map(|a| a.gebruiker.id), klopt);
    let Some(account) = account.filter(|_| klopt) else {
        let mut fouten = Fouten::new();
        let melding = "Het mailadres of het wachtwoord klopt niet. Kijk of u zich hebt vertypt.";
        fouten.meld("wachtwoord", "onjuist", melding);
        return Err(fouten.into());
    };
    let write = db.begin_write().await?;
    pogingen.vergeet(&write).await?;
    write.commit_zonder_gebeurtenis().await?;
    let soort = if account.met_factor {
        Soort::Half
    } else {
        Soort::Gewoon
    };
    let nieuw = Nieuw {
        gebruiker_id: account.gebruiker.id,
        soort,
        programma,
        aanbieder: None,
    };
    let code = sessies::begin(db, ctx, nieuw, vorige).await?;
    Ok((code, soort))
}

/// Writes the line of a try: which account, when there is one, and never the address that was typed.
fn log(account: Option<Uuid>, gelukt: bool) {
    let actor = account.map_or("onbekend".to_owned(), |id| format!("account:{id}"));
    let resultaat = if gelukt { "gelukt" } else { "mislukt" };
    tracing::info!(
        actie = "inloggen",
        object = "account",
        resultaat,
        actor,
        "gedaan"
    );
}

fn keur(invoer: &Invoer) -> Result<Mailadres, Fouten> {
    let mut fouten = Fouten::new();
    let mail = invoer.mail.parse::<Mailadres>();
    if mail.is_err() {
        let melding = "Vul uw mailadres in, zoals naam@gemeente.nl.";
        fouten.meld("mail", "ongeldig", melding);
    }
    if invoer.wachtwoord.is_empty() {
        fouten.meld("wachtwoord", "verplicht", "Vul uw wachtwoord in.");
    } else if invoer.wachtwoord.chars().count() > wachtwoord::HOOGSTENS {
        let melding = format!(
            "Een wachtwoord heeft hier hoogstens {} tekens.",
            wachtwoord::HOOGSTENS
        );
        fouten.meld("wachtwoord", "te-lang", melding);
    }
    match mail {
        Ok(mail) => fouten.of(mail),
        Err(()) => Err(fouten),
    }
}

/// The tries with one address: what they are counted by, and how many there may be.
pub(super) struct Pogingen(String, usize);

impl Pogingen {
    /// Those to name its password, whether it has an account or not.
    pub(super) fn van(mail: &Mailadres) -> Self {
        Self(hash_tekst(mail.als_tekst()), POGINGEN)
    }

    /// Those to get mail for a new password: each may be one more in the mailbox of somebody who did
    /// not ask.
    pub(super) fn van_herstel(mail: &Mailadres) -> Self {
        Self(hash_tekst(&format!("herstel {mail}")), HERSTEL_POGINGEN)
    }

    /// Those to ask for an account.
    pub(super) fn van_aanmelden(mail: &Mailadres) -> Self {
        Self(hash_tekst(&format!("aanmelden {mail}")), HERSTEL_POGINGEN)
    }

    /// Those of an account to give its second factor.
    pub(super) fn met_code(gebruiker_id: Uuid) -> Self {
        Self(hash_tekst(&format!("code:{gebruiker_id}")), POGINGEN)
    }

    /// Counts this try and refuses when there were too many of late.
    pub(super) async fn tel(&self, db: &Db, nu: DateTime<Utc>) -> Result<()> {
        let write = db.begin_write().await?;
        // Tries at the same time count each other.
        write.als_enige(self.slot()).await?;
        let pogingen = store::pogingen_sinds(write.conn(), &self.0, nu - TERMIJN).await?;
        // A try that is refused does not count, or who goes on trying would never get in again.
        if let Some(oudste) = pogingen.get(self.1 - 1) {
            return Err(Error::TeVaak {
                weer_vanaf: *oudste + TERMIJN,
            });
        }
        store::poging(write.conn(), &self.0, nu).await?;
        store::vergeet_pogingen_tot(write.conn(), nu - TERMIJN).await?;
        write.commit_zonder_gebeurtenis().await
    }

    /// Forgets them, once the password was right.
    pub(super) async fn vergeet(&self, write: &Write) -> Result<()> {
        store::vergeet_pogingen(write.conn(), &self.0).await
    }

    /// The lock of one address: the first bytes of its hash.
    fn slot(&self) -> i64 {
        let begin = self.0.get(..15).unwrap_or_default();
        i64::from_str_radix(begin, 16).unwrap_or_default()
    }
}
