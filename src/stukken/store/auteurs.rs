//! Who writes a stuk.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    db::tables::{auteur, stuk},
    error::Result,
};

/// The accounts that write a stuk.
pub async fn auteurs(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<BTreeSet<Uuid>> {
    let ids: Vec<Uuid> = auteur::Entity::find()
        .select_only()
        .column(auteur::Column::GebruikerId)
        .filter(auteur::Column::StukId.eq(stuk_id))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Adds a writer; one that is there already stays.
pub async fn voeg_auteur_toe(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    gebruiker_id: Uuid,
    op: DateTime<Utc>,
) -> Result<()> {
    let rij = auteur::ActiveModel {
        stuk_id: Set(stuk_id),
        gebruiker_id: Set(gebruiker_id),
        op: Set(op),
    };
    let eenmaal = OnConflict::columns([auteur::Column::StukId, auteur::Column::GebruikerId])
        .do_nothing_on([auteur::Column::StukId])
        .to_owned();
    auteur::Entity::insert(rij)
        .on_conflict(eenmaal)
        .try_insert()
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Takes a writer away; answers whether there was one.
pub async fn haal_auteur_weg(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    gebruiker_id: Uuid,
) -> Result<bool> {
    let weg = auteur::Entity::delete_by_id((stuk_id, gebruiker_id))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

/// The stukken of an organisatie that somebody writes.
pub async fn geschreven_voor(
    conn: &impl ConnectionTrait,
    organisatie: Uuid,
    gebruiker_id: Uuid,
) -> Result<Vec<Uuid>> {
    let van: sea_orm::RelationDef = auteur::Entity::belongs_to(stuk::Entity)
        .from(auteur::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    Ok(auteur::Entity::find()
        .select_only()
        .column(auteur::Column::StukId)
        .join(JoinType::InnerJoin, van)
        .filter(auteur::Column::GebruikerId.eq(gebruiker_id))
        .filter(stuk::Column::EigenaarId.eq(organisatie))
        .into_tuple()
        .all(conn)
        .await?)
}
