//! The rows of bijlagen.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    db::{
        per_portie,
        tables::{bijlage, leesrecht},
    },
    error::Result,
    stukken::{Leesrecht, model::bijlage::Bijlage},
};

/// The bijlagen of a stuk that this reader may read, of a stuk that they may read: oldest first.
pub async fn bijlagen(
    conn: &impl ConnectionTrait,
    lezer: &Leesrecht,
    stuk_id: Uuid,
) -> Result<Vec<Bijlage>> {
    let rijen = bijlage::Entity::find()
        .filter(bijlage::Column::StukId.eq(stuk_id))
        .filter(bijlage::Column::VerwijderdOp.is_null())
        .filter(lezer.voorwaarde_deel((bijlage::Entity, bijlage::Column::Id)))
        .order_by_asc(bijlage::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(lees).collect()
}

/// One that is still there, whoever may read it.
pub async fn bijlage(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Bijlage>> {
    let rij = bijlage::Entity::find_by_id(id)
        .filter(bijlage::Column::VerwijderdOp.is_null())
        .one(conn)
        .await?;
    rij.map(lees).transpose()
}

/// Adds a row.
pub async fn voeg_bijlage_toe(
    conn: &impl ConnectionTrait,
    bijlage: &Bijlage,
    door: String,
) -> Result<()> {
    let rij = bijlage::ActiveModel {
        id: Set(bijlage.id),
        stuk_id: Set(bijlage.stuk_id),
        titel: Set(bijlage.titel.clone()),
        omschrijving: Set(bijlage.omschrijving.clone()),
        bestandsnaam: Set(bijlage.bestandsnaam.clone()),
        soort: Set(bijlage.soort.to_string()),
        grootte: Set(i64::try_from(bijlage.grootte).map_err(anyhow::Error::from)?),
        sha256: Set(bijlage.sha256.clone()),
        scan: Set(bijlage.scan.to_string()),
        door: Set(door),
        op: Set(bijlage.op),
        verwijderd_op: Set(None),
    };
    bijlage::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Leaves of a bijlage that it was there: not what it was called. False when it was gone already.
pub async fn wis_bijlage(conn: &impl ConnectionTrait, id: Uuid, op: DateTime<Utc>) -> Result<bool> {
    let rij = bijlage::ActiveModel {
        id: Unchanged(id),
        titel: Set(String::new()),
        omschrijving: Set(String::new()),
        bestandsnaam: Set(String::new()),
        verwijderd_op: Set(Some(op)),
        stuk_id: NotSet,
        soort: NotSet,
        grootte: NotSet,
        sha256: NotSet,
        scan: NotSet,
        door: NotSet,
        op: NotSet,
    };
    let gewist = bijlage::Entity::update_many()
        .set(rij)
        .filter(bijlage::Column::Id.eq(id))
        .filter(bijlage::Column::VerwijderdOp.is_null())
        .exec(conn)
        .await?;
    Ok(gewist.rows_affected == 1)
}

/// The keys of a stuk, or a part's own.
pub async fn sleutels_van(conn: &impl ConnectionTrait, deel_id: Uuid) -> Result<Vec<Sleutel>> {
    let rijen = leesrecht::Entity::find()
        .filter(leesrecht::Column::DeelId.eq(deel_id))
        .all(conn)
        .await?;
    let sleutel = |rij: leesrecht::Model| {
        let kapot = |()| anyhow::anyhow!("{deel_id} has the unknown key {}", rij.sleutel);
        Ok(rij.sleutel.parse().map_err(kapot)?)
    };
    rijen.into_iter().map(sleutel).collect()
}

/// Which of these numbers are of a bijlage that is still there.
pub async fn bestaande_bijlagen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>> {
    let gevonden = per_portie(ids.iter().copied(), |ids| {
        bijlage::Entity::find()
            .select_only()
            .column(bijlage::Column::Id)
            .filter(bijlage::Column::Id.is_in(ids))
            .filter(bijlage::Column::VerwijderdOp.is_null())
            .into_tuple::<Uuid>()
            .all(conn)
    });
    Ok(gevonden.await?.into_iter().collect())
}

fn lees(rij: bijlage::Model) -> Result<Bijlage> {
    let id = rij.id;
    let kapot = |veld: &str| anyhow::anyhow!("bijlage {id} has a broken {veld}");
    Ok(Bijlage {
        id,
        stuk_id: rij.stuk_id,
        titel: rij.titel,
        omschrijving: rij.omschrijving,
        bestandsnaam: rij.bestandsnaam,
        soort: rij.soort.parse().map_err(|()| kapot("soort"))?,
        grootte: u64::try_from(rij.grootte).map_err(|_| kapot("grootte"))?,
        sha256: rij.sha256,
        scan: rij.scan.parse().map_err(|()| kapot("scan"))?,
        op: rij.op,
    })
}
