//! Use cases of besluiten: reading (`lezen`), proposing and changing one (`schrijven`), agreeing and refusing
//! (`stappen`), what the regietafel decides (`regietafel`), who decides in a thema (`duo`), and what is told
//! (`berichten`).

pub mod berichten;
mod duo;
mod genoemd;
pub mod lezen;
mod regietafel;
pub mod schrijven;
pub mod stappen;
pub mod voorbeelden;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use self::{
    duo::{Duolid, duo},
    lezen::wacht_op_mij,
    regietafel::{VanTafel, schrijf},
};
use super::{
    model::{Besluit, Lading, SOORT, Status},
    search, store,
};
use crate::{
    ctx::Ctx,
    db::{Teksten, Write},
    error::{Error, Result},
    jobs::{model::Opdracht, service as jobs},
    proefprojecten::model::Bezwaar,
    stukken::{
        Kind,
        model::{Kaartfeit, Kop, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Besluit {
    const SOORT: Soort = Soort::Besluit;

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

/// The state of a besluit.
///
/// # Errors
/// The table holds a state that there is not.
pub fn status(kop: &Kop) -> Result<Status> {
    let kapot = |()| anyhow::anyhow!("besluit {} has the unknown status {}", kop.id, kop.status);
    Ok(kop.status.parse().map_err(kapot)?)
}

/// The answer to who may not agree, refuse or take back.
fn mag_niet_samen(bezwaar: Bezwaar) -> Error {
    Error::MagNiet(bezwaar.melding().into())
}

/// Has somebody hear something, once the write is committed.
async fn meld(write: &Write, ctx: &Ctx, lading: Lading) -> Result<()> {
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}
