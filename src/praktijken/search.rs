//! What a praktijk adds to its search document.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use search_index::{Facet, Weight};
use uuid::Uuid;

use super::{model::Praktijk, store};
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

fn zoekdeel(inhoud: &Praktijk) -> Zoekdeel {
    Zoekdeel {
        tekst: zoektekst(&inhoud.tekst, &inhoud.secties),
        facetten: vec![
            (Facet::Fase, inhoud.fase.to_string()),
            (Facet::Onderbouwing, inhoud.onderbouwing.to_string()),
            (Facet::Kosten, inhoud.kosten.to_string()),
        ],
        namen: Vec::new(),
        gewicht: Weight::Normal,
    }
}
