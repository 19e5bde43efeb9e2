//! Reading a stuk by a toegangslink, as long as the stuk is not everybody's.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{model::Kop, store};
use crate::{
    actor::Sleutel,
    db::{Gebeurtenis, Write},
    error::Result,
};

/// Replaces the keys of a stuk. Its links stay as long as it is not everybody's, and end with that; what
/// was said by a link is then read by who writes it now.
pub(super) async fn zet_sleutels(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    nieuw: &[Sleutel],
) -> Result<()> {
    store::houd_sleutels(conn, stuk_id).await?;
    let mut alle = nieuw.to_vec();
    if !nieuw.contains(&Sleutel::Openbaar) {
        let nu = store::sleutels_van(conn, stuk_id).await?;
        let links = nu.into_iter().filter(|s| matches!(s, Sleutel::Link(_)));
        alle.extend(links.filter(|link| !nieuw.contains(link)));
        for (deel, link) in store::delen_met_link(conn, stuk_id).await? {
            store::zet_sleutels(conn, stuk_id, deel, &lezers(nieuw, link)).await?;
        }
    }
    store::zet_sleutels(conn, stuk_id, stuk_id, &alle).await
}

/// Who reads what the holder of a link said of a stuk with these keys: who writes it, the redactie, and
/// the holder.
fn lezers<'a>(van_stuk: impl IntoIterator<Item = &'a Sleutel>, link: Sleutel) -> Vec<Sleutel> {
    let personen = van_stuk.into_iter();
    let personen = personen.filter(|s| matches!(s, Sleutel::Persoon(_)));
    personen.cloned().chain([Sleutel::Redactie, link]).collect()
}

/// Makes others wait that change a stuk or who reads it, until this write has ended.
///
/// # Errors
/// The database refuses.
pub async fn houd(write: &Write, stuk_id: Uuid) -> Result<()> {
    store::houd_sleutels(write.conn(), stuk_id).await
}

/// Lets the holder of a link read a stuk. `actie` is what the geschiedenis calls it.
///
/// # Errors
/// The database refuses.
pub async fn open(write: &Write, kop: &Kop, link: Uuid, actie: &str) -> Result<Gebeurtenis> {
    store::houd_sleutels(write.conn(), kop.id).await?;
    store::geef_sleutel(write.conn(), kop.id, &Sleutel::Link(link)).await?;
    Ok(gebeurd(kop, link, actie))
}

/// Ends that the holder of a link reads a stuk; none when it had ended already. That narrows who reads:
/// it is only done when the search index has it.
///
/// # Errors
/// The database refuses.
pub async fn sluit(
    write: &Write,
    kop: &Kop,
    link: Uuid,
    actie: &str,
) -> Result<Option<Gebeurtenis>> {
    store::houd_sleutels(write.conn(), kop.id).await?;
    let weg = store::neem_sleutel(write.conn(), kop.id, &Sleutel::Link(link)).await?;
    Ok(weg.then(|| gebeurd(kop, link, actie)))
}

fn gebeurd(kop: &Kop, link: Uuid, actie: &str) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden: vec!["leesrecht".to_owned(), Sleutel::Link(link).to_string()],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// Whether a stuk carries the key of a link.
///
/// # Errors
/// The database can't be read.
pub async fn is_open(conn: &impl ConnectionTrait, stuk_id: Uuid, link: Uuid) -> Result<bool> {
    let sleutels = store::sleutels_van(conn, stuk_id).await?;
    Ok(sleutels.contains(&Sleutel::Link(link)))
}

/// Makes a part of a stuk that the holder of a link wrote theirs to read, with who writes the stuk and
/// the redactie.
///
/// # Errors
/// The database refuses.
pub async fn geef_deel(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    deel_id: Uuid,
    link: Uuid,
) -> Result<()> {
    store::houd_sleutels(conn, stuk_id).await?;
    let nu = store::sleutels_van(conn, stuk_id).await?;
    let lezers = lezers(&nu, Sleutel::Link(link));
    store::zet_sleutels(conn, stuk_id, deel_id, &lezers).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_says_is_for_who_writes_the_redactie_and_itself() {
        let (els, een, ander) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let van_stuk = [
            Sleutel::Persoon(els),
            Sleutel::Link(een),
            Sleutel::Link(ander),
            Sleutel::Overheid,
        ];
        assert_eq!(
            lezers(&van_stuk, Sleutel::Link(een)),
            [Sleutel::Persoon(els), Sleutel::Redactie, Sleutel::Link(een)]
        );
    }
}
