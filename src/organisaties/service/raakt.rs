//! What a gemeente has to do with.

use sea_orm::ConnectionTrait;

use super::Erfenis;
use crate::{
    ctx::Ctx,
    error::Result,
    organisaties::model::Organisatie,
    stukken::{
        model::{Kop, Richting, Soort, Stuk},
        service as stukken,
    },
};

/// The thema's and regelingen of the stukken that play in an organisatie, or in one that ended in
/// it, with the number of stukken: the most first, then by title.
///
/// # Errors
/// The database can't be read.
pub async fn raakt(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk: &Stuk<Organisatie>,
    erfenissen: &[Erfenis],
) -> Result<Vec<(Kop, u64)>> {
    let geerfd = erfenissen.iter().flat_map(|e| &e.buren);
    let ids = stuk
        .buren
        .iter()
        .chain(geerfd)
        .filter(|b| b.richting == Richting::In && b.kop.soort != Soort::Organisatie)
        .map(|b| b.kop.id);
    let telt = |kop: &Kop| matches!(kop.soort, Soort::Thema | Soort::Regeling);
    stukken::meest_genoemd(ctx, conn, ids, telt).await
}
