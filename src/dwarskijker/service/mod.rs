//! Use cases of the dwarskijker: one bevinding and who may do what with it (`zaak`), writing it
//! (`schrijven`, `wijzers`, `versies`), its steps (`voorleggen`, `stappen`), who replies (`wederhoor`,
//! `genoemd`, `contacten`, `reageren`, `verloop`), what everybody reads (`openbaar`, `echtheid`), what only
//! the dwarskijker sees (`werk`, `dossiers`), and what is told (`berichten`, `herinneren`).

pub mod berichten;
pub mod contacten;
pub mod dossiers;
pub mod echtheid;
mod genoemd;
pub mod herinneren;
pub mod openbaar;
pub mod reageren;
pub mod schrijven;
pub mod stappen;
pub mod verloop;
pub mod versies;
pub mod voorbeelden;
pub mod voorleggen;
pub mod wederhoor;
pub mod werk;
pub mod wijzers;
pub mod zaak;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Bevinding, search, store};
use crate::{
    db::Teksten,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Bevinding {
    const SOORT: Soort = Soort::Bevinding;

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
