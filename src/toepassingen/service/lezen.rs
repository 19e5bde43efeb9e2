//! Who does something with a praktijk, and how many.

use std::{
    collections::{BTreeSet, HashMap},
    hash::BuildHasher,
};

use sea_orm::ConnectionTrait;
use search_index::Adoption;
use uuid::Uuid;

use super::{
    super::{
        model::{Klasse, Telling, Toepassing},
        store,
    },
    heet,
};
use crate::{
    ctx::Ctx,
    error::{Error, Result},
    stukken::{
        model::{Kaartfeit, Kop, Soort},
        service as stukken,
    },
};

/// Who does something with a praktijk, as far as the reader may know them, the newest first.
///
/// # Errors
/// The database can't be read.
pub async fn bij_stuk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<(Kop, Toepassing)>> {
    let alle = store::van_stuk(conn, stuk_id).await?;
    let ids: Vec<Uuid> = alle.iter().map(|t| t.organisatie_id).collect();
    met_koppen(ctx, conn, alle, &ids, |t| t.organisatie_id).await
}

/// The praktijken of others that any of these organisaties does something with, as far as the reader
/// may read them, the newest first.
///
/// # Errors
/// The database can't be read.
pub async fn van_organisaties(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    organisaties: &BTreeSet<Uuid>,
) -> Result<Vec<(Kop, Toepassing)>> {
    let alle = store::van_organisaties(conn, organisaties).await?;
    let ids: Vec<Uuid> = alle.iter().map(|t| t.stuk_id).collect();
    met_koppen(ctx, conn, alle, &ids, |t| t.stuk_id).await
}

/// What an organisatie does with a praktijk, by slug or code of that organisatie.
///
/// # Errors
/// [`Error::NotFound`] when the praktijk may not be read, or they said nothing of it; the database
/// can't be read.
pub async fn van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
    organisatie: &str,
) -> Result<(Kop, Toepassing)> {
    let kop = stukken::vind(ctx, conn, Soort::Praktijk, naam).await?;
    let alle = bij_stuk(ctx, conn, kop.id).await?;
    let deze = alle.into_iter().find(|(kop, _)| heet(kop, organisatie));
    deze.ok_or(Error::NotFound)
}

async fn met_koppen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    alle: Vec<Toepassing>,
    ids: &[Uuid],
    welke: fn(&Toepassing) -> Uuid,
) -> Result<Vec<(Kop, Toepassing)>> {
    let koppen = stukken::koppen(ctx, conn, ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    let paar = |t: Toepassing| Some((koppen.get(&welke(&t))?.clone(), t));
    Ok(alle.into_iter().filter_map(paar).collect())
}

/// How many do what with each of these praktijken; those with which nobody does anything are left
/// out.
///
/// # Errors
/// The database can't be read.
pub async fn tellingen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Telling>> {
    store::tellingen(conn, ids).await
}

/// Adds to the facts on the cards of praktijken how many do the same.
///
/// # Errors
/// The database can't be read.
pub async fn op_kaarten<S: BuildHasher>(
    conn: &impl ConnectionTrait,
    feiten: &mut HashMap<Uuid, Vec<Kaartfeit>, S>,
) -> Result<()> {
    let ids: Vec<Uuid> = feiten.keys().copied().collect();
    for (id, telling) in store::tellingen(conn, &ids).await? {
        if let Some(van_stuk) = feiten.get_mut(&id) {
            van_stuk.extend(telling.kaartfeit());
        }
    }
    Ok(())
}

/// How search counts a praktijk that so many others do.
pub const fn aanzien(klasse: Klasse) -> Adoption {
    match klasse {
        Klasse::NogNiet => Adoption::None,
        Klasse::EenTotVier => Adoption::Few,
        Klasse::VijfOfMeer => Adoption::Many,
    }
}
