//! What members of an organisatie may read because of what it is, and of what it took the place of.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    db::Db,
    error::Result,
    organisaties::{
        model::{Organisatiesoort, is_overheid},
        store,
    },
};

/// What kind of organisatie each of these is.
///
/// # Errors
/// The database can't be read.
pub async fn soorten(
    conn: &impl ConnectionTrait,
    ids: &BTreeSet<Uuid>,
) -> Result<Vec<Organisatiesoort>> {
    let soorten = store::soorten(conn, ids).await?;
    Ok(soorten.into_iter().map(|(soort, _)| soort).collect())
}

/// The organisaties that took the place of one.
///
/// # Errors
/// The database can't be read.
pub async fn opvolgers(conn: &impl ConnectionTrait, van: Uuid) -> Result<Vec<Uuid>> {
    store::opvolgers(conn, van).await
}

/// The keys that come with these, of an account: those of the organisaties that theirs took the
/// place of, so that a successor reads what its predecessor could, and `overheid` when one of the organisaties is a government (design section 4).
///
/// # Errors
/// The database can't be read.
pub async fn sleutels_van_leden(
    db: &Db,
    sleutels: &BTreeSet<Sleutel>,
) -> Result<BTreeSet<Sleutel>> {
    let van_organisatie = sleutels.iter().filter_map(|sleutel| match sleutel {
        Sleutel::Organisatie(id) => Some(*id),
        _ => None,
    });
    let mut alle: BTreeSet<Uuid> = van_organisatie.collect();
    let mut rand: Vec<Uuid> = alle.iter().copied().collect();
    while !rand.is_empty() {
        let voorgangers = store::voorgangers(db.read(), &rand).await?;
        rand = voorgangers
            .into_iter()
            .filter(|id| alle.insert(*id))
            .collect();
    }
    let soorten = store::soorten(db.read(), &alle).await?;
    let overheid = soorten
        .iter()
        .any(|(soort, slug)| is_overheid(*soort, slug));
    let erbij = alle.into_iter().map(Sleutel::Organisatie);
    Ok(erbij.chain(overheid.then_some(Sleutel::Overheid)).collect())
}
