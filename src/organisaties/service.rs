//! Use cases of organisaties.

use std::collections::{HashMap, HashSet};

use sea_orm::ConnectionTrait;
use search_index::Facet;
use uuid::Uuid;

use super::{model::Organisatie, store};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        model::{Soort, Stuk},
        service::{heel, vind},
    },
};

/// Shows one organisatie with everything around it that the reader may read.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when there is none the reader may read.
pub async fn tonen(ctx: &Ctx, db: &Db, naam: &str) -> Result<Stuk<Organisatie>> {
    let conn = db.read();
    let kop = vind(ctx, conn, Soort::Organisatie, naam).await?;
    let inhoud = laad(conn, &[kop.id])
        .await?
        .remove(&kop.id)
        .ok_or_else(|| anyhow::anyhow!("stuk {} has no row of its kind", kop.id))?;
    heel(ctx, conn, kop, inhoud).await
}

/// What is particular to the given stukken, by id. The caller has decided who may read them.
///
/// # Errors
/// The database can't be read.
pub async fn laad(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Organisatie>> {
    store::laad(conn, ids).await
}

/// Writes what is particular to a organisatie, inside the write that makes or changes its stuk.
///
/// # Errors
/// The database refuses.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Organisatie) -> Result<()> {
    store::bewaar(conn, id, inhoud).await
}

/// The facets by which a stuk that plays in this organisatie is found too.
pub fn facetten(inhoud: &Organisatie) -> Vec<(Facet, String)> {
    let provincie = inhoud.provincie.map(|p| (Facet::Provincie, p.to_string()));
    let grootte = inhoud
        .grootte()
        .map(|g| (Facet::Gemeentegrootte, g.to_string()));
    provincie.into_iter().chain(grootte).collect()
}

/// Those of the given stukken that are a gemeente.
///
/// # Errors
/// The database can't be read.
pub async fn gemeenten_onder(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    store::gemeenten_onder(conn, ids).await
}
