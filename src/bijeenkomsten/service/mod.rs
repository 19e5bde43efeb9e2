//! Use cases of bijeenkomsten: reading (`lezen`), planning and changing one (`schrijven`), answering (`antwoorden`),
//! calling it off (`afgelasten`), telling what was said (`verslag`), what goes to calendars (`agenda`) and by mail
//! (`berichten`), and what is kept of somebody (`eigen`).

pub mod afgelasten;
pub mod agenda;
pub mod antwoorden;
pub mod berichten;
mod eigen;
pub mod lezen;
pub mod schrijven;
pub mod verslag;
pub mod voorbeelden;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use self::{
    eigen::teksten,
    lezen::{Bijeenkomstkop, komende},
};
use super::{
    model::{Aanleiding, Bijeenkomst, Lading, SOORT, Status},
    search, store,
};
use crate::{
    ctx::Ctx,
    db::{Gebeurtenis, Teksten, Write},
    error::Result,
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        Kind,
        model::{Kaartfeit, Kop, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Bijeenkomst {
    const SOORT: Soort = Soort::Bijeenkomst;

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

/// The state of a bijeenkomst.
///
/// # Errors
/// The table holds a state that there is not.
pub fn status(kop: &Kop) -> Result<Status> {
    let (id, naam) = (kop.id, &kop.status);
    let kapot = |()| anyhow::anyhow!("bijeenkomst {id} has the unknown status {naam}");
    Ok(naam.parse().map_err(kapot)?)
}

/// A row of the geschiedenis of a bijeenkomst that stays as it stands.
fn gebeurtenis(kop: &Kop, actie: &str, veld: &str) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden: vec![veld.to_owned()],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// Has people hear of a bijeenkomst, once the write is committed.
async fn meld(
    write: &Write,
    ctx: &Ctx,
    bijeenkomst: Uuid,
    waarom: Aanleiding,
    aan: impl IntoIterator<Item = Uuid>,
) -> Result<()> {
    for account in aan {
        let lading = Lading {
            account,
            bijeenkomst,
            waarom,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}
