//! Reading the search journal.

use chrono::Days;

use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    zoeken::{
        model::vragen::Gesteld,
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
    let terug = Days::new(dagen.saturating_sub(1).into());
    let keuze = Keuze {
        vanaf: ctx.vandaag().checked_sub_days(terug).unwrap_or_default(),
        zonder_resultaat,
    };
    Ok(Gestelde {
        vragen: store::meest(db.read(), keuze, hoogstens).await?,
        totaal: store::aantal(db.read(), keuze).await?,
    })
}
