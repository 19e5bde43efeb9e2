//! What the spine asks of a kind of stuk. A kind answers in its `service`; the spine, the importer
//! and search then treat all kinds alike.

use std::{collections::HashMap, future::Future};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Kaartfeit, Soort},
    search::Zoekdeel,
};
use crate::{db::Teksten, error::Result};

/// What is particular to the stukken of one kind.
pub trait Kind: Sized + Send + Sync {
    /// Which kind it is.
    const SOORT: Soort;

    /// What is particular to the given stukken, by id. The caller has decided who may read them.
    /// [`Self::kaartfeiten`] needs no texts, and texts are by far the most of a stuk.
    ///
    /// # Errors
    /// The database can't be read.
    fn laad(
        conn: &impl ConnectionTrait,
        ids: &[Uuid],
        teksten: Teksten,
    ) -> impl Future<Output = Result<HashMap<Uuid, Self>>> + Send;

    /// Writes it, inside the write that makes or changes its stuk.
    ///
    /// # Errors
    /// The database refuses.
    fn bewaar(
        &self,
        conn: &impl ConnectionTrait,
        id: Uuid,
    ) -> impl Future<Output = Result<()>> + Send;

    /// What it adds to the search document of its stuk, which may have an official id.
    fn zoekdeel(&self, officieel_id: Option<&str>) -> Zoekdeel;

    /// What a card shows of it.
    fn kaartfeiten(&self) -> Vec<Kaartfeit>;
}
