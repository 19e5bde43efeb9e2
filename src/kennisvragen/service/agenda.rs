//! The kennisagenda: every kennisvraag that the reader may read.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Kennisvraag, Punt, volgorde},
        store,
    },
    lezen::status,
};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::Result,
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, Volgorde},
        store as spil,
    },
};

/// More kennisvragen than there are in the years that the programma runs.
const HOOGSTENS: u64 = 5_000;

/// The kennisvragen that the reader may read: what waits for an answer first.
///
/// # Errors
/// The database can't be read.
pub async fn op_agenda(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Punt>> {
    let bereik = (0, HOOGSTENS);
    let soort = Soort::Kennisvraag;
    let lijst = stukken::lijst(ctx, conn, soort, Some(Volgorde::Nieuwste), bereik).await?;
    let mut punten = punten(ctx, conn, lijst.koppen).await?;
    volgorde(&mut punten);
    Ok(punten)
}

/// What the agenda says of these kennisvragen, which the reader may read.
async fn punten(ctx: &Ctx, conn: &impl ConnectionTrait, koppen: Vec<Kop>) -> Result<Vec<Punt>> {
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let inhouden = Kennisvraag::laad(conn, &ids, Teksten::Weg).await?;
    let mut waarden = spil::waarden(conn, &ids).await?;
    let volgers = store::volgers::aantallen(conn, &ids).await?;
    let mut themas: Vec<Uuid> = inhouden.values().map(|i| i.plaats.thema).collect();
    themas.sort_unstable();
    themas.dedup();
    let themas = stukken::koppen(ctx, conn, &themas).await?;
    let themas: HashMap<Uuid, Kop> = themas.into_iter().map(|kop| (kop.id, kop)).collect();
    let mut punten = Vec::with_capacity(koppen.len());
    for kop in koppen {
        let Some(inhoud) = inhouden.get(&kop.id) else {
            continue;
        };
        let (leefdomeinen, _) = waarden.remove(&kop.id).unwrap_or_default();
        punten.push(Punt {
            status: status(&kop)?,
            niveau: inhoud.plaats.niveau,
            leefdomeinen,
            thema: themas.get(&inhoud.plaats.thema).cloned(),
            volgers: volgers.get(&kop.id).copied().unwrap_or_default(),
            kop,
        });
    }
    Ok(punten)
}
