//! What ties one thema to another.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef, Select,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{koppen, van_thema, wijst};
use crate::{
    db::tables::{stuk, verband},
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort, Verbandsoort},
    },
};

/// The thema's that a thema is tied to: those it points at, and those that point at it.
pub async fn verbonden(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
) -> Result<(Vec<Kop>, Vec<Kop>)> {
    let doel: RelationDef = stuk::Entity::belongs_to(verband::Entity)
        .from(stuk::Column::Id)
        .to(verband::Column::Naar)
        .into();
    let uit = stuk::Entity::find()
        .join(JoinType::InnerJoin, doel)
        .filter(verband::Column::Van.eq(thema))
        .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
        .filter(stuk::Column::Soort.eq(Soort::Thema.waarde()))
        .filter(leesrecht.voorwaarde())
        .order_by_asc(stuk::Column::Id)
        .all(conn)
        .await?;
    let terug = van_thema(leesrecht, thema)
        .filter(stuk::Column::Soort.eq(Soort::Thema.waarde()))
        .order_by_asc(stuk::Column::Id)
        .all(conn)
        .await?;
    Ok((koppen(uit)?, koppen(terug)?))
}

/// The readable stukken that belong to a thema and to one of the others as well; no thema's themselves.
fn gedeeld_met(leesrecht: &Leesrecht, thema: Uuid, andere: &[Uuid]) -> Select<stuk::Entity> {
    let van_thema = verband::Entity::find()
        .select_only()
        .column(verband::Column::Van)
        .filter(verband::Column::Naar.eq(thema))
        .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
        .into_query();
    stuk::Entity::find()
        .join(JoinType::InnerJoin, wijst())
        .filter(verband::Column::Naar.is_in(andere.iter().copied()))
        .filter(verband::Column::Soort.eq(Verbandsoort::HoortBij.waarde()))
        .filter(stuk::Column::Id.in_subquery(van_thema))
        .filter(stuk::Column::Soort.ne(Soort::Thema.waarde()))
        .filter(leesrecht.voorwaarde())
}

/// How many readable stukken a thema shares with each of the others.
pub async fn aantal_gedeeld(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    thema: Uuid,
    andere: &[Uuid],
) -> Result<HashMap<Uuid, u64>> {
    if andere.is_empty() {
        return Ok(HashMap::new());
    }
    let rijen = gedeeld_met(leesrecht, thema, andere)
        .select_only()
        .column_as(verband::Column::Naar, "naar")
        .expr_as(
            Expr::col((stuk::Entity, stuk::Column::Id)).count_distinct(),
            "aantal",
        )
        .group_by(verband::Column::Naar)
        .into_tuple::<(Uuid, i64)>()
        .all(conn)
        .await?;
    let paar = |(id, aantal): (Uuid, i64)| {
        let aantal = u64::try_from(aantal).map_err(anyhow::Error::from)?;
        Ok((id, aantal))
    };
    rijen.into_iter().map(paar).collect()
}

/// The readable stukken that a thema shares with another, the last changed first.
pub async fn gedeeld(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    (thema, ander): (Uuid, Uuid),
    hoogstens: u64,
) -> Result<Vec<Kop>> {
    let rijen = gedeeld_met(leesrecht, thema, &[ander])
        .order_by_desc(stuk::Column::GewijzigdOp)
        .order_by_asc(stuk::Column::Id)
        .limit(hoogstens)
        .all(conn)
        .await?;
    koppen(rijen)
}
