//! What has to be done before a day, and questions in a time.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
};
use uuid::Uuid;

use super::{Tijd, Van, leesbaar};
use crate::{
    db::tables::{stuk, vraagpunt},
    error::Result,
    stukken::{Leesrecht, model::Soort},
};

/// How many acties that the reader may read are still open past their day, and those of a page, the oldest day
/// first. With a quarter only those of which the day lies in it: from its first day until the first one after it.
pub async fn late_acties(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    open: &str,
    (van, tot): (Option<NaiveDate>, NaiveDate),
    (vanaf, aantal): (u64, u64),
) -> Result<(u64, Vec<Uuid>)> {
    let mut vraag = leesbaar(leesrecht, &[Soort::Actie], Van::Alle)
        .filter(stuk::Column::Status.eq(open))
        .filter(stuk::Column::Datum.lt(tot));
    if let Some(van) = van {
        vraag = vraag.filter(stuk::Column::Datum.gte(van));
    }
    let totaal = vraag.clone().count(conn).await?;
    let ids = vraag
        .select_only()
        .column(stuk::Column::Id)
        .order_by_asc(stuk::Column::Datum)
        .order_by_asc(stuk::Column::Id)
        .offset(vanaf)
        .limit(aantal)
        .into_tuple()
        .all(conn)
        .await?;
    Ok((totaal, ids))
}

/// What happened to a vraagpunt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vraagmoment {
    /// It was asked.
    Gesteld,
    /// It was answered.
    Beantwoord,
}

/// How many vraagpunten about readable stukken were asked or answered in a time, and the numbers of those of a
/// page, the newest first.
pub async fn vragen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    moment: Vraagmoment,
    (van, tot): Tijd,
    (vanaf, aantal): (u64, u64),
) -> Result<(u64, Vec<vraagpunt::Model>)> {
    let stukken: RelationDef = vraagpunt::Entity::belongs_to(stuk::Entity)
        .from(vraagpunt::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    let op = match moment {
        Vraagmoment::Gesteld => vraagpunt::Column::GesteldOp,
        Vraagmoment::Beantwoord => vraagpunt::Column::BeantwoordOp,
    };
    let vraag = vraagpunt::Entity::find()
        .join(JoinType::InnerJoin, stukken)
        .filter(leesrecht.voorwaarde())
        .filter(op.gte(van))
        .filter(op.lt(tot));
    let totaal = vraag.clone().count(conn).await?;
    let rijen = vraag
        .order_by_desc(op)
        .order_by_desc(vraagpunt::Column::Id)
        .offset(vanaf)
        .limit(aantal)
        .all(conn)
        .await?;
    Ok((totaal, rijen))
}
