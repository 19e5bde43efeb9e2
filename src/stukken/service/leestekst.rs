//! The text of a stuk, whatever its kind.

use sea_orm::ConnectionTrait;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    super::{
        model::{Kop, Sectie},
        store,
    },
    lezen::koppen,
};
use crate::{
    ctx::Ctx,
    error::{Error, Result},
};

/// What there is to read of a stuk: its text, and its sections under their headings. Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Leestekst {
    /// What stands before the first heading.
    pub tekst: String,
    /// The sections, in their order.
    pub secties: Vec<Sectie>,
}

/// The text of a stuk that the actor may read, as it was last written.
///
/// # Errors
/// [`Error::NotFound`] when they may not read it; the database can't be read.
pub async fn leestekst(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Kop, Leestekst)> {
    #[derive(Deserialize)]
    struct Staat {
        inhoud: Leestekst,
    }
    let kop = koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    let revisie = store::laatste_revisie(conn, id).await?;
    let revisie = revisie.ok_or_else(|| anyhow::anyhow!("stuk {id} has no state"))?;
    let Staat { inhoud } = serde_json::from_str(&revisie.inhoud).map_err(anyhow::Error::from)?;
    Ok((kop, inhoud))
}
