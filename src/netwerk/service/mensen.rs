//! Who takes part in a thema: the duo and who stands in for it, the netwerk, and which voice is missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{Perspectief, ontbrekend},
    policy::mag_beheren,
    store::{self, Plek},
};
use crate::{
    ctx::Ctx,
    db::Db,
    duos::service::lezen::{Duo, duo},
    error::Result,
    gebruikers::service::sessies::ingelogd,
    ids::vouw,
    werkruimte::service::{Werkplek, werkplek},
};

/// Somebody of the netwerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lid {
    /// The account.
    pub id: Uuid,
    /// Their name.
    pub naam: String,
    /// Their mail address, for who manages the netwerk; empty for others.
    pub mail: String,
    /// For whom they speak; none when nobody said that.
    pub perspectief: Option<Perspectief>,
    /// Since when they are of it.
    pub sinds: DateTime<Utc>,
    /// Whether they never logged in yet.
    pub uitgenodigd: bool,
    /// Whether it is the one that asks.
    pub ik: bool,
}

/// Who takes part in a thema.
#[derive(Debug, Clone)]
pub struct Mensen {
    /// The thema, and what the actor is in it.
    pub plek: Werkplek,
    /// The duo, with who stands in.
    pub duo: Duo,
    /// The netwerk: by perspective, those without one last, and by name.
    pub leden: Vec<Lid>,
    /// The voices that are missing, that of clients first.
    pub ontbreekt: Vec<Perspectief>,
    /// Whether the actor manages the netwerk.
    pub beheert: bool,
}

/// Who takes part in a thema, for who takes part in it.
///
/// # Errors
/// As [`werkplek`]; the database can't be read.
pub async fn mensen(db: &Db, ctx: &Ctx, naam: &str) -> Result<Mensen> {
    let conn = db.read();
    let plek = werkplek(ctx, conn, naam).await?;
    let (ik, _) = ingelogd(ctx)?;
    let beheert = mag_beheren(plek.deelname).is_ok();
    let thema = plek.thema.id;
    let plekken = store::plekken(conn, &[thema]).await?.remove(&thema);
    let plekken = plekken.unwrap_or_default();
    let er_zijn: BTreeSet<_> = plekken.values().filter_map(|p| p.perspectief).collect();
    Ok(Mensen {
        duo: duo(db, ctx, thema).await?,
        leden: leden(conn, plekken, (ik, beheert)).await?,
        ontbreekt: ontbrekend(&er_zijn),
        beheert,
        plek,
    })
}

async fn leden(
    conn: &impl ConnectionTrait,
    plekken: BTreeMap<Uuid, Plek>,
    (ik, beheert): (Uuid, bool),
) -> Result<Vec<Lid>> {
    let mut accounts = store::accounts(conn, plekken.keys().copied()).await?;
    let lid = |(id, plek): (Uuid, Plek)| {
        let account = accounts.remove(&id)?;
        Some(Lid {
            id,
            naam: account.naam,
            mail: if beheert { account.mail } else { String::new() },
            perspectief: plek.perspectief,
            sinds: plek.sinds,
            uitgenodigd: account.ingelogd.is_none(),
            ik: id == ik,
        })
    };
    let mut leden: Vec<Lid> = plekken.into_iter().filter_map(lid).collect();
    leden.sort_by_cached_key(|lid| {
        let zonder = lid.perspectief.is_none();
        (zonder, lid.perspectief, vouw(&lid.naam), lid.id)
    });
    Ok(leden)
}
