//! What waits: stukken and voorstellen by their state and their writers.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::{
    super::{
        Leesrecht,
        model::{
            Kop, Soort,
            voorstel::{Voorstelkop, Voorstelstatus},
        },
    },
    koppen, voorstelkop,
};
use crate::{
    db::{
        per_portie,
        tables::{auteur, geschiedenis, stuk, voorstel, voorstel_revisie},
    },
    error::Result,
};

/// The readable stukken of a kind in a state, the oldest first.
pub async fn met_status(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    status: &str,
) -> Result<Vec<Kop>> {
    let rijen = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(stuk::Column::Status.eq(status))
        .filter(leesrecht.voorwaarde())
        .order_by_asc(stuk::Column::Id)
        .all(conn)
        .await?;
    koppen(rijen)
}

/// The readable stukken of a kind that an account writes, the newest change first.
pub async fn van_auteur(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    gebruiker_id: Uuid,
) -> Result<Vec<Kop>> {
    let schrijft: sea_orm::RelationDef = stuk::Entity::belongs_to(auteur::Entity)
        .from(stuk::Column::Id)
        .to(auteur::Column::StukId)
        .into();
    let rijen = stuk::Entity::find()
        .join(JoinType::InnerJoin, schrijft)
        .filter(auteur::Column::GebruikerId.eq(gebruiker_id))
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(leesrecht.voorwaarde())
        .order_by_desc(stuk::Column::GewijzigdOp)
        .order_by_asc(stuk::Column::Id)
        .all(conn)
        .await?;
    koppen(rijen)
}

/// When something was last done with the given stukken.
pub async fn laatst(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    actie: &str,
) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        geschiedenis::Entity::find()
            .select_only()
            .column(geschiedenis::Column::StukId)
            .column_as(geschiedenis::Column::Op.max(), "op")
            .filter(geschiedenis::Column::StukId.is_in(ids))
            .filter(geschiedenis::Column::Actie.eq(actie))
            .group_by(geschiedenis::Column::StukId)
            .into_tuple::<(Uuid, DateTime<Utc>)>()
            .all(conn)
    });
    Ok(rijen.await?.into_iter().collect())
}

/// The readable voorstellen in a state, the oldest first.
pub async fn voorstellen_met_status(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    status: Voorstelstatus,
) -> Result<Vec<Voorstelkop>> {
    let rijen = voorstel::Entity::find()
        .filter(voorstel::Column::Status.eq(status.waarde()))
        .filter(leesrecht.voorwaarde_deel((voorstel::Entity, voorstel::Column::Id)))
        .order_by_asc(voorstel::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(voorstelkop).collect()
}

/// The readable voorstellen that can still be written and in which somebody wrote, the oldest first.
pub async fn voorstellen_van(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    door: &str,
) -> Result<Vec<Voorstelkop>> {
    let open = [Voorstelstatus::Concept, Voorstelstatus::Aangeboden];
    let versies: sea_orm::RelationDef = voorstel::Entity::belongs_to(voorstel_revisie::Entity)
        .from(voorstel::Column::Id)
        .to(voorstel_revisie::Column::VoorstelId)
        .into();
    let rijen = voorstel::Entity::find()
        .join(JoinType::InnerJoin, versies)
        .filter(voorstel_revisie::Column::Door.eq(door))
        .filter(voorstel::Column::Status.is_in(open.map(Voorstelstatus::waarde)))
        .filter(leesrecht.voorwaarde_deel((voorstel::Entity, voorstel::Column::Id)))
        .distinct()
        .order_by_asc(voorstel::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(voorstelkop).collect()
}
