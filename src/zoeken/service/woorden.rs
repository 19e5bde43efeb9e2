//! The word list: seeded once, and after that what editors make of it.

use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    zoeken::{
        model::{
            woorden::{Verschil, Versie, Woordenlijst},
            woordenbestand,
        },
        store::woorden as store,
    },
};

/// The lock of a change to the list on PostgreSQL.
const SLOT: i64 = 0x574f_5244;

/// The list, with the version that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijst {
    /// The version; a change makes the next one.
    pub versie: i64,
    /// The rows.
    pub woorden: Woordenlijst,
}

/// Gives a new platform the list of the product. Only the first time: from then on the table is
/// the truth, also for a later release with another list. Answers whether it was the first time.
///
/// # Errors
/// The list of the product is not in order, or the database fails.
pub async fn zaai(db: &Db, ctx: &Ctx, bestand: &str) -> Result<bool> {
    if versie(db).await? > 0 {
        return Ok(false);
    }
    let woorden = woordenbestand::lees(bestand.as_bytes()).map_err(|fouten| {
        let fouten: Vec<String> = fouten.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("our own list of search words: {}", fouten.join("; "))
    })?;
    match vervang(db, ctx, 0, &woorden).await {
        Ok(_) => Ok(true),
        // Another process was first.
        Err(Error::Conflict(_)) => Ok(false),
        Err(fout) => Err(fout),
    }
}

/// The version of the list.
///
/// # Errors
/// The database can't be read.
pub async fn versie(db: &Db) -> Result<i64> {
    store::versie(db.read()).await
}

/// The list as it is now.
///
/// # Errors
/// The database can't be read, or a row is of no kind that exists.
pub async fn lijst(db: &Db) -> Result<Lijst> {
    // The version first: a change in between then makes the list newer than it says, and whoever
    // follows the version looks once more.
    let versie = store::versie(db.read()).await?;
    let woorden = store::alle(db.read()).await?;
    Ok(Lijst { versie, woorden })
}

/// What was changed after a version, oldest first: what somebody who started from it has not seen.
///
/// # Errors
/// The database can't be read.
pub async fn sinds(db: &Db, versie: i64) -> Result<Vec<Versie>> {
    let mut versies = store::versies(db.read(), versie, (0, u64::from(u32::MAX))).await?;
    versies.reverse();
    Ok(versies)
}

/// A piece of the history of the list, newest first.
///
/// # Errors
/// The database can't be read.
pub async fn geschiedenis(db: &Db, bereik: (u64, u64)) -> Result<Vec<Versie>> {
    store::versies(db.read(), 0, bereik).await
}

/// Puts another list in the place of the version that it was made from; answers the new version.
/// The same list makes no new version.
///
/// # Errors
/// [`Error::Conflict`] when somebody else has changed the list since; or the database fails.
pub async fn vervang(db: &Db, ctx: &Ctx, van: i64, woorden: &Woordenlijst) -> Result<i64> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    if store::versie(write.conn()).await? != van {
        return Err(Error::Conflict(
            "Iemand anders heeft de woordenlijst net gewijzigd. Haal de lijst opnieuw op met \
             `dwarsverband woorden uit` en zet uw wijziging daarin."
                .into(),
        ));
    }
    let verschil = Verschil::tussen(&store::alle(write.conn()).await?, woorden);
    if verschil.is_leeg() && van > 0 {
        return Ok(van);
    }
    store::vervang(write.conn(), ctx, van + 1, &verschil, woorden).await?;
    write.commit_zonder_gebeurtenis().await?;
    Ok(van + 1)
}
