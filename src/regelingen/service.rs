//! Use cases of regelingen.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Artikelnummer, Regeling, Verwijzing, artikelen_in, beste},
    search, store,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    stukken::{
        Kind, Leesrecht,
        model::{Kaartfeit, Kop, Richting, Soort, Stuk},
        search::Zoekdeel,
        service as stukken,
    },
};

impl Kind for Regeling {
    const SOORT: Soort = Soort::Regeling;

    async fn laad(
        conn: &impl ConnectionTrait,
        ids: &[Uuid],
        teksten: Teksten,
    ) -> Result<HashMap<Uuid, Self>> {
        store::laad(conn, ids, teksten).await
    }

    async fn bewaar(&self, conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
        store::bewaar(conn, id, self).await
    }

    fn zoekdeel(&self, officieel_id: Option<&str>) -> Zoekdeel {
        search::zoekdeel(self, officieel_id)
    }

    fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        Self::kaartfeiten(self)
    }
}

/// The page of a law, at the place of the article that somebody named when it is known there: we
/// describe it, or a stuk that the reader may read touches it. None when the text is no reference
/// to an article of a law that is here.
///
/// # Errors
/// The database can't be read.
pub async fn op_artikel(ctx: &Ctx, db: &Db, tekst: &str) -> Result<Option<String>> {
    let Some(Verwijzing { wet, artikel }) = Verwijzing::lees(tekst) else {
        return Ok(None);
    };
    let conn = db.read();
    let Some(kop) = met_naam(ctx, conn, &wet).await? else {
        return Ok(None);
    };
    let mut pad = kop.pad();
    if kent(ctx, conn, kop.id, &artikel).await? {
        pad = format!("{pad}#{}", artikel.anker());
    }
    Ok(Some(pad))
}

/// The readable regeling of this name: its number, or what it is called.
async fn met_naam(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    let op_nummer = stukken::op_nummer(ctx, conn, naam).await?;
    if let Some(kop) = op_nummer.filter(|k| k.soort == Soort::Regeling) {
        return Ok(Some(kop));
    }
    let namen = store::namen(conn, &Leesrecht::van(&ctx.actor)).await?;
    let id = beste(naam, namen);
    Ok(stukken::koppen(ctx, conn, id.as_slice()).await?.pop())
}

/// The readable law that somebody names, and the place in it as a verband keeps it (`art. 2.3.5`; empty
/// for the whole law): `Wmo 2015`, `Wmo 2015, art. 2.3.5`, `BWBR0035362`. None when it is no law here.
///
/// # Errors
/// The database can't be read.
pub async fn genoemd(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    tekst: &str,
) -> Result<Option<(Kop, String)>> {
    if let Some(Verwijzing { wet, artikel }) = Verwijzing::lees(tekst)
        && let Some(kop) = met_naam(ctx, conn, &wet).await?
    {
        return Ok(Some((kop, format!("art. {artikel}"))));
    }
    let kop = met_naam(ctx, conn, tekst).await?;
    Ok(kop.map(|kop| (kop, String::new())))
}

/// Whether the page of a regeling has a place for an article: we describe it, or a stuk that the
/// reader may read touches it.
async fn kent(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
    artikel: &Artikelnummer,
) -> Result<bool> {
    let regeling = store::laad(conn, &[id], Teksten::Mee).await?.remove(&id);
    if regeling.is_some_and(|r| r.artikelen.iter().any(|a| a.nummer == *artikel)) {
        return Ok(true);
    }
    let plaatsen = stukken::genoemde_plaatsen(ctx, conn, id, artikel.as_str()).await?;
    let noemt = |plaats: &String| artikelen_in(plaats).iter().any(|(a, _)| a == artikel);
    Ok(plaatsen.iter().any(noemt))
}

/// The other regelingen that the stukken about this one touch as well, with how many do: the most
/// first, then by title.
///
/// # Errors
/// The database can't be read.
pub async fn verwant(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk: &Stuk<Regeling>,
) -> Result<Vec<(Kop, u64)>> {
    let raken = stuk.buren.iter().filter(|b| b.richting == Richting::In);
    let ander = |kop: &Kop| kop.soort == Soort::Regeling && kop.id != stuk.kop.id;
    stukken::meest_genoemd(ctx, conn, raken.map(|b| b.kop.id), ander).await
}
