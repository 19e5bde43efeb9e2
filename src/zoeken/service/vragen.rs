//! Reading the search journal.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    zoeken::{
        model::vragen::{Gesteld, Telling},
        store::vragen::{self as store, Keuze},
    },
};

/// Questions that were asked most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gestelde {
    /// The first ones.
    pub vragen: Vec<Gesteld>,
    /// How many different questions there are in all.
    pub totaal: u64,
}

/// The questions of the last days, today with them, that were asked most; or of those that found
/// nothing, the ones most often in vain.
///
/// # Errors
/// The database can't be read.
pub async fn gesteld(
    ctx: &Ctx,
    db: &Db,
    dagen: u32,
    zonder_resultaat: bool,
    hoogstens: u64,
) -> Result<Gestelde> {
    bladzijde(ctx, db, dagen, zonder_resultaat, (0, hoogstens)).await
}

/// As [`gesteld`], a piece of the list: how many to pass over, and at most how many after that.
///
/// # Errors
/// The database can't be read.
pub async fn bladzijde(
    ctx: &Ctx,
    db: &Db,
    dagen: u32,
    zonder_resultaat: bool,
    bereik: (u64, u64),
) -> Result<Gestelde> {
    let keuze = Keuze {
        vanaf: eerste_dag(ctx, dagen),
        zonder_resultaat,
    };
    Ok(Gestelde {
        vragen: store::meest(db.read(), keuze, bereik).await?,
        totaal: store::aantal(db.read(), keuze).await?,
    })
}

/// How much was asked on each of the last days, today with them: also on those without a question.
///
/// # Errors
/// The database can't be read.
pub async fn per_dag(ctx: &Ctx, db: &Db, dagen: u32) -> Result<Vec<(NaiveDate, Telling)>> {
    let eerste = eerste_dag(ctx, dagen);
    let geteld = store::per_dag(db.read(), eerste).await?;
    let geteld: HashMap<NaiveDate, Telling> = geteld.into_iter().collect();
    let dagen = eerste.iter_days().take(dagen as usize);
    Ok(dagen
        .map(|dag| (dag, geteld.get(&dag).copied().unwrap_or_default()))
        .collect())
}

fn eerste_dag(ctx: &Ctx, dagen: u32) -> NaiveDate {
    let terug = Days::new(dagen.saturating_sub(1).into());
    ctx.vandaag().checked_sub_days(terug).unwrap_or_default()
}
