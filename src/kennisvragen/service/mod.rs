//! Use cases of kennisvragen: one with what the actor is to it (`lezen`), writing one (`schrijven`), taking it from
//! state to state (`stappen`), all of them together (`agenda`), following one (`volgen`), waiting for an answer to a
//! search in vain (`wensen`), and telling who follows (`berichten`).

pub mod agenda;
pub mod berichten;
pub mod lezen;
pub mod schrijven;
pub mod stappen;
pub mod volgen;
pub mod voorbeelden;
pub mod wensen;

use std::{collections::HashMap, hash::BuildHasher};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use agenda::op_agenda;

use super::{model::Kennisvraag, search, store};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Teksten,
    error::Result,
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
    werkruimte::model::Niveau,
};

/// Whether the actor is of the redactie.
pub fn is_redactie(ctx: &Ctx) -> bool {
    ctx.heeft(Rol::Redactie, Bereik::Landelijk)
}

/// Adds to the facts on the cards of kennisvragen how each stands.
///
/// # Errors
/// The database can't be read.
pub async fn op_kaarten<S: BuildHasher>(
    conn: &impl ConnectionTrait,
    feiten: &mut HashMap<Uuid, Vec<Kaartfeit>, S>,
) -> Result<()> {
    let ids: Vec<Uuid> = feiten.keys().copied().collect();
    let statussen = store::statussen(conn, &ids).await?;
    for (id, van_stuk) in feiten {
        if let Some(status) = statussen.get(id) {
            // First: it says what the other facts are worth.
            van_stuk.insert(0, Kaartfeit::nieuw("", status.label()));
        }
    }
    Ok(())
}

impl Kind for Kennisvraag {
    const SOORT: Soort = Soort::Kennisvraag;

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
