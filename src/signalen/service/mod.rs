//! Use cases of signalen: sending one (`indienen`, with what resembles it: `vergelijken`), what waits for who
//! treats it (`werkvoorraad`), its steps (`behandelen`, `koppelen`, `plaatsen`), reading (`lezen`, `mijn`) and
//! telling what happened (`berichten`). An account that becomes somebody else's lets go of what it sent (`loslaten`).

pub mod behandelen;
pub mod berichten;
pub mod gemeenten;
pub mod indienen;
pub mod koppelen;
pub mod lezen;
pub mod loslaten;
pub mod mijn;
pub mod plaatsen;
mod vergelijken;
pub mod voorbeelden;
pub mod werkvoorraad;

pub use plaatsen::verhuis;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Signaal, search, store};
use crate::{
    db::Teksten,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Signaal {
    const SOORT: Soort = Soort::Signaal;

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
