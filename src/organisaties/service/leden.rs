//! What members of an organisatie may read because of what it is, and of what it went on in.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    actor::Sleutel,
    db::Db,
    error::Result,
    organisaties::{model::is_overheid, store},
};

/// The keys that come with these, of an account: after a herindeling also that of the successor, and
/// `overheid` when one of the organisaties is a government (design section 4).
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
        let opvolgers = store::opvolgers(db.read(), &rand).await?;
        rand = opvolgers
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
