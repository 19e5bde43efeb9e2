//! Use cases of regelingen.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{model::Regeling, search, store};
use crate::{
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Regeling {
    const SOORT: Soort = Soort::Regeling;

    async fn laad(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Self>> {
        store::laad(conn, ids).await
    }

    async fn bewaar(&self, conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
        store::bewaar(conn, id, self).await
    }

    fn zoekdeel(&self) -> Zoekdeel {
        search::zoekdeel(self)
    }

    fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        Self::kaartfeiten(self)
    }
}
