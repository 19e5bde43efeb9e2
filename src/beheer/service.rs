//! Use cases of beheer.

use chrono::{DateTime, Utc};
use search_index::SearchIndex;

use super::{model::Opdracht, store};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    zoeken::volger::Volger,
};

/// The last orders to build the search index anew, newest first.
///
/// # Errors
/// The database can't be read.
pub async fn opdrachten(db: &Db, index: &SearchIndex, hoogstens: u64) -> Result<Vec<Opdracht>> {
    let gegeven = store::opdrachten(db.read(), hoogstens).await?;
    let op: Vec<DateTime<Utc>> = gegeven.iter().map(|(_, op)| *op).collect();
    let mut door = store::door(db.read(), &op).await?;
    let uitgevoerd = index.order();
    Ok(gegeven
        .into_iter()
        .map(|(nummer, op)| Opdracht {
            op,
            door: door.remove(&op),
            uitgevoerd: nummer <= uitgevoerd,
        })
        .collect())
}

/// Orders every process to build its search index anew; it stands in the geschiedenis of who orders
/// it.
///
/// # Errors
/// [`Error::Conflict`] when this process is building one, or the database fails.
pub async fn herbouw(ctx: &Ctx, db: &Db, volger: &Volger) -> Result<()> {
    if volger.toestand().herbouwt() {
        return Err(Error::Conflict(
            "De zoekindex wordt al opnieuw gebouwd. Wacht tot dat klaar is.".into(),
        ));
    }
    db.begin_write().await?.commit_herbouw(ctx).await?;
    Ok(())
}
