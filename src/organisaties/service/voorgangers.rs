//! What an organisatie took over from those that ended in it.

use std::collections::{BTreeSet, VecDeque};

use sea_orm::ConnectionTrait;

use crate::{
    ctx::Ctx,
    error::Result,
    organisaties::model::Organisatie,
    stukken::{
        model::{Buur, Kop, Richting, Soort, Stuk, Verbandsoort},
        service as stukken,
    },
};

/// An organisatie that ended, with what hangs on it.
#[derive(Debug, Clone)]
pub struct Erfenis {
    /// The one that ended.
    pub van: Kop,
    /// What hangs on it, as far as the reader may read it.
    pub buren: Vec<Buur>,
}

/// Those that ended in an organisatie, nearest first, also those that ended in them before, with
/// what hangs on each.
///
/// # Errors
/// The database can't be read.
pub async fn erfenissen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk: &Stuk<Organisatie>,
) -> Result<Vec<Erfenis>> {
    let mut gezien = BTreeSet::from([stuk.kop.id]);
    let mut rij: VecDeque<Kop> = voorgangers(&stuk.buren).collect();
    let mut erfenissen = Vec::new();
    while let Some(van) = rij.pop_front() {
        if !gezien.insert(van.id) {
            continue;
        }
        let buren = stukken::buren(ctx, conn, van.id).await?;
        rij.extend(voorgangers(&buren));
        erfenissen.push(Erfenis { van, buren });
    }
    Ok(erfenissen)
}

/// The organisaties that this one took the place of.
fn voorgangers(buren: &[Buur]) -> impl Iterator<Item = Kop> {
    let vervangt = |b: &&Buur| {
        b.verband == Verbandsoort::Vervangt
            && b.richting == Richting::Uit
            && b.kop.soort == Soort::Organisatie
    };
    buren.iter().filter(vervangt).map(|b| b.kop.clone())
}
