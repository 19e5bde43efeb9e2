//! All SQL of themas.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Thema;
use crate::{
    db::{Teksten, per_portie, tables::thema},
    error::Result,
    stukken::store::{secties_naar_json, secties_uit_json},
};

/// Writes what is particular to a thema, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Thema) -> Result<()> {
    let rij = thema::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
    };
    thema::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(thema::Column::StukId)
                .update_columns([thema::Column::Tekst, thema::Column::Secties])
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
) -> Result<HashMap<Uuid, Thema>> {
    use thema::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = thema::Entity::find().filter(StukId.is_in(ids));
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

fn inhoud(rij: thema::Model) -> Result<Thema> {
    let thema::Model {
        stuk_id,
        tekst,
        secties,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("thema {stuk_id} has a broken {veld}");
    Ok(Thema {
        tekst,
        secties: secties_uit_json(&secties).ok_or_else(|| kapot("secties"))?,
    })
}
