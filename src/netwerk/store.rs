//! All SQL of the netwerk of a thema.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Perspectief;
use crate::{
    actor::{Bereik, Rol},
    db::{
        per_portie,
        tables::{gebruiker, geschiedenis, netwerkplek, toekenning},
    },
    error::Result,
    gebruikers::model::Status,
};

/// What the geschiedenis of an account calls it when it is given a role.
const GEGEVEN: &str = "rol-geven";

/// Somebody of a netwerk: since when, and for whom they speak; none when nobody said that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plek {
    pub sinds: DateTime<Utc>,
    pub perspectief: Option<Perspectief>,
}

fn lees(rij: &netwerkplek::Model) -> Result<Perspectief> {
    let thema = rij.thema_id;
    let vreemd = |()| anyhow::anyhow!("thema {thema}: a perspective that there is not");
    Ok(rij.perspectief.parse().map_err(vreemd)?)
}

/// Who is of the netwerk of each of these thema's and can log in, by account. The role decides; for whom somebody
/// speaks stands beside it.
pub async fn plekken(
    conn: &impl ConnectionTrait,
    themas: &[Uuid],
) -> Result<HashMap<Uuid, BTreeMap<Uuid, Plek>>> {
    let in_gebruik = gebruiker::Entity::find()
        .select_only()
        .column(gebruiker::Column::Id)
        .filter(gebruiker::Column::Status.eq(Status::Actief.waarde()))
        .into_query();
    let bereiken = themas.iter().map(|id| Bereik::Thema(*id).to_string());
    let rollen = per_portie(bereiken, |bereiken| {
        toekenning::Entity::find()
            .filter(toekenning::Column::Rol.eq(Rol::Netwerklid.waarde()))
            .filter(toekenning::Column::Bereik.is_in(bereiken))
            .filter(toekenning::Column::GebruikerId.in_subquery(in_gebruik.clone()))
            .all(conn)
    });
    let mut per_thema: HashMap<Uuid, BTreeMap<Uuid, Plek>> = HashMap::new();
    for rij in rollen.await? {
        let Ok(Bereik::Thema(thema)) = rij.bereik.parse::<Bereik>() else {
            continue;
        };
        let plek = Plek {
            sinds: rij.op,
            perspectief: None,
        };
        let hier = per_thema.entry(thema).or_default();
        hier.insert(rij.gebruiker_id, plek);
    }
    let gezegd = per_portie(themas.iter().copied(), |themas| {
        netwerkplek::Entity::find()
            .filter(netwerkplek::Column::ThemaId.is_in(themas))
            .all(conn)
    });
    for rij in gezegd.await? {
        let hier = per_thema.get_mut(&rij.thema_id);
        if let Some(plek) = hier.and_then(|hier| hier.get_mut(&rij.gebruiker_id)) {
            plek.perspectief = Some(lees(&rij)?);
        }
    }
    Ok(per_thema)
}

/// The accounts with these numbers.
pub async fn accounts(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, gebruiker::Model>> {
    let rijen = per_portie(ids, |ids| {
        gebruiker::Entity::find()
            .filter(gebruiker::Column::Id.is_in(ids))
            .all(conn)
    });
    Ok(rijen.await?.into_iter().map(|rij| (rij.id, rij)).collect())
}

/// Notes for whom somebody speaks, over what was there.
pub async fn zet(
    conn: &impl ConnectionTrait,
    (thema_id, gebruiker_id): (Uuid, Uuid),
    perspectief: Perspectief,
    op: DateTime<Utc>,
) -> Result<()> {
    let rij = netwerkplek::ActiveModel {
        thema_id: Set(thema_id),
        gebruiker_id: Set(gebruiker_id),
        perspectief: Set(perspectief.waarde().into()),
        op: Set(op),
    };
    let sleutel = [
        netwerkplek::Column::ThemaId,
        netwerkplek::Column::GebruikerId,
    ];
    let eroverheen = OnConflict::columns(sleutel)
        .update_columns([netwerkplek::Column::Perspectief, netwerkplek::Column::Op])
        .to_owned();
    netwerkplek::Entity::insert(rij)
        .on_conflict(eroverheen)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// For whom an account speaks, in which thema's, and since when that is said.
pub async fn van_account(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
) -> Result<Vec<(Uuid, Perspectief, DateTime<Utc>)>> {
    let rijen = netwerkplek::Entity::find()
        .filter(netwerkplek::Column::GebruikerId.eq(gebruiker_id))
        .all(conn)
        .await?;
    let een = |rij: &netwerkplek::Model| Ok((rij.thema_id, lees(rij)?, rij.op));
    rijen.iter().map(een).collect()
}

/// When an account came into the netwerk of a thema the last time, by its own geschiedenis: who left has no role any
/// more that says so.
pub async fn laatst_erin(
    conn: &impl ConnectionTrait,
    (thema, account): (Uuid, Uuid),
) -> Result<Option<DateTime<Utc>>> {
    // As a gift of a role is written there.
    let rol = format!("{} {}", Rol::Netwerklid, Bereik::Thema(thema));
    let gegeven = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(account))
        .filter(geschiedenis::Column::Actie.eq(GEGEVEN))
        .filter(geschiedenis::Column::Velden.eq(rol))
        .order_by_desc(geschiedenis::Column::Volgnummer)
        .one(conn)
        .await?;
    Ok(gegeven.map(|rij| rij.op))
}
