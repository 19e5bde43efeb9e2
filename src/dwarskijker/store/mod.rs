//! All SQL of the dwarskijker: bevindingen here, who was asked to reply ([`wederhoor`]) and through whom
//! ([`contacten`]), and what is kept per thema ([`notities`]).

pub mod contacten;
pub mod notities;
pub mod wederhoor;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Bevinding;
use crate::{
    db::{Teksten, per_portie, tables::bevinding},
    error::Result,
    stukken::store::{secties_naar_json, secties_uit_json},
};

/// Writes what is particular to a bevinding, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Bevinding) -> Result<()> {
    let aanbevelingen =
        serde_json::to_string(&inhoud.aanbevelingen).map_err(anyhow::Error::from)?;
    let rij = bevinding::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        aanbevelingen: Set(aanbevelingen),
        thema_id: Set(inhoud.thema),
        verbetert_id: Set(inhoud.verbetert),
        ronde: Set(inhoud.ronde),
        hash: Set(inhoud.hash.clone()),
        vastgesteld_op: Set(inhoud.vastgesteld_op),
    };
    bevinding::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(bevinding::Column::StukId)
                .update_columns([
                    bevinding::Column::Tekst,
                    bevinding::Column::Secties,
                    bevinding::Column::Aanbevelingen,
                    bevinding::Column::ThemaId,
                    bevinding::Column::VerbetertId,
                    bevinding::Column::Ronde,
                    bevinding::Column::Hash,
                    bevinding::Column::VastgesteldOp,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// What is particular to the given stukken, by id.
pub async fn laad(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    teksten: Teksten,
) -> Result<HashMap<Uuid, Bevinding>> {
    use bevinding::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = bevinding::Entity::find().filter(StukId.is_in(ids));
        teksten
            .van(rijen, &[(Tekst, "''"), (Secties, "'[]'")])
            .all(conn)
    });
    let rijen = rijen.await?;
    rijen
        .into_iter()
        .map(|rij| Ok((rij.stuk_id, inhoud(rij)?)))
        .collect()
}

/// The bevindingen in the dossier of a thema, in whatever state: who may read them is for the caller.
pub async fn van_thema(conn: &impl ConnectionTrait, thema: Uuid) -> Result<Vec<Uuid>> {
    let ids = bevinding::Entity::find()
        .select_only()
        .column(bevinding::Column::StukId)
        .filter(bevinding::Column::ThemaId.eq(thema))
        .order_by_asc(bevinding::Column::StukId)
        .into_tuple();
    Ok(ids.all(conn).await?)
}

/// The bevindingen that correct one, in whatever state.
pub async fn verbeteringen(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Uuid>> {
    let ids = bevinding::Entity::find()
        .select_only()
        .column(bevinding::Column::StukId)
        .filter(bevinding::Column::VerbetertId.eq(id))
        .order_by_asc(bevinding::Column::StukId)
        .into_tuple();
    Ok(ids.all(conn).await?)
}

/// The bevindingen that were ever sent for a reply and are not established.
pub async fn onderweg(conn: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let ids = bevinding::Entity::find()
        .select_only()
        .column(bevinding::Column::StukId)
        .filter(bevinding::Column::Ronde.gt(0))
        .filter(bevinding::Column::VastgesteldOp.is_null())
        .order_by_asc(bevinding::Column::StukId)
        .into_tuple();
    Ok(ids.all(conn).await?)
}

fn inhoud(rij: bevinding::Model) -> Result<Bevinding> {
    let id = rij.stuk_id;
    let kapot = |veld: &str| anyhow::anyhow!("bevinding {id} has a broken {veld}");
    Ok(Bevinding {
        tekst: rij.tekst,
        secties: secties_uit_json(&rij.secties).ok_or_else(|| kapot("secties"))?,
        aanbevelingen: serde_json::from_str(&rij.aanbevelingen)
            .map_err(|_| kapot("aanbevelingen"))?,
        thema: rij.thema_id,
        verbetert: rij.verbetert_id,
        ronde: rij.ronde,
        hash: rij.hash,
        vastgesteld_op: rij.vastgesteld_op,
    })
}
