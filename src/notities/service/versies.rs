//! How a notitie came about: the versions that somebody reads, and what changed in one of them.

use sea_orm::ConnectionTrait;

use super::{
    super::model::Notitie,
    schrijven::{self, ingevuld},
};
use crate::{
    ctx::Ctx,
    error::{Error, Result},
    stukken::model::{
        Kop,
        verschil::{Veldverschil, veldverschillen},
        voorstel::Staat,
    },
    werkruimte::{
        model::Plaats,
        service::versies::{Versie, leesbare, staat},
    },
};

/// The versions of a notitie, and what changed in one of them.
#[derive(Debug, Clone)]
pub struct Versies {
    /// The notitie.
    pub kop: Kop,
    /// Where it stands.
    pub plaats: Plaats,
    /// The versions that the actor reads, the newest first.
    pub alle: Vec<Versie>,
    /// The version that is looked at.
    pub nummer: i64,
    /// What changed in it since the one before that the actor reads, field by field; all of it in the first.
    pub verschillen: Vec<Veldverschil>,
}

/// The versions of a notitie that the actor reads, and what changed in one (the newest, unless another is asked).
///
/// # Errors
/// [`Error::NotFound`] when there is no such notitie or version that they may read; the database can't be read.
pub async fn versies(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
    nummer: Option<i64>,
) -> Result<Versies> {
    let werk = schrijven::open(ctx, conn, naam).await?;
    let id = werk.kop.id;
    let alle = leesbare(ctx, conn, id).await?;
    let plek = match nummer {
        None => Some(0).filter(|_| !alle.is_empty()),
        Some(nummer) => alle.iter().position(|versie| versie.nummer == nummer),
    };
    let plek = plek.ok_or(Error::NotFound)?;
    let nummer = alle[plek].nummer;
    let na: Staat<Notitie> = staat(ctx, conn, (id, nummer)).await?;
    let voor = match alle.get(plek + 1) {
        Some(eerder) => {
            let voor: Staat<Notitie> = staat(ctx, conn, (id, eerder.nummer)).await?;
            ingevuld(&voor).vergelijkbaar()
        }
        None => Vec::new(),
    };
    Ok(Versies {
        plaats: werk.staat.inhoud.plaats,
        kop: werk.kop,
        verschillen: veldverschillen(&voor, &ingevuld(&na).vergelijkbaar()),
        alle,
        nummer,
    })
}
