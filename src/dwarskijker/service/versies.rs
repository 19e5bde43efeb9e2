//! How a bevinding came about: every version of its text, for who writes it and nobody else.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::Bevinding,
    wijzers::ingevuld,
    zaak::{self, Zaak},
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Error, Result},
    stukken::{
        geschiedenis::gelezen,
        model::{
            Doel, Kop,
            verschil::{Veldverschil, veldverschillen},
            voorstel::Staat,
        },
        store as spil,
    },
};

/// A version, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versie {
    /// Its number, from 1.
    pub nummer: i64,
    /// When it was saved.
    pub op: DateTime<Utc>,
    /// By whom, as the geschiedenis names people.
    pub door: String,
    /// What was said of it; often empty.
    pub notitie: String,
}

/// The versions of a bevinding, and what changed in one of them.
#[derive(Debug, Clone)]
pub struct Versies {
    /// The bevinding.
    pub kop: Kop,
    /// All versions, the newest first.
    pub alle: Vec<Versie>,
    /// The version that is looked at.
    pub nummer: i64,
    /// What changed in it, field by field; all of it in the first.
    pub verschillen: Vec<Veldverschil>,
}

/// The versions of a bevinding, and what changed in one (the newest, unless another is asked): for who
/// writes bevindingen. That they read it is noted.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version; as [`zaak::open`]; the database fails.
pub async fn versies(db: &Db, ctx: &Ctx, naam: &str, nummer: Option<i64>) -> Result<Versies> {
    let conn = db.read();
    let Zaak { kop, .. } = zaak::open(ctx, conn, naam).await?;
    let rijen = spil::revisies(conn, kop.id, Teksten::Weg).await?;
    let laatste = rijen.last().map_or(0, |rij| rij.nummer);
    let nummer = nummer.unwrap_or(laatste);
    let plek = rijen.iter().position(|rij| rij.nummer == nummer);
    let plek = plek.ok_or(Error::NotFound)?;
    let eerder = plek.checked_sub(1).map(|plek| rijen[plek].nummer);
    let na = staat(conn, kop.id, nummer).await?;
    let na = ingevuld(ctx, conn, &na).await?;
    let voor = match eerder {
        Some(nummer) => {
            let voor = staat(conn, kop.id, nummer).await?;
            ingevuld(ctx, conn, &voor).await?.vergelijkbaar()
        }
        None => Vec::new(),
    };
    let verschillen = veldverschillen(&voor, &na.vergelijkbaar());
    gelezen(db, ctx, kop.id, Doel::Onderzoeken).await?;
    Ok(Versies {
        kop,
        alle: rijen
            .into_iter()
            .rev()
            .map(|rij| Versie {
                nummer: rij.nummer,
                op: rij.op,
                door: rij.door,
                notitie: rij.notitie,
            })
            .collect(),
        nummer,
        verschillen,
    })
}

/// A bevinding as a version of it says.
async fn staat(conn: &impl ConnectionTrait, id: Uuid, nummer: i64) -> Result<Staat<Bevinding>> {
    let rij = spil::revisie(conn, id, nummer).await?;
    let rij = rij.ok_or(Error::NotFound)?;
    Ok(serde_json::from_str(&rij.inhoud).map_err(anyhow::Error::from)?)
}
