//! Undoing a move: another move, the other way.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    Delen,
    beweging::{Beweging, Terug},
    gekeurd, houd_alle, klaar,
    spoor::gedaan,
    store, verhuis,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    knelpunten::{service::lezen::behandeld, store::verplaatsingen::Verplaatsing},
    signalen::model::{Indeling, Zet},
    stukken::model::Kop,
};

/// A move that can be undone, with both knelpunten as the actor sees them.
#[derive(Debug, Clone)]
pub struct Terugzet {
    /// The knelpunt that it went from, and goes back to.
    pub van: Kop,
    /// The knelpunt that it went to, and leaves.
    pub naar: Kop,
    /// Signalen that go back.
    pub signalen: usize,
    /// What was said for gemeenten and goes back.
    pub bijval: usize,
    beweging: Beweging,
}

/// A move that the actor may undo; `zet` is one of its rows.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when there is no such move, or one of both knelpunten may not be
/// read; [`Error::MagNiet`] with who may; [`Error::Conflict`] when it was undone, or something of it moved on
/// since; the database can't be read.
pub async fn terugzet(ctx: &Ctx, conn: &impl ConnectionTrait, zet: Uuid) -> Result<Terugzet> {
    ctx.schrijver()?;
    let (van, naar, rij) = rij_van(conn, zet).await?;
    let van = behandeld(ctx, conn, van).await?;
    let naar = behandeld(ctx, conn, naar).await?;
    let is_deze = |(beweging, _): &(Beweging, Terug)| {
        let moment = (beweging.op, &beweging.door) == (rij.op, &rij.door);
        moment && beweging.van == van.kop.id && beweging.delen().any(|deel| deel == rij.deel)
    };
    let alle = gedaan(conn, naar.kop.id).await?;
    let deze = alle.into_iter().find(is_deze);
    let (beweging, stand) = deze.ok_or(Error::NotFound)?;
    stand.mag()?;
    Ok(Terugzet {
        van: van.kop,
        naar: naar.kop,
        signalen: beweging.signalen.len(),
        bijval: beweging.bijval.len(),
        beweging,
    })
}

/// A row of a move from one knelpunt to another, with both.
async fn rij_van(conn: &impl ConnectionTrait, zet: Uuid) -> Result<(Uuid, Uuid, Verplaatsing)> {
    let rij = store::een(conn, zet).await?.ok_or(Error::NotFound)?;
    let van = rij.van.ok_or(Error::NotFound)?;
    Ok((van, rij.naar, rij))
}

/// Undoes a move: everything that went goes back, with a trace of its own on both knelpunten. `zet` is one of
/// its rows. Answers the knelpunt that it went back to, and the number of the commit.
///
/// # Errors
/// The reason is missing or too long; the others as for [`terugzet`]; the database refuses.
pub async fn terugdraaien(db: &Db, ctx: &Ctx, zet: Uuid, reden: &str) -> Result<(Kop, i64)> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    let (van, naar, _) = rij_van(write.conn(), zet).await?;
    houd_alle(&write, [van, naar]).await?;
    let terug = terugzet(ctx, write.conn(), zet).await?;
    let reden = gekeurd(reden)?;
    let delen = omgekeerd(&terug.beweging);
    let gebeurd = verhuis(&write, ctx, &delen, (naar, van), &reden).await?;
    klaar(write, ctx, van, &gebeurd).await
}

/// What goes back of a move.
fn omgekeerd(beweging: &Beweging) -> Delen {
    let zet = |signaal: &Uuid| Zet {
        signaal: *signaal,
        van: Some(beweging.van),
        naar: beweging.naar,
    };
    let heen: Vec<Zet> = beweging.signalen.iter().map(zet).collect();
    let terug = Indeling::terug(&heen).into_iter();
    let signalen: Vec<Uuid> = terug.map(|zet| zet.signaal).collect();
    let bijval: Vec<Uuid> = beweging.bijval.iter().copied().collect();
    Delen::nieuw(&signalen, &bijval)
}
