//! Use cases of a werkruimte: who takes part, making and changing what is made in one (`items`), its older versions
//! (`versies`), what is going on (`overzicht`, with the knelpunten in `bord` and what happened in `tijdlijn`), and what
//! ties it to other thema's (`verbonden`).

pub mod bord;
mod items;
pub mod overzicht;
pub mod tijdlijn;
pub mod verbonden;
pub mod versies;
pub mod voorbeelden;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use items::{NieuwItem, maak, wijzig};

use super::{
    model::{Bestand, Deelname, Tellingen},
    policy::Bezwaar,
    store,
};
use crate::{
    actor::{Actor, Bereik, Rol},
    ctx::Ctx,
    error::{Error, Result},
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// A thema with what the actor is in it, for who takes part.
#[derive(Debug, Clone)]
pub struct Werkplek {
    /// The thema.
    pub thema: Kop,
    /// What the actor is in it.
    pub deelname: Deelname,
}

impl Werkplek {
    /// The address of the werkruimte, from the root of the site.
    pub fn pad(&self) -> String {
        pad(&self.thema)
    }
}

/// The address of the werkruimte of a thema, from the root of the site.
pub fn pad(thema: &Kop) -> String {
    format!("{}/werkruimte", thema.pad())
}

/// What the actor is in a thema.
pub fn deelname(ctx: &Ctx, thema: Uuid) -> Deelname {
    let heeft = |rol| ctx.heeft(rol, Bereik::Thema(thema));
    Deelname {
        rijk: heeft(Rol::DuoRijk),
        gemeente: heeft(Rol::DuoGemeente),
        waarnemer: heeft(Rol::Waarnemer),
        netwerk: heeft(Rol::Netwerklid),
    }
}

/// The answer to who may not do something.
pub fn mag_niet(bezwaar: Bezwaar) -> Error {
    Error::MagNiet(bezwaar.melding().into())
}

/// The werkruimte of a thema, by its slug, kenmerk or former slug, for who takes part.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when there is no such thema; [`Error::MagNiet`] with who may when they
/// take no part in it; the database can't be read.
pub async fn werkplek(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werkplek> {
    let thema = stukken::vind(ctx, conn, Soort::Thema, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    let thema = thema?;
    let deelname = deelname(ctx, thema.id);
    if deelname.doet_mee() {
        Ok(Werkplek { thema, deelname })
    } else {
        Err(mag_niet(Bezwaar::NietInThema))
    }
}

/// Whether the actor made this.
///
/// # Errors
/// The database can't be read.
pub async fn is_maker(ctx: &Ctx, conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<bool> {
    let Actor::Account { id, .. } = &ctx.actor else {
        return Ok(false);
    };
    Ok(stukken::auteurs(conn, stuk_id).await?.contains(id))
}

/// Files of what is made in a werkruimte, the newest first, and how many there are that the actor may read.
///
/// # Errors
/// The database can't be read.
pub async fn bestanden(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
    bereik: (u64, u64),
) -> Result<(u64, Vec<Bestand>)> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let aantal = store::aantal_bestanden(conn, &leesrecht, thema).await?;
    if aantal == 0 {
        return Ok((0, Vec::new()));
    }
    Ok((
        aantal,
        store::bestanden(conn, &leesrecht, thema, bereik).await?,
    ))
}

/// How many stukken of a thema there are that the actor may read, by kind and state, and how many files.
///
/// # Errors
/// The database can't be read.
pub async fn tellingen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
) -> Result<(Tellingen, u64)> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let tellingen = store::tellingen(conn, &leesrecht, thema).await?;
    let bestanden = store::aantal_bestanden(conn, &leesrecht, thema).await?;
    Ok((tellingen, bestanden))
}
