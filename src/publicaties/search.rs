//! What a publicatie adds to its search document.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use search_index::Weight;
use uuid::Uuid;

use super::{model::Publicatie, store};
use crate::{
    error::Result,
    stukken::search::{Zoekdeel, zoektekst},
};

/// The search parts of the given stukken, by id.
///
/// # Errors
/// The database can't be read.
pub async fn zoekdelen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Zoekdeel>> {
    let stukken = store::laad(conn, ids).await?;
    Ok(stukken
        .into_iter()
        .map(|(id, inhoud)| (id, zoekdeel(&inhoud)))
        .collect())
}

fn zoekdeel(inhoud: &Publicatie) -> Zoekdeel {
    Zoekdeel {
        tekst: format!(
            "{}\n{}",
            inhoud.auteur,
            zoektekst(&inhoud.tekst, &inhoud.secties)
        ),
        facetten: Vec::new(),
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
