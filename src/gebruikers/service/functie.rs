//! Who holds the function that looks after a stuk: a function, so that nothing is without somebody
//! when a person leaves (design section 4).

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    actor::{Bereik, Rol, Toekenning},
    error::Result,
    gebruikers::{
        model::{Gebruiker, Status},
        store::{self, rollen},
    },
    stukken::{model::Kop, store as stukken},
};

/// The accounts that look after a stuk: its authors who still belong to the organisatie that owns it,
/// else those who manage its people, else the redactie. For a stuk of the redactie the redactie does.
/// Empty only when the platform has no redactie.
///
/// # Errors
/// The database can't be read.
pub async fn functiehouders(conn: &impl ConnectionTrait, kop: &Kop) -> Result<Vec<Uuid>> {
    if let Some(organisatie) = kop.eigenaar.organisatie {
        let bereik = Bereik::Organisatie(organisatie);
        let auteurs = stukken::auteurs(conn, kop.id).await?;
        let leden = houders(conn, Rol::Lid, bereik).await?;
        let van_ons: Vec<Uuid> = leden.intersection(&auteurs).copied().collect();
        if !van_ons.is_empty() {
            return Ok(van_ons);
        }
        let beheer = houders(conn, Rol::Organisatiebeheerder, bereik).await?;
        if !beheer.is_empty() {
            return Ok(beheer.into_iter().collect());
        }
    }
    let redactie = houders(conn, Rol::Redactie, Bereik::Landelijk).await?;
    Ok(redactie.into_iter().collect())
}

/// The accounts that can be used and have this role in this place.
///
/// # Errors
/// The database can't be read.
pub async fn houders(
    conn: &impl ConnectionTrait,
    rol: Rol,
    bereik: Bereik,
) -> Result<BTreeSet<Uuid>> {
    let alle = rollen::houders(conn, Toekenning { rol, bereik }).await?;
    Ok(alle.into_iter().collect())
}

/// An account that can be used, to write to its owner; none when it can't be any more.
///
/// # Errors
/// The database can't be read.
pub async fn bereikbaar(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Gebruiker>> {
    let account = store::op_id(conn, id).await?.map(|a| a.gebruiker);
    Ok(account.filter(|gebruiker| gebruiker.status == Status::Actief))
}

/// The organisaties that an account is a member of.
///
/// # Errors
/// The database can't be read.
pub async fn lid_van(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Uuid>> {
    let alle = rollen::toekenningen(conn, id).await?.into_iter();
    let lid = alle.filter(|wat| wat.rol == Rol::Lid);
    Ok(lid.filter_map(|wat| wat.bereik.id()).collect())
}
