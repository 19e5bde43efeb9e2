//! Use cases of regelingen.

use std::{cmp::Reverse, collections::HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Regeling, Verwijzing, past, plaatsen},
    search, store,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Kop, Richting, Soort, Stuk},
        search::Zoekdeel,
        service::{self as stukken, tonen},
    },
};

impl Kind for Regeling {
    const SOORT: Soort = Soort::Regeling;

    async fn laad(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Self>> {
        store::laad(conn, ids).await
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
    let Some(kop) = met_naam(ctx, db.read(), &wet).await? else {
        return Ok(None);
    };
    let stuk = tonen::<Regeling>(ctx, db.read(), kop.slug.as_str()).await?;
    let mut pad = stuk.kop.pad();
    if plaatsen(&stuk.inhoud, &stuk.buren).kent(&artikel) {
        pad = format!("{pad}#{}", artikel.anker());
    }
    Ok(Some(pad))
}

/// The readable regeling of this name: its number, or its title or abbreviation with or without
/// the year. Of laws that only differ in their year it is the newest.
async fn met_naam(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    /// More regelingen than there are in the social domain.
    const ALLE: u64 = 10_000;
    let op_nummer = stukken::op_nummer(ctx, conn, naam).await?;
    if let Some(kop) = op_nummer.filter(|k| k.soort == Soort::Regeling) {
        return Ok(Some(kop));
    }
    let afkortingen = store::afkortingen(conn).await?;
    let lijst = stukken::lijst(ctx, conn, Soort::Regeling, None, (0, ALLE)).await?;
    let afkorting = |kop: &Kop| afkortingen.get(&kop.id).map_or("", String::as_str);
    let passend = lijst
        .koppen
        .into_iter()
        .filter_map(|kop| Some((past(naam, &kop.titel, afkorting(&kop))?, kop)));
    Ok(passend
        .min_by_key(|(past, kop)| (*past, Reverse(afkorting(kop).to_owned())))
        .map(|(_, kop)| kop))
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
    let mut ids: Vec<Uuid> = raken.map(|b| b.kop.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let doelen = stukken::doelen(ctx, conn, &ids).await?;
    let mut tellingen: HashMap<Uuid, (Kop, u64)> = HashMap::new();
    for kop in doelen.into_values().flatten() {
        if kop.soort == Soort::Regeling && kop.id != stuk.kop.id {
            tellingen.entry(kop.id).or_insert((kop, 0)).1 += 1;
        }
    }
    let mut verwant: Vec<(Kop, u64)> = tellingen.into_values().collect();
    verwant.sort_by_cached_key(|(kop, aantal)| {
        (Reverse(*aantal), crate::ids::vouw(&kop.titel), kop.id)
    });
    Ok(verwant)
}
