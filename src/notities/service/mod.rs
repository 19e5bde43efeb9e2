//! Use cases of notities: writing one (`schrijven`) and how it came about (`versies`).

pub mod schrijven;
pub mod versies;
pub mod voorbeelden;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Notitie, search, store};
use crate::{
    db::Teksten,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
    werkruimte::model::Niveau,
};

impl Kind for Notitie {
    const SOORT: Soort = Soort::Notitie;

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
        let niveau = self.plaats.niveau;
        // That everybody reads it needs no saying.
        let smal = (niveau != Niveau::Openbaar).then(|| Kaartfeit::nieuw("", niveau.label()));
        smal.into_iter().collect()
    }
}
