//! Open questions of a stuk of which there is a later version, that asks their addressee again.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Nieuwe, OPNIEUW, Vervolg, Vraagpunt, vervolg},
        store::vervolg as store,
    },
    gebeurd, koppen_van, van_stuk,
};
use crate::{
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::Result,
    stukken::{model::Kop, service as stukken},
};

/// Notes which of these questions a later version asks again, now that it asks this. Answers what happened:
/// a row in the geschiedenis of the stuk of each of them.
///
/// # Errors
/// The database refuses.
pub async fn merk_vervolg(
    write: &Write,
    ctx: &Ctx,
    later: Uuid,
    (oude, nieuwe): (&[Vraagpunt], &[Nieuwe]),
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let mut rijen = Vec::new();
    for oud in oude {
        match vervolg(oud, nieuwe) {
            Vervolg::Opnieuw => {
                store::zet(conn, (oud.id, later), ctx.now).await?;
                let kop = stukken::kop_voor_taak(conn, oud.stuk_id).await?;
                let aan = stukken::kop_voor_taak(conn, oud.aan).await?;
                let wat = format!("vraag {} aan {}", oud.nummer, aan.titel);
                rijen.push(gebeurd(&kop, OPNIEUW, oud, wat, String::new()));
            }
            // A version between them asked otherwise; this one asks it as it was.
            Vervolg::Hier => store::wis(conn, oud.id).await?,
            Vervolg::Beantwoord | Vervolg::Blijft => {}
        }
    }
    Ok(rijen)
}

/// The stuk that asks a question again, as far as the actor reads it; none when it was answered, or none does.
///
/// # Errors
/// The database can't be read.
pub async fn opnieuw_in(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    punt: &Vraagpunt,
) -> Result<Option<Kop>> {
    if punt.antwoord.is_some() {
        return Ok(None);
    }
    let opnieuw = store::van(conn, &[punt.id]).await?;
    let mut koppen = koppen_van(ctx, conn, opnieuw.into_values()).await?;
    Ok(koppen.drain().map(|(_, kop)| kop).next())
}

/// The open questions about a stuk that another asks again, the first first, each with that one: as far as the
/// actor reads both.
///
/// # Errors
/// The database can't be read.
pub async fn opnieuw_gevraagd(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<(Vraagpunt, Kop)>> {
    let mut punten = van_stuk(ctx, conn, stuk_id).await?;
    punten.retain(|punt| punt.antwoord.is_none());
    let ids: Vec<Uuid> = punten.iter().map(|punt| punt.id).collect();
    let opnieuw: HashMap<Uuid, Uuid> = store::van(conn, &ids).await?;
    let koppen = koppen_van(ctx, conn, opnieuw.values().copied()).await?;
    let met_kop = |punt: Vraagpunt| {
        let kop = koppen.get(opnieuw.get(&punt.id)?)?.clone();
        Some((punt, kop))
    };
    Ok(punten.into_iter().filter_map(met_kop).collect())
}
