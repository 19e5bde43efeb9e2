//! Use cases of publicaties.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Publicatie, store};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        model::{Soort, Stuk},
        service::{heel, vind},
    },
};

/// Shows one publicatie with everything around it that the reader may read.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when there is none the reader may read.
pub async fn tonen(ctx: &Ctx, db: &Db, naam: &str) -> Result<Stuk<Publicatie>> {
    let conn = db.read();
    let kop = vind(ctx, conn, Soort::Publicatie, naam).await?;
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
pub async fn laad(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Publicatie>> {
    store::laad(conn, ids).await
}

/// Writes what is particular to a publicatie, inside the write that makes or changes its stuk.
///
/// # Errors
/// The database refuses.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Publicatie) -> Result<()> {
    store::bewaar(conn, id, inhoud).await
}
