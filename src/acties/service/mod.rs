//! Use cases of acties: who there is in a thema (`mensen`), reading (`lezen`), making and changing one
//! (`schrijven`), its steps (`stappen`), what is told (`herinneren`, `berichten`), and what is kept of somebody
//! (`eigen`).

pub mod berichten;
mod eigen;
pub mod herinneren;
pub mod lezen;
pub mod mensen;
pub mod schrijven;
pub mod stappen;
pub mod voorbeelden;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use self::{
    eigen::teksten,
    herinneren::herinner,
    lezen::{Actiekop, Houder, houders, mijn},
};
use super::{
    model::{Actie, Lading, SOORT, Status},
    search, store,
};
use crate::{
    ctx::Ctx,
    db::{Teksten, Write},
    error::Result,
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        Kind,
        model::{Kaartfeit, Kop, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Actie {
    const SOORT: Soort = Soort::Actie;

    async fn laad(
        conn: &impl ConnectionTrait,
        ids: &[Uuid],
        teksten: Teksten,
    ) -> Result<HashMap<Uuid, Self>> {
        store::laad(conn, ids, teksten).await
    }

    async fn bewaar(&self, conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
        store::bewaar(conn, id, self).await
    }

    fn zoekdeel(&self, _: Option<&str>) -> Zoekdeel {
        search::zoekdeel(self)
    }

    fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        Self::kaartfeiten(self)
    }
}

/// The state of an actie.
///
/// # Errors
/// The table holds a state that there is not.
pub fn status(kop: &Kop) -> Result<Status> {
    let kapot = |()| anyhow::anyhow!("actie {} has the unknown status {}", kop.id, kop.status);
    Ok(kop.status.parse().map_err(kapot)?)
}

/// Has somebody hear something, once the write is committed.
async fn meld(write: &Write, ctx: &Ctx, lading: &Lading) -> Result<()> {
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}
