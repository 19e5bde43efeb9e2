//! All SQL of publicaties.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::Publicatie;
use crate::{
    db::{Teksten, per_portie, tables::publicatie},
    error::Result,
    stukken::store::{secties_naar_json, secties_uit_json},
};

/// Writes what is particular to a publicatie, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Publicatie) -> Result<()> {
    let rij = publicatie::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        publicatiesoort: Set(inhoud.publicatiesoort.to_string()),
        auteur: Set(inhoud.auteur.clone()),
    };
    publicatie::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(publicatie::Column::StukId)
                .update_columns([
                    publicatie::Column::Tekst,
                    publicatie::Column::Secties,
                    publicatie::Column::Publicatiesoort,
                    publicatie::Column::Auteur,
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
) -> Result<HashMap<Uuid, Publicatie>> {
    use publicatie::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = publicatie::Entity::find().filter(StukId.is_in(ids));
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

fn inhoud(rij: publicatie::Model) -> Result<Publicatie> {
    let publicatie::Model {
        stuk_id,
        tekst,
        secties,
        publicatiesoort,
        auteur,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("publicatie {stuk_id} has a broken {veld}");
    Ok(Publicatie {
        tekst,
        secties: secties_uit_json(&secties).ok_or_else(|| kapot("secties"))?,
        publicatiesoort: publicatiesoort
            .parse()
            .map_err(|()| kapot("publicatiesoort"))?,
        auteur,
    })
}
