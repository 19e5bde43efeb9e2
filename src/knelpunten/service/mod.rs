//! Use cases of knelpunten: making one (`maken`), writing what it says (`bewerken`) and what was found on its
//! steps (`treden`), taking it from state to state (`overgangen`), saying that it plays elsewhere too
//! (`bijval`), where it plays (`plekken`), and telling who follows it (`volgers`, `berichten`). Which signalen
//! it is made of is in `indeling`.

pub mod berichten;
pub mod bewerken;
pub mod bijval;
pub mod gemeenten;
pub mod indeling;
pub mod lezen;
pub mod maken;
pub mod overgangen;
pub mod plekken;
pub mod treden;
pub mod volgers;
pub mod voorbeelden;

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use self::lezen::op_kaarten;
use super::{model::Knelpunt, policy::Behandelaar, search, store};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Teksten,
    error::Result,
    gebruikers::service::{functie::houders, zetels},
    stukken::{
        Kind,
        model::{Kaartfeit, Soort},
        search::Zoekdeel,
    },
};

/// What the actor is to a knelpunt or a signaal of this thema.
///
/// # Errors
/// The database can't be read.
pub async fn behandelaar(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    trekker: Option<Uuid>,
) -> Result<Behandelaar> {
    let bezet = is_bezet(conn, trekker).await?;
    let zit = |rol| trekker.is_some_and(|thema| ctx.heeft(rol, Bereik::Thema(thema)));
    Ok(Behandelaar {
        duo: zit(Rol::DuoRijk) || zit(Rol::DuoGemeente) || zit(Rol::Waarnemer),
        redactie: ctx.heeft(Rol::Redactie, Bereik::Landelijk),
        zonder_duo: !bezet,
    })
}

/// Whether somebody sits in the duo of a thema.
async fn is_bezet(conn: &impl ConnectionTrait, thema: Option<Uuid>) -> Result<bool> {
    let Some(thema) = thema else {
        return Ok(false);
    };
    let (rijk, gemeente) = zetels::bezet(conn, thema).await?;
    Ok(rijk || gemeente)
}

/// What the actor is to each of these thema's, for lists.
///
/// # Errors
/// The database can't be read.
pub async fn behandelaar_per_thema(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    themas: BTreeSet<Option<Uuid>>,
) -> Result<HashMap<Option<Uuid>, Behandelaar>> {
    let mut per_thema = HashMap::new();
    for thema in themas {
        per_thema.insert(thema, behandelaar(ctx, conn, thema).await?);
    }
    Ok(per_thema)
}

/// The accounts that treat what a thema leads: its duo with who stands in for it, or the redactie when nobody sits
/// there. To write to them.
///
/// # Errors
/// The database can't be read.
pub async fn behandelaars(
    conn: &impl ConnectionTrait,
    thema: Option<Uuid>,
) -> Result<BTreeSet<Uuid>> {
    let (Some(thema), true) = (thema, is_bezet(conn, thema).await?) else {
        return houders(conn, Rol::Redactie, Bereik::Landelijk).await;
    };
    let mut duo = BTreeSet::new();
    for rol in [Rol::DuoRijk, Rol::DuoGemeente, Rol::Waarnemer] {
        duo.extend(houders(conn, rol, Bereik::Thema(thema)).await?);
    }
    Ok(duo)
}

impl Kind for Knelpunt {
    const SOORT: Soort = Soort::Knelpunt;

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
