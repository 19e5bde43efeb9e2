//! Use cases of praktijken.

pub mod voorbeelden;

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Praktijk, search, store};
use crate::{
    db::Teksten,
    error::Result,
    oordelen::service as oordelen,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Praktijk {
    const SOORT: Soort = Soort::Praktijk;

    async fn laad(
        conn: &impl ConnectionTrait,
        ids: &[Uuid],
        teksten: Teksten,
    ) -> Result<HashMap<Uuid, Self>> {
        store::laad(conn, ids, teksten).await
    }

    async fn bewaar(&self, conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
        store::bewaar(conn, id, self).await?;
        oordelen::herstel(conn, id).await
    }

    fn zoekdeel(&self, _: Option<&str>) -> Zoekdeel {
        search::zoekdeel(self)
    }

    fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        Self::kaartfeiten(self)
    }
}
