//! Which gemeenten of today took part, and which never did.

use std::collections::BTreeSet;

use search_index::SearchIndex;
use uuid::Uuid;

use super::{
    super::{
        model::{Gemeentekeuze, van_nu},
        store::meedoen as store,
    },
    termijnen,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    knelpunten::service::plekken,
    organisaties::{model::Gemeente, service as organisaties},
    stukken::Leesrecht,
};

/// The gemeenten of today.
#[derive(Debug, Clone, Default)]
pub struct Meedoen {
    /// All that the reader may read, by name.
    pub gemeenten: Vec<Gemeente>,
    /// Those that never took part, as far as the reader may know.
    pub nooit: BTreeSet<Uuid>,
}

impl Meedoen {
    /// Those that are asked for, by name.
    pub fn van(&self, keuze: Gemeentekeuze) -> Vec<&Gemeente> {
        let past = |gemeente: &&Gemeente| {
            keuze.waar.heeft(gemeente) && self.nooit.contains(&gemeente.id) != keuze.mee
        };
        self.gemeenten.iter().filter(past).collect()
    }
}

/// Which gemeenten took part: who signalled in the open or said that a knelpunt plays there too, who does what
/// a praktijk describes, and who looks after a praktijk or proefproject. What the reader may not read counts
/// for no gemeente, and neither does a signaal in confidence.
///
/// # Errors
/// Database or index fail.
pub async fn meedoen(ctx: &Ctx, db: &Db, index: &SearchIndex) -> Result<Meedoen> {
    let knelpunten = termijnen(ctx, db.read()).await?.ids();
    meedoen_aan(ctx, (db, index), &knelpunten).await
}

/// The same, when it is known which knelpunten the reader may read.
pub(super) async fn meedoen_aan(
    ctx: &Ctx,
    (db, index): (&Db, &SearchIndex),
    knelpunten: &[Uuid],
) -> Result<Meedoen> {
    let conn = db.read();
    let gemeenten = organisaties::landkaart(ctx, db, index).await?.gemeenten;
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut mee = store::doen_mee(conn, &leesrecht).await?;
    let gemeld = plekken::tellingen(conn, knelpunten).await?.into_values();
    mee.extend(gemeld.flat_map(|telling| telling.gemeenten));
    let mee = van_nu(&mee, &store::opvolging(conn).await?);
    let alle = gemeenten.iter().map(|gemeente| gemeente.id);
    Ok(Meedoen {
        nooit: alle.filter(|id| !mee.contains(id)).collect(),
        gemeenten,
    })
}
