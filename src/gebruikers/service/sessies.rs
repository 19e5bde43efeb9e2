//! Where an account is logged in.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::tweede_factor::Voor;
use crate::{
    actor::{Actor, sleutels},
    ctx::{Aanmelding, Clock, Ctx},
    db::Db,
    dwarskijker::service::wederhoor,
    error::{Error, Result},
    gebruikers::{
        model::{
            Inlogplek, Status,
            sessie::{HALF_HOOGSTENS, HOOGSTENS, STIL, Stand, Tijden},
        },
        store::{self, Sessie, Welke},
    },
    ids::new_id,
    organisaties::service as organisaties,
};

/// What the browser of somebody who is logged in holds.
pub use super::code::Code as Sessiecode;

/// Bytes that nobody can guess.
pub(super) fn willekeurig<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|fout| anyhow::anyhow!("random numbers: {fout}"))?;
    Ok(bytes)
}

/// How far a login is when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// The second factor of the account is still to come.
    Half,
    /// For what needs no second factor.
    Gewoon,
    /// For everything: whoever said who it is was sure enough.
    Sterk,
}

/// A login that waits for its second factor.
#[derive(Debug, Clone, Copy)]
pub struct Halverwege(pub Voor);

/// Whose login a code is.
#[derive(Debug)]
pub enum Wie {
    /// Nobody's: it has ended, or the account can't be used now.
    Niemand,
    /// Of somebody who still has to give their second factor: to everything else a visitor.
    Halverwege(Halverwege),
    /// Of this account.
    Ingelogd(Box<(Actor, Aanmelding)>),
}

/// A login that begins.
pub(super) struct Nieuw {
    /// Whose.
    pub(super) gebruiker_id: Uuid,
    /// How far it is.
    pub(super) soort: Soort,
    /// The browser, in words.
    pub(super) programma: String,
    /// The provider that said who it is; none for a password.
    pub(super) aanbieder: Option<String>,
}

/// Begins a login. The one that the browser had ends, so that a code from before the login is worth
/// nothing after it.
///
/// # Errors
/// The database fails.
pub(super) async fn begin(
    db: &Db,
    ctx: &Ctx,
    nieuw: Nieuw,
    vorige: Option<&Sessiecode>,
) -> Result<Sessiecode> {
    let code = Sessiecode::nieuw()?;
    let sessie = Sessie {
        id: new_id(),
        gebruiker_id: nieuw.gebruiker_id,
        tijden: Tijden {
            begin: ctx.now,
            sterk: (nieuw.soort == Soort::Sterk).then_some(ctx.now),
            gezien: ctx.now,
        },
        programma: nieuw.programma,
        half: nieuw.soort == Soort::Half,
        aanbieder: nieuw.aanbieder,
    };
    let write = db.begin_write().await?;
    if let Some(vorige) = vorige {
        store::eindig(write.conn(), Welke::Hash(&vorige.hash())).await?;
    }
    // Those that ended by themselves, of whomever: nobody needs their rows any more.
    let verlopen = Welke::Verlopen {
        begin: ctx.now - HOOGSTENS,
        gezien: ctx.now - STIL,
    };
    store::eindig(write.conn(), verlopen).await?;
    store::begin_sessie(write.conn(), code.hash(), &sessie).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(code)
}

/// Whose login a code is.
///
/// # Errors
/// The database fails.
pub async fn wie(db: &Db, clock: &Clock, code: &Sessiecode) -> Result<Wie> {
    let nu = clock.now();
    let Some(sessie) = store::sessie_van(db.read(), &code.hash()).await? else {
        return Ok(Wie::Niemand);
    };
    let stand = sessie.tijden.stand(nu);
    if stand == Stand::Voorbij {
        return Ok(Wie::Niemand);
    }
    let account = store::op_id(db.read(), sessie.gebruiker_id).await?;
    let Some(account) = account.filter(|a| a.gebruiker.status == Status::Actief) else {
        return Ok(Wie::Niemand);
    };
    if sessie.half {
        return Ok(if nu - sessie.tijden.begin < HALF_HOOGSTENS {
            Wie::Halverwege(Halverwege(Voor {
                gebruiker_id: sessie.gebruiker_id,
                sessie_id: sessie.id,
            }))
        } else {
            Wie::Niemand
        });
    }
    if sessie.tijden.opschrijven(nu) {
        // Reading waits for nobody who writes, and goes on when nothing can be written.
        let (db, id) = (db.clone(), sessie.id);
        tokio::spawn(async move {
            if let Err(fout) = schrijf_op(&db, id, nu).await {
                tracing::warn!(fout = ?fout, "the last request of a login could not be written");
            }
        });
    }
    let sterk = stand == Stand::Sterk;
    let toekenningen = store::rollen::toekenningen(db.read(), sessie.gebruiker_id).await?;
    let mut van_rollen = sleutels(&toekenningen, sterk);
    van_rollen.extend(organisaties::sleutels_van_leden(db, &van_rollen).await?);
    van_rollen.extend(wederhoor::sleutels_van(db.read(), sessie.gebruiker_id).await?);
    let actor = Actor::Account {
        id: sessie.gebruiker_id,
        sleutels: van_rollen,
    };
    let huidige = Aanmelding {
        sessie_id: sessie.id,
        naam: account.gebruiker.naam,
        toekenningen,
        sterk,
    };
    Ok(Wie::Ingelogd(Box::new((actor, huidige))))
}

async fn schrijf_op(db: &Db, id: Uuid, nu: DateTime<Utc>) -> Result<()> {
    let write = db.begin_write().await?;
    store::zie_sessie(write.conn(), id, nu).await?;
    write.commit_zonder_gebeurtenis().await
}

/// Ends the login of a browser. One that has ended already is no mistake. Answers the provider that
/// it came from; none for a password.
///
/// # Errors
/// The database fails.
pub async fn uitloggen(db: &Db, code: &Sessiecode) -> Result<Option<String>> {
    let write = db.begin_write().await?;
    let sessie = store::sessie_van(write.conn(), &code.hash()).await?;
    store::eindig(write.conn(), Welke::Hash(&code.hash())).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(sessie.and_then(|sessie| sessie.aanbieder))
}

/// Where the account of the actor is logged in.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn mijn(db: &Db, ctx: &Ctx) -> Result<Vec<Inlogplek>> {
    let (id, _) = ingelogd(ctx)?;
    van(db, ctx, id).await
}

/// Where an account is logged in now.
pub(super) async fn van(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Vec<Inlogplek>> {
    let deze = ctx.aanmelding.as_ref().map(|huidige| huidige.sessie_id);
    let sessies = store::sessies(db.read(), id).await?;
    Ok(sessies
        .into_iter()
        .filter(|sessie| !sessie.half && sessie.tijden.stand(ctx.now) != Stand::Voorbij)
        .map(|sessie| Inlogplek {
            deze: Some(sessie.id) == deze,
            id: sessie.id,
            programma: sessie.programma,
            begin: sessie.tijden.begin,
            gezien: sessie.tijden.gezien,
        })
        .collect())
}

/// Ends one login of the actor's own account.
///
/// # Errors
/// [`Error::NotFound`] when it is not one of theirs, or has ended; nobody is logged in; the database
/// fails.
pub async fn eindig(db: &Db, ctx: &Ctx, sessie_id: Uuid) -> Result<()> {
    let (id, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    let weg = store::eindig(write.conn(), Welke::Een(sessie_id, id)).await?;
    write.commit_zonder_gebeurtenis().await?;
    if weg == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// Ends all logins of the actor's own account but this one; answers how many.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn eindig_andere(db: &Db, ctx: &Ctx) -> Result<u64> {
    let (id, huidige) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    let welke = Welke::AlleBehalve(id, Some(huidige.sessie_id));
    let weg = store::eindig(write.conn(), welke).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(weg)
}

/// The account and the login of the actor.
pub fn ingelogd(ctx: &Ctx) -> Result<(Uuid, &Aanmelding)> {
    match (&ctx.actor, &ctx.aanmelding) {
        (Actor::Account { id, .. }, Some(huidige)) => Ok((*id, huidige)),
        _ => Err(Error::NietIngelogd),
    }
}
