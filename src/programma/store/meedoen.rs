//! Which organisaties took part, and which came after which.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QuerySelect as _, RelationDef,
};
use uuid::Uuid;

use super::{Van, leesbaar};
use crate::{
    db::tables::{organisatie, stuk, toepassing, verband},
    error::Result,
    stukken::{
        Leesrecht,
        model::{Soort, Verbandsoort},
    },
};

/// The organisaties that do something with a readable praktijk, and those that look after a readable praktijk or
/// proefproject themselves.
pub async fn doen_mee(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
) -> Result<BTreeSet<Uuid>> {
    let stukken: RelationDef = toepassing::Entity::belongs_to(stuk::Entity)
        .from(toepassing::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    let mut mee: BTreeSet<Uuid> = toepassing::Entity::find()
        .join(JoinType::InnerJoin, stukken)
        .filter(leesrecht.voorwaarde())
        .select_only()
        .column(toepassing::Column::OrganisatieId)
        .distinct()
        .into_tuple::<Uuid>()
        .all(conn)
        .await?
        .into_iter()
        .collect();
    let van_zichzelf = [Soort::Praktijk, Soort::Proefproject];
    let eigenaren: Vec<Option<Uuid>> = leesbaar(leesrecht, &van_zichzelf, Van::Alle)
        .filter(stuk::Column::EigenaarId.is_not_null())
        .select_only()
        .column(stuk::Column::EigenaarId)
        .distinct()
        .into_tuple()
        .all(conn)
        .await?;
    mee.extend(eigenaren.into_iter().flatten());
    Ok(mee)
}

/// Which organisatie came after which, the later one first.
pub async fn opvolging(conn: &impl ConnectionTrait) -> Result<Vec<(Uuid, Uuid)>> {
    let organisaties: RelationDef = verband::Entity::belongs_to(organisatie::Entity)
        .from(verband::Column::Naar)
        .to(organisatie::Column::StukId)
        .into();
    let paren = verband::Entity::find()
        .join(JoinType::InnerJoin, organisaties)
        .filter(verband::Column::Soort.eq(Verbandsoort::Vervangt.waarde()))
        .select_only()
        .columns([verband::Column::Van, verband::Column::Naar])
        .into_tuple()
        .all(conn)
        .await?;
    Ok(paren)
}
