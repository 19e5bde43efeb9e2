//! All SQL of praktijken.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Praktijk;
use crate::{
    db::{Teksten, per_portie, tables::praktijk},
    error::Result,
    stukken::store::{secties_naar_json, secties_uit_json},
};

/// Writes what is particular to a praktijk, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Praktijk) -> Result<()> {
    let rij = praktijk::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        fase: Set(inhoud.fase.to_string()),
        onderbouwing: Set(inhoud.onderbouwing.to_string()),
        kosten: Set(inhoud.kosten.to_string()),
        uit_bron: Set(inhoud.uit_bron),
        effect: Set(inhoud.effect.to_string()),
    };
    praktijk::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(praktijk::Column::StukId)
                .update_columns([
                    praktijk::Column::Tekst,
                    praktijk::Column::Secties,
                    praktijk::Column::Fase,
                    praktijk::Column::Onderbouwing,
                    praktijk::Column::Kosten,
                    praktijk::Column::UitBron,
                    praktijk::Column::Effect,
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
) -> Result<HashMap<Uuid, Praktijk>> {
    use praktijk::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = praktijk::Entity::find().filter(StukId.is_in(ids));
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

fn inhoud(rij: praktijk::Model) -> Result<Praktijk> {
    let praktijk::Model {
        stuk_id,
        tekst,
        secties,
        fase,
        onderbouwing,
        kosten,
        uit_bron,
        effect,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("praktijk {stuk_id} has a broken {veld}");
    Ok(Praktijk {
        tekst,
        secties: secties_uit_json(&secties).ok_or_else(|| kapot("secties"))?,
        fase: fase.parse().map_err(|()| kapot("fase"))?,
        onderbouwing: onderbouwing.parse().map_err(|()| kapot("onderbouwing"))?,
        kosten: kosten.parse().map_err(|()| kapot("kosten"))?,
        uit_bron,
        effect: effect.parse().map_err(|()| kapot("effect"))?,
    })
}
