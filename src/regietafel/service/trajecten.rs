//! Every traject: what its duo says, and the facts beside it as far as the reader may read what they count. It asks
//! a bounded number of questions, however many thema's there are.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Feit, Traject},
        store::feiten as store,
    },
    standen,
    tafel::eis_tafel,
};
use crate::{
    ctx::Ctx,
    duos::service as duos,
    error::Result,
    netwerk::service as netwerk,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
    vraagpunten::{
        model::Welke,
        service::{self as vraagpunten, Filter, Regel},
    },
};

/// Thema's that are shown.
const THEMAS: u64 = 500;
/// Late questions that are looked at.
const LATE: u64 = 1_000;

/// Every traject by name, for who sits at the regietafel.
///
/// # Errors
/// As [`eis_tafel`]; the database can't be read.
pub async fn trajecten(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Traject>> {
    eis_tafel(ctx)?;
    let themas = stukken::lijst(ctx, conn, Soort::Thema, None, (0, THEMAS)).await?;
    let themas = themas.koppen;
    let ids: Vec<Uuid> = themas.iter().map(|kop| kop.id).collect();
    let lezer = Leesrecht::van(&ctx.actor);
    let mut feiten = store::tel(conn, &lezer, &ids, ctx.vandaag()).await?;
    for thema in te_laat(ctx, conn).await?.into_iter().flat_map(|(_, t)| t) {
        feiten.entry(thema).or_default().tel(Feit::Vraagpunten, 1);
    }
    let mut zetels = duos::zetels_van(conn, &ids).await?;
    let mut standen = standen(conn, &ids).await?;
    let mut ontbreekt = netwerk::ontbrekend(conn, &ids).await?;
    let traject = |thema: Kop| Traject {
        zetels: zetels.remove(&thema.id),
        stand: standen.remove(&thema.id),
        feiten: feiten.remove(&thema.id).unwrap_or_default(),
        ontbreekt: ontbreekt.remove(&thema.id).unwrap_or_default(),
        thema,
    };
    Ok(themas.into_iter().map(traject).collect())
}

/// The questions that are late, each with the thema's that the stuk it is about belongs to.
async fn te_laat(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<(Regel, Vec<Uuid>)>> {
    let filter = Filter {
        aan: None,
        welke: Some(Welke::TeLaat),
    };
    let regels = vraagpunten::overzicht(ctx, conn, filter, (0, LATE))
        .await?
        .regels;
    let ids: Vec<Uuid> = regels.iter().map(|regel| regel.kop.id).collect();
    let doelen: HashMap<Uuid, Vec<Kop>> = stukken::doelen(ctx, conn, &ids).await?;
    let met_themas = |regel: Regel| {
        let naar = doelen.get(&regel.kop.id).into_iter().flatten();
        let themas = naar.filter(|kop| kop.soort == Soort::Thema);
        let themas = themas.map(|kop| kop.id).collect();
        (regel, themas)
    };
    Ok(regels.into_iter().map(met_themas).collect())
}

/// Something that a number counts.
#[derive(Debug, Clone)]
pub struct Telt {
    /// The stuk.
    pub kop: Kop,
    /// What there is to say of it; often empty.
    pub bij: String,
}

/// What a number of a thema counts, and how many that are: from where, and how many.
///
/// # Errors
/// As [`eis_tafel`]; [`crate::error::Error::NotFound`] when there is no such thema; the database can't be read.
pub async fn lijst(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (thema, feit): (&str, Feit),
    bereik: (u64, u64),
) -> Result<(Kop, u64, Vec<Telt>)> {
    eis_tafel(ctx)?;
    let thema = stukken::vind(ctx, conn, Soort::Thema, thema).await?;
    if feit == Feit::Vraagpunten {
        let alle = te_laat(ctx, conn).await?.into_iter();
        let hier: Vec<Telt> = alle
            .filter(|(_, themas)| themas.contains(&thema.id))
            .map(|(regel, _)| Telt {
                kop: regel.kop,
                bij: regel.punt.vraag,
            })
            .collect();
        let totaal = hier.len() as u64;
        let [vanaf, aantal] =
            [bereik.0, bereik.1].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let deel = hier.into_iter().skip(vanaf).take(aantal).collect();
        return Ok((thema, totaal, deel));
    }
    let lezer = Leesrecht::van(&ctx.actor);
    let wat = (thema.id, feit);
    let (totaal, koppen) = store::lijst(conn, &lezer, wat, (ctx.vandaag(), bereik)).await?;
    let telt = |kop: Kop| Telt {
        kop,
        bij: String::new(),
    };
    Ok((thema, totaal, koppen.into_iter().map(telt).collect()))
}
