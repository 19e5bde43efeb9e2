//! Seats to try the platform with: one that somebody left, and a successor that waits for the regietafel. All invented.
//! For the demo only.

use chrono::TimeDelta;
use uuid::Uuid;

use super::{
    super::{
        model::{Kant, rol},
        store,
    },
    overdracht::{Ingevuld, eigen, lopend, stel_voor},
};
use crate::{
    actor::{Actor, Bereik, Toekenning},
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    gebruikers::{model::aanvraag::Verzoek, service::rollen},
    stukken::{model::Soort, service as stukken},
};

/// The thema of the duo of the demo, and one whose seat somebody left.
const THEMA: &str = "schulden";
const VERLATEN: &str = "vervoer";
/// Who takes over in the thema of the demo.
const OPVOLGER: &str = "lid@demo.example";
const WAAROM: &str = "Ik word projectleider in een andere stad. Mijn collega kent het thema en wil graag (verzonnen).";
/// How many days ago somebody sat down, and left.
const BEGON: i64 = 240;
const STOPTE: i64 = 24;

/// The accounts of the demo that do it.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// Of the regietafel.
    pub secretaris: &'a Ctx,
    /// On the seat of the gemeenten.
    pub gemeente: &'a Ctx,
    /// A member of a gemeente, who left a seat.
    pub buur: &'a Ctx,
}

/// Fills the platform with it; a second time changes nothing.
///
/// # Errors
/// The demo lacks a thema or an account, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    let thema = stukken::vind(wie.gemeente, db.read(), Soort::Thema, VERLATEN).await?;
    let verloop = store::verloop(db.read(), &[thema.id]).await?;
    if !verloop.contains_key(&thema.id) {
        verlaat(db, wie, thema.id).await?;
    }
    let zetel = eigen(wie.gemeente, db.read(), THEMA).await?;
    if lopend(db, wie.gemeente, &zetel).await?.is_none() {
        let ingevuld = Ingevuld {
            mail: OPVOLGER,
            reden: WAAROM,
            akkoord: true,
        };
        stel_voor(db, wie.gemeente, THEMA, ingevuld).await?;
    }
    Ok(())
}

/// Somebody gets a seat, and gives it up.
async fn verlaat(db: &Db, wie: Wie<'_>, thema: Uuid) -> Result<()> {
    let Actor::Account { id, .. } = &wie.buur.actor else {
        return Err(Error::NietIngelogd);
    };
    let zetel = Toekenning {
        rol: rol(Kant::Gemeente),
        bereik: Bereik::Thema(thema),
    };
    let verzoek = Verzoek::RolGeven(zetel);
    rollen::vraag(db, &op(wie.secretaris, BEGON), *id, verzoek, "").await?;
    rollen::leg_neer(db, &op(wie.buur, STOPTE), zetel).await
}

/// The same somebody, so many days ago.
fn op(ctx: &Ctx, dagen: i64) -> Ctx {
    Ctx {
        now: ctx.now - TimeDelta::days(dagen),
        ..ctx.clone()
    }
}
