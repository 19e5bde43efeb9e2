//! One bevinding that is worked on, and who may do what with it.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{Actie, Bevinding, Status, overgang},
    policy,
};
use crate::{
    actor::{Bereik, Sleutel},
    ctx::Ctx,
    error::{Error, Result},
    gebruikers::service::functie::houders,
    stukken::{
        model::{Kop, Soort, voorstel::Staat},
        service as stukken,
    },
};

/// Lets only the dwarskijker and bureau through, with a strong login.
///
/// # Errors
/// [`Error::NotFound`] for everybody else: what is not theirs does not exist; nobody is logged in, or not
/// strongly enough.
pub fn eis(ctx: &Ctx) -> Result<()> {
    ctx.eis_een(&policy::SCHRIJVERS)
}

/// Whether the actor reads what is confidential to the dwarskijker.
pub fn leest_alles(ctx: &Ctx) -> bool {
    ctx.actor.sleutels().contains(&Sleutel::Dwarskijker)
}

/// Whether the actor was asked to reply to a bevinding.
pub fn is_gevraagd(ctx: &Ctx) -> bool {
    let sleutels = ctx.actor.sleutels();
    sleutels.iter().any(|s| matches!(s, Sleutel::Wederhoor(_)))
}

/// A bevinding that is worked on.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The head, as it stands.
    pub kop: Kop,
    /// The state, as it stands.
    pub staat: Staat<Bevinding>,
    /// How it stands.
    pub status: Status,
}

/// A bevinding, for who writes them.
///
/// # Errors
/// As [`eis`]; [`Error::NotFound`] when there is none; the database can't be read.
pub async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    eis(ctx)?;
    let kop = stukken::vind(ctx, conn, Soort::Bevinding, naam).await?;
    van(conn, kop).await
}

/// As [`open`], of one that was found already.
pub(super) async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    eis(ctx)?;
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Bevinding);
    van(conn, kop.ok_or(Error::NotFound)?).await
}

async fn van(conn: &impl ConnectionTrait, kop: Kop) -> Result<Zaak> {
    Ok(Zaak {
        staat: stukken::staat_van(conn, &kop).await?,
        status: status(&kop)?,
        kop,
    })
}

/// The accounts that write bevindingen, each once.
///
/// # Errors
/// The database can't be read.
pub async fn schrijvers(conn: &impl ConnectionTrait) -> Result<BTreeSet<Uuid>> {
    let mut wie = BTreeSet::new();
    for rol in policy::SCHRIJVERS {
        wie.extend(houders(conn, rol, Bereik::Landelijk).await?);
    }
    Ok(wie)
}

/// How a bevinding stands.
///
/// # Errors
/// The table holds a state that this version does not know.
pub fn status(kop: &Kop) -> Result<Status> {
    let onbekend = |()| anyhow::anyhow!("stuk {} has an unknown status", kop.id);
    Ok(kop.status.parse().map_err(onbekend)?)
}

/// Whether the actor may take a step, whatever the state.
pub fn mag(ctx: &Ctx, actie: Actie) -> bool {
    let rollen = ctx.rollen();
    rollen.iter().any(|wat| policy::mag(wat.rol, actie))
}

/// The state after a step of the actor.
///
/// # Errors
/// [`Error::Conflict`] when the state does not allow it, whoever asks; [`Error::MagNiet`] with who may.
pub(super) fn oordeel(ctx: &Ctx, status: Status, actie: Actie) -> Result<Status> {
    let Some(naar) = overgang(status, actie) else {
        return Err(Error::Conflict(format!("Dit kan niet: {}", in_zin(status))));
    };
    if mag(ctx, actie) {
        Ok(naar)
    } else {
        Err(Error::MagNiet(policy::ALLEEN_DWARSKIJKER.into()))
    }
}

/// How it stands and what follows from that, as the end of a sentence.
const fn in_zin(status: Status) -> &'static str {
    match status {
        Status::Concept => "de bevinding is nog een concept. Leg haar eerst voor.",
        Status::Wederhoor => {
            "de bevinding ligt voor wederhoor. Neem haar eerst terug als er iets aan moet veranderen."
        }
        Status::Vastgesteld => VASTGESTELD,
    }
}

/// What somebody hears who wants to change what is established.
const VASTGESTELD: &str = "de bevinding is vastgesteld en verandert niet meer. Is er een fout? Begin dan een \
                           verbetering: die komt ernaast.";

/// Lets through what is out for a reply.
///
/// # Errors
/// [`Error::Conflict`] in every other state.
pub(super) fn eis_wederhoor(status: Status) -> Result<()> {
    match status {
        Status::Wederhoor => Ok(()),
        Status::Concept | Status::Vastgesteld => {
            Err(Error::Conflict(format!("Dit kan niet: {}", in_zin(status))))
        }
    }
}

/// Lets only a concept be written.
///
/// # Errors
/// [`Error::Conflict`] in every other state.
pub(super) fn eis_concept(status: Status) -> Result<()> {
    match status {
        Status::Concept => Ok(()),
        Status::Wederhoor | Status::Vastgesteld => {
            Err(Error::Conflict(format!("Dit kan niet: {}", in_zin(status))))
        }
    }
}
