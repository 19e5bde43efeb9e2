//! Use cases of the netwerk of a thema: who is there (`mensen`), bringing people in and taking them out (`beheren`), and
//! what is told (`berichten`).

pub mod beheren;
pub mod berichten;
pub mod mensen;
pub mod voorbeelden;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{self, Perspectief},
    store,
};
use crate::{
    actor::{Actor, Bereik, Rol, Toekenning},
    ctx::Ctx,
    error::Result,
    stukken::{Leesrecht, service as stukken, store as spil},
};

/// What the geschiedenis of a thema calls it when somebody is taken out of its netwerk.
const ERUIT: &str = "netwerk-weghalen";

const fn netwerklid(thema: Uuid) -> Toekenning {
    Toekenning {
        rol: Rol::Netwerklid,
        bereik: Bereik::Thema(thema),
    }
}

/// For each of these thema's the perspectives that nobody of its netwerk speaks for, that of clients first.
///
/// # Errors
/// The database can't be read.
pub async fn ontbrekend(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Perspectief>>> {
    let plekken = store::plekken(conn, themas).await?;
    let ontbrekend = |thema: &Uuid| {
        let hier = plekken.get(thema).into_iter().flatten();
        let er_zijn: BTreeSet<_> = hier.filter_map(|(_, plek)| plek.perspectief).collect();
        (*thema, model::ontbrekend(&er_zijn))
    };
    Ok(themas.iter().map(ontbrekend).collect())
}

/// When and why the actor was taken out of the netwerk of a thema, the last time; none when they were not, or came in
/// again since: who left by themselves after that was not taken out.
///
/// # Errors
/// The database can't be read.
pub async fn waarom_eruit(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
) -> Result<Option<(DateTime<Utc>, String)>> {
    let Actor::Account { id, .. } = ctx.actor else {
        return Ok(None);
    };
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut redenen = spil::laatste_redenen(conn, &leesrecht, &[thema], ERUIT).await?;
    let Some((op, reden)) = redenen.remove(&thema) else {
        return Ok(None);
    };
    let weer_erin = store::laatst_erin(conn, (thema, id)).await?;
    Ok(weer_erin
        .is_none_or(|sinds| sinds <= op)
        .then_some((op, reden)))
}

/// For whom an account speaks, with since when, for who asks what is kept of them.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let plekken = store::van_account(conn, account).await?;
    let ids: Vec<Uuid> = plekken.iter().map(|(thema, ..)| *thema).collect();
    let themas = stukken::koppen(ctx, conn, &ids).await?;
    let tekst = |(thema, perspectief, op): (Uuid, Perspectief, DateTime<Utc>)| {
        let titel = themas.iter().find(|kop| kop.id == thema);
        let titel = titel.map_or("een thema", |kop| kop.titel.as_str());
        let wie = perspectief.label().to_lowercase();
        (
            format!("In het netwerk van {titel} praat u mee voor: {wie}"),
            op,
        )
    };
    Ok(plekken.into_iter().map(tekst).collect())
}
