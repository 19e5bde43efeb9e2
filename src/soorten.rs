//! All kinds of stuk in one place: the only file that knows each of them. A new kind gets a line
//! in every function here, and the compiler says where.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    error::Result,
    organisaties::model::Organisatie,
    praktijken::model::Praktijk,
    publicaties::model::Publicatie,
    regelingen::model::Regeling,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
    themas::model::Thema,
};

/// What is particular to a stuk, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Inhoud {
    /// Of a praktijk.
    Praktijk(Praktijk),
    /// Of a publicatie.
    Publicatie(Publicatie),
    /// Of a regeling.
    Regeling(Regeling),
    /// Of an organisatie.
    Organisatie(Organisatie),
    /// Of a thema.
    Thema(Thema),
}

/// Writes the row of the kind, inside the write that makes or changes its stuk.
///
/// # Errors
/// The database refuses.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Inhoud) -> Result<()> {
    match inhoud {
        Inhoud::Praktijk(i) => i.bewaar(conn, id).await,
        Inhoud::Publicatie(i) => i.bewaar(conn, id).await,
        Inhoud::Regeling(i) => i.bewaar(conn, id).await,
        Inhoud::Organisatie(i) => i.bewaar(conn, id).await,
        Inhoud::Thema(i) => i.bewaar(conn, id).await,
    }
}

/// What the kind adds to the search documents of the given stukken.
///
/// # Errors
/// The database can't be read.
pub async fn zoekdelen(
    conn: &impl ConnectionTrait,
    soort: Soort,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Zoekdeel>> {
    match soort {
        Soort::Praktijk => elk(conn, ids, Praktijk::zoekdeel).await,
        Soort::Publicatie => elk(conn, ids, Publicatie::zoekdeel).await,
        Soort::Regeling => elk(conn, ids, Regeling::zoekdeel).await,
        Soort::Organisatie => elk(conn, ids, Organisatie::zoekdeel).await,
        Soort::Thema => elk(conn, ids, Thema::zoekdeel).await,
    }
}

/// What a card shows of the given stukken of one kind.
///
/// # Errors
/// The database can't be read.
pub async fn kaartfeiten(
    conn: &impl ConnectionTrait,
    soort: Soort,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Kaartfeit>>> {
    match soort {
        Soort::Praktijk => elk(conn, ids, <Praktijk as Kind>::kaartfeiten).await,
        Soort::Publicatie => elk(conn, ids, <Publicatie as Kind>::kaartfeiten).await,
        Soort::Regeling => elk(conn, ids, <Regeling as Kind>::kaartfeiten).await,
        Soort::Organisatie => elk(conn, ids, <Organisatie as Kind>::kaartfeiten).await,
        Soort::Thema => elk(conn, ids, <Thema as Kind>::kaartfeiten).await,
    }
}

/// Something of each of the given stukken, by id.
async fn elk<K: Kind, T>(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    neem: impl Fn(&K) -> T,
) -> Result<HashMap<Uuid, T>> {
    let stukken = K::laad(conn, ids).await?;
    Ok(stukken
        .iter()
        .map(|(id, inhoud)| (*id, neem(inhoud)))
        .collect())
}
