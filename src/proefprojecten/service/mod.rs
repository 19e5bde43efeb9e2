//! Use cases of proefprojecten.

pub mod berichten;
pub mod besluiten;
mod ingevuld;
pub mod vervolg;
pub mod voorbeelden;
pub mod wachtend;
pub mod zaak;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Proefproject, search, store};
use crate::{
    db::Teksten,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

/// The lock under which a pilot begins, ends and goes on as a praktijk: each looks at what others did.
const SLOT: i64 = 0x5052_4f45;

impl Kind for Proefproject {
    const SOORT: Soort = Soort::Proefproject;

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
