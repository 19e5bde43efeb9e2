//! Accounts as the beheerder of the platform sees them: who there is, what each may do and where they
//! are logged in. Nothing of what they read or write.

use uuid::Uuid;

use super::{
    accounts::gebeurtenis,
    rollen,
    sessies::{self, ingelogd},
    tokens,
};
use crate::{
    actor::{Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Write, tables::gebruiker},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{Gebruiker, Inlogplek, Status, token::Apitoken},
        policy::laatste_is_te_blokkeren,
        store::{self, Welke, leden, rollen as toekenningen},
    },
};

/// People on one page of the list.
const PER_PAGINA: u64 = 50;
/// The last page that is shown: who looks further, searches.
const LAATSTE: u64 = 200;
/// The longest text to search by: no name or address is longer.
const VRAAG: usize = 254;

/// A person in the list.
#[derive(Debug)]
pub struct Regel {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub naam: String,
    /// The mail address.
    pub mail: String,
    /// Whether it can be used.
    pub status: Status,
    /// Whether it has ever been used.
    pub gebruikt: bool,
}

impl TryFrom<gebruiker::Model> for Regel {
    type Error = Error;

    fn try_from(rij: gebruiker::Model) -> Result<Self> {
        let status = rij.status.parse();
        Ok(Self {
            id: rij.id,
            naam: rij.naam,
            mail: rij.mail,
            status: status.map_err(|()| anyhow::anyhow!("account {}: no status", rij.id))?,
            gebruikt: rij.ingelogd.is_some(),
        })
    }
}

/// The people whose name or address has these letters, the newest first, and whether there are more.
///
/// # Errors
/// The actor is no beheerder; the text is too long or the page out of bounds; the database fails.
pub async fn zoek(db: &Db, ctx: &Ctx, q: &str, pagina: u64) -> Result<(Vec<Regel>, bool)> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let mut fouten = Fouten::new();
    if q.chars().count() > VRAAG {
        let melding = format!("Zoek met hoogstens {VRAAG} tekens van de naam of het adres.");
        fouten.meld("q", "te-lang", melding);
    }
    if !(1..=LAATSTE).contains(&pagina) {
        let melding = format!("Kies een bladzijde van 1 tot en met {LAATSTE}, of zoek op naam.");
        fouten.meld("pagina", "ongeldig", melding);
    }
    fouten.of(())?;
    let vanaf = (pagina - 1) * PER_PAGINA;
    let mut rijen = leden::zoek(db.read(), q.trim(), vanaf, PER_PAGINA).await?;
    let meer = rijen.len() as u64 > PER_PAGINA;
    rijen.truncate(usize::try_from(PER_PAGINA).unwrap_or(usize::MAX));
    let regels = rijen.into_iter().map(Regel::try_from);
    Ok((regels.collect::<Result<_>>()?, meer))
}

/// A person whole.
#[derive(Debug)]
pub struct Persoon {
    /// The account.
    pub gebruiker: Gebruiker,
    /// What they may do.
    pub rollen: Vec<Toekenning>,
    /// Whether there is a password.
    pub met_wachtwoord: bool,
    /// Whether there is a second factor.
    pub met_factor: bool,
    /// Where they are logged in.
    pub aanmeldingen: Vec<Inlogplek>,
    /// Their tokens that work.
    pub tokens: Vec<Apitoken>,
}

/// One person.
///
/// # Errors
/// [`Error::NotFound`] when there is no such account, and for whoever is no beheerder; the database
/// fails.
pub async fn persoon(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Persoon> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let conn = db.read();
    let account = store::op_id(conn, id).await?.ok_or(Error::NotFound)?;
    Ok(Persoon {
        rollen: toekenningen::toekenningen(conn, id).await?,
        met_wachtwoord: account.wachtwoord.is_some(),
        met_factor: account.met_factor,
        gebruiker: account.gebruiker,
        tokens: store::tokens::levende(conn, id, ctx.now).await?,
        aanmeldingen: sessies::van(db, ctx, id).await?,
    })
}

/// The account with a mail address, for who gives a role to somebody by name.
///
/// # Errors
/// No account has this address, or it is none: said beside the field. The actor is not logged in;
/// the database fails.
pub async fn met_mail(db: &Db, ctx: &Ctx, mail: &str) -> Result<Uuid> {
    ingelogd(ctx)?;
    let account = match mail.parse() {
        Ok(mail) => store::op_mail(db.read(), &mail).await?,
        Err(()) => None,
    };
    if let Some(account) = account {
        return Ok(account.gebruiker.id);
    }
    let mut fouten = Fouten::new();
    let melding = "Er is geen account met dit mailadres. Wie nog geen account heeft, wordt eerst \
                   door de eigen organisatie uitgenodigd.";
    fouten.meld("mail", "onbekend", melding);
    Err(fouten.into())
}

/// Closes an account for the time being, at once and everywhere, or opens it again. Its tokens don't
/// come back with it.
///
/// # Errors
/// It is the actor's own, or that of the last beheerder or redactielid; [`Error::Conflict`] when it is
/// so already; [`Error::NotFound`] as for [`persoon`]; the database fails.
pub async fn zet_status(db: &Db, ctx: &Ctx, id: Uuid, nieuw: Status) -> Result<()> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let (ik, _) = ingelogd(ctx)?;
    if ik == id {
        return Err(Error::MagNiet(
            "U kunt uw eigen account niet blokkeren. Een andere beheerder kan dat wel.".into(),
        ));
    }
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let account = store::op_id(write.conn(), id).await?;
    let account = account.ok_or(Error::NotFound)?;
    let actie = match (account.gebruiker.status, nieuw) {
        (Status::Actief, Status::Geblokkeerd) => "account-blokkeren",
        (Status::Geblokkeerd, Status::Actief) => "account-deblokkeren",
        _ => {
            return Err(Error::Conflict(format!(
                "Dit kan niet: het account is nu “{}”.",
                account.gebruiker.status.label().to_lowercase()
            )));
        }
    };
    if nieuw == Status::Geblokkeerd {
        kan_gemist_worden(&write, id).await?;
        store::eindig(write.conn(), Welke::AlleBehalve(id, None)).await?;
        tokens::eindig(&write, ctx, id).await?;
    }
    leden::zet_status(write.conn(), id, nieuw.waarde()).await?;
    let open = nieuw == Status::Actief;
    store::zetels::zet_open(write.conn(), id, open, ctx.now).await?;
    write.commit(ctx, &[gebeurtenis(id, actie, &[])]).await?;
    Ok(())
}

async fn kan_gemist_worden(write: &Write, id: Uuid) -> Result<()> {
    for wat in toekenningen::toekenningen(write.conn(), id).await? {
        let alleen = toekenningen::houders(write.conn(), wat).await? == [id];
        if !laatste_is_te_blokkeren(wat.rol) && alleen {
            return Err(Error::Conflict(format!(
                "Dit is de enige met de rol {}. Zorg eerst voor een ander.",
                wat.rol.label().to_lowercase()
            )));
        }
    }
    Ok(())
}

/// Ends all logins of an account. Its tokens stay: each is revoked by itself.
///
/// # Errors
/// [`Error::NotFound`] as for [`persoon`]; the database fails.
pub async fn log_uit(db: &Db, ctx: &Ctx, id: Uuid) -> Result<()> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let write = db.begin_write().await?;
    let account = store::op_id(write.conn(), id).await?;
    account.ok_or(Error::NotFound)?;
    store::eindig(write.conn(), Welke::AlleBehalve(id, None)).await?;
    write
        .commit(ctx, &[gebeurtenis(id, "uitloggen-overal", &[])])
        .await?;
    Ok(())
}
