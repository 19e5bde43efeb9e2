//! What an organisatie took over from those that ended in it.

use std::collections::{BTreeSet, VecDeque};

use sea_orm::ConnectionTrait;

use crate::{
    ctx::Ctx,
    error::Result,
    organisaties::model::{Organisatie, opvolging},
    stukken::{
        model::{Buren, Buur, Kop, MAX_BUREN, Richting, Stuk},
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
    /// Whether more hangs on it: these are the newest.
    pub meer_buren: bool,
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
    let voorgangers =
        |buren: &[Buur]| -> Vec<Kop> { opvolging(buren, Richting::Uit).cloned().collect() };
    let mut rij = VecDeque::from(voorgangers(&stuk.buren));
    let mut erfenissen = Vec::new();
    while let Some(van) = rij.pop_front() {
        if !gezien.insert(van.id) {
            continue;
        }
        let Buren { buren, meer } = stukken::buren(ctx, conn, van.id, MAX_BUREN.into()).await?;
        rij.extend(voorgangers(&buren));
        erfenissen.push(Erfenis {
            van,
            buren,
            meer_buren: meer,
        });
    }
    Ok(erfenissen)
}
