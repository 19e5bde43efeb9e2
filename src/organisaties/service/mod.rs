//! Use cases of organisaties.

mod landkaart;
mod leden;
mod raakt;
mod voorgangers;

use std::collections::{HashMap, HashSet};

use sea_orm::ConnectionTrait;
use search_index::Facet;
use uuid::Uuid;

pub use landkaart::landkaart;
pub use leden::{opvolgers, sleutels_van_leden, soorten};
pub use raakt::raakt;
pub use voorgangers::{Erfenis, erfenissen};

use super::{model::Organisatie, search, store};
use crate::{
    db::Teksten,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

impl Kind for Organisatie {
    const SOORT: Soort = Soort::Organisatie;

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

/// The facets by which a stuk that plays in this organisatie is found too.
pub fn facetten(inhoud: &Organisatie) -> Vec<(Facet, String)> {
    let provincie = inhoud.provincie.map(|p| (Facet::Provincie, p.to_string()));
    let grootte = inhoud
        .grootte()
        .map(|g| (Facet::Gemeentegrootte, g.to_string()));
    provincie.into_iter().chain(grootte).collect()
}

/// Those of the given stukken that are a gemeente.
///
/// # Errors
/// The database can't be read.
pub async fn gemeenten_onder(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    store::gemeenten_onder(conn, ids).await
}
