//! All SQL of the importer: what was taken in, and finding the stuk a link points at.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Verwijzing;
use crate::{
    ctx::Ctx,
    db::tables::{inlezing, stuk},
    error::Result,
    ids::vouw,
    stukken::model::Soort,
};

/// What is known of a record that was taken in before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inlezing {
    /// The stuk it became.
    pub stuk_id: Uuid,
    /// Hash of what it said.
    pub hash: String,
    /// Hash of the links that were made; empty when that is still to be done.
    pub verbanden_hash: String,
}

/// Everything that was taken in before, by identity.
pub async fn alle(conn: &impl ConnectionTrait) -> Result<HashMap<String, Inlezing>> {
    let rijen = inlezing::Entity::find().all(conn).await?;
    let paar = |r: inlezing::Model| {
        let inlezing::Model {
            sleutel,
            stuk_id,
            hash,
            verbanden_hash,
            op: _,
        } = r;
        (
            sleutel,
            Inlezing {
                stuk_id,
                hash,
                verbanden_hash,
            },
        )
    };
    Ok(rijen.into_iter().map(paar).collect())
}

/// Notes what a record became.
pub async fn bewaar(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    sleutel: &str,
    inlezing: &Inlezing,
) -> Result<()> {
    let rij = inlezing::ActiveModel {
        sleutel: Set(sleutel.to_owned()),
        stuk_id: Set(inlezing.stuk_id),
        hash: Set(inlezing.hash.clone()),
        verbanden_hash: Set(inlezing.verbanden_hash.clone()),
        op: Set(ctx.now),
    };
    inlezing::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(inlezing::Column::Sleutel)
                .update_columns([
                    inlezing::Column::StukId,
                    inlezing::Column::Hash,
                    inlezing::Column::VerbandenHash,
                    inlezing::Column::Op,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The stukken that a link may mean: by slug, kenmerk, official id or externId, and for an
/// organisatie also by its name. The best way of naming wins; more than one answer is a doubt.
pub async fn doelen(conn: &impl ConnectionTrait, verwijzing: &Verwijzing) -> Result<Vec<Uuid>> {
    let naar = &verwijzing.naar;
    let op_naam = verwijzing.soort == Some(Soort::Organisatie);
    let mut manieren = vec![
        stuk::Column::Kenmerk.eq(naar),
        stuk::Column::OfficieelId.eq(naar),
        stuk::Column::ExternId.eq(naar),
        stuk::Column::Slug.eq(naar),
    ];
    if op_naam {
        manieren.push(stuk::Column::Sorteer.eq(vouw(naar)));
    }
    for manier in manieren {
        let mut wat = Condition::all().add(manier);
        if let Some(soort) = verwijzing.soort {
            wat = wat.add(stuk::Column::Soort.eq(soort.waarde()));
        }
        let ids: Vec<Uuid> = stuk::Entity::find()
            .select_only()
            .column(stuk::Column::Id)
            .filter(wat)
            .into_tuple()
            .all(conn)
            .await?;
        if !ids.is_empty() {
            return Ok(ids);
        }
    }
    Ok(Vec::new())
}
