//! All SQL of the importer: what was taken in, and finding the stuk a link points at.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QuerySelect as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::model::Verwijzing;
use crate::{
    ctx::Ctx,
    db::{
        per_portie,
        tables::{inlezing, organisatie, stuk},
    },
    error::Result,
    ids::Slug,
    organisaties::model::Organisatiesoort,
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

/// Which of these records were taken in before, by identity.
pub async fn van<'a>(
    conn: &impl ConnectionTrait,
    sleutels: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Inlezing>> {
    let rijen = per_portie(sleutels.map(ToOwned::to_owned), |sleutels| {
        inlezing::Entity::find()
            .filter(inlezing::Column::Sleutel.is_in(sleutels))
            .all(conn)
    });
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
    Ok(rijen.await?.into_iter().map(paar).collect())
}

/// What is known of one record now.
pub async fn een(conn: &impl ConnectionTrait, sleutel: &str) -> Result<Option<Inlezing>> {
    let rij = inlezing::Entity::find_by_id(sleutel.to_owned())
        .one(conn)
        .await?;
    Ok(rij.map(|r| Inlezing {
        stuk_id: r.stuk_id,
        hash: r.hash,
        verbanden_hash: r.verbanden_hash,
    }))
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
    let naar = verwijzing.naar.as_str();
    for manier in [
        stuk::Column::Kenmerk.eq(naar),
        stuk::Column::OfficieelId.eq(naar),
        stuk::Column::ExternId.eq(naar),
        stuk::Column::Slug.eq(naar),
    ] {
        let ids = met(conn, verwijzing.soort, manier).await?;
        if !ids.is_empty() {
            return op_soort(conn, verwijzing, ids).await;
        }
    }
    if verwijzing.soort != Some(Soort::Organisatie) {
        return Ok(Vec::new());
    }
    // A slug is the folded title, whatever name the list is sorted by.
    let slug = Slug::van_titel(naar);
    let ids = met(conn, verwijzing.soort, stuk::Column::Slug.eq(slug.as_str())).await?;
    if !ids.is_empty() {
        return op_soort(conn, verwijzing, ids).await;
    }
    let officieel = organisatie::Entity::find()
        .select_only()
        .column(organisatie::Column::StukId)
        .filter(organisatie::Column::OfficieleNaam.eq(naar))
        .into_tuple();
    op_soort(conn, verwijzing, officieel.all(conn).await?).await
}

async fn met(conn: &impl ConnectionTrait, soort: Option<Soort>, manier: Expr) -> Result<Vec<Uuid>> {
    let mut wat = Condition::all().add(manier);
    if let Some(soort) = soort {
        wat = wat.add(stuk::Column::Soort.eq(soort.waarde()));
    }
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(wat);
    Ok(ids.into_tuple().all(conn).await?)
}

/// In the field `gemeenten` only a gemeente is meant.
async fn op_soort(
    conn: &impl ConnectionTrait,
    verwijzing: &Verwijzing,
    ids: Vec<Uuid>,
) -> Result<Vec<Uuid>> {
    if verwijzing.veld != "gemeenten" {
        return Ok(ids);
    }
    let gemeenten = organisatie::Entity::find()
        .select_only()
        .column(organisatie::Column::StukId)
        .filter(organisatie::Column::StukId.is_in(ids))
        .filter(organisatie::Column::Organisatiesoort.eq(Organisatiesoort::Gemeente.waarde()));
    Ok(gemeenten.into_tuple().all(conn).await?)
}
