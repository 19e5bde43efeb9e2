//! All SQL of the overview. What is counted comes from the features that keep it; only what is in how
//! many places is asked here, because the home page can't read every knelpunt for that.

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    db::tables::{stuk, verband},
    error::Result,
    knelpunten::model::Status,
    stukken::{
        Leesrecht,
        model::{Soort, Verbandsoort},
    },
};

/// The readable knelpunten in one of these states that play in the most places, the most first.
pub async fn meest_gedeeld(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    statussen: &[Status],
    hoogstens: u64,
) -> Result<Vec<Uuid>> {
    let verbanden: RelationDef = stuk::Entity::belongs_to(verband::Entity)
        .from(stuk::Column::Id)
        .to(verband::Column::Van)
        .into();
    // A place that its bron names and that somebody reported is there twice.
    let plekken = Expr::col((verband::Entity, verband::Column::Naar)).count_distinct();
    let ids = stuk::Entity::find()
        .join(JoinType::InnerJoin, verbanden)
        .filter(stuk::Column::Soort.eq(Soort::Knelpunt.waarde()))
        .filter(stuk::Column::Status.is_in(statussen.iter().map(|s| s.waarde())))
        .filter(verband::Column::Soort.eq(Verbandsoort::SpeeltOokIn.waarde()))
        .filter(leesrecht.voorwaarde())
        .select_only()
        .column(stuk::Column::Id)
        .group_by(stuk::Column::Id)
        .order_by_desc(plekken)
        .order_by_asc(stuk::Column::Id)
        .limit(hoogstens)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}
