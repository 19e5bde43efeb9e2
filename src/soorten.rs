//! All kinds of stuk in one place: the only file that knows each of them. A new kind gets a line
//! in every function here, and the compiler says where.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    error::Result,
    organisaties, praktijken, publicaties, regelingen,
    stukken::{
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
    themas,
};

/// What is particular to a stuk, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Inhoud {
    /// Of a praktijk.
    Praktijk(praktijken::model::Praktijk),
    /// Of a publicatie.
    Publicatie(publicaties::model::Publicatie),
    /// Of a regeling.
    Regeling(regelingen::model::Regeling),
    /// Of an organisatie.
    Organisatie(organisaties::model::Organisatie),
    /// Of a thema.
    Thema(themas::model::Thema),
}

/// Writes the row of the kind, inside the write that makes or changes its stuk.
///
/// # Errors
/// The database refuses.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Inhoud) -> Result<()> {
    match inhoud {
        Inhoud::Praktijk(i) => praktijken::service::bewaar(conn, id, i).await,
        Inhoud::Publicatie(i) => publicaties::service::bewaar(conn, id, i).await,
        Inhoud::Regeling(i) => regelingen::service::bewaar(conn, id, i).await,
        Inhoud::Organisatie(i) => organisaties::service::bewaar(conn, id, i).await,
        Inhoud::Thema(i) => themas::service::bewaar(conn, id, i).await,
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
        Soort::Praktijk => praktijken::search::zoekdelen(conn, ids).await,
        Soort::Publicatie => publicaties::search::zoekdelen(conn, ids).await,
        Soort::Regeling => regelingen::search::zoekdelen(conn, ids).await,
        Soort::Organisatie => organisaties::search::zoekdelen(conn, ids).await,
        Soort::Thema => themas::search::zoekdelen(conn, ids).await,
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
    fn per_id<T>(
        stukken: &HashMap<Uuid, T>,
        feiten: impl Fn(&T) -> Vec<Kaartfeit>,
    ) -> HashMap<Uuid, Vec<Kaartfeit>> {
        stukken
            .iter()
            .map(|(id, inhoud)| (*id, feiten(inhoud)))
            .collect()
    }
    Ok(match soort {
        Soort::Praktijk => per_id(&praktijken::service::laad(conn, ids).await?, |i| {
            i.kaartfeiten()
        }),
        Soort::Publicatie => per_id(&publicaties::service::laad(conn, ids).await?, |i| {
            i.kaartfeiten()
        }),
        Soort::Regeling => per_id(&regelingen::service::laad(conn, ids).await?, |i| {
            i.kaartfeiten()
        }),
        Soort::Organisatie => per_id(&organisaties::service::laad(conn, ids).await?, |i| {
            i.kaartfeiten()
        }),
        Soort::Thema => HashMap::new(),
    })
}
