//! All SQL of regelingen.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Regeling, Regelingnaam};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{regeling, stuk},
    },
    error::Result,
    stukken::{
        Leesrecht,
        store::{secties_naar_json, secties_uit_json},
    },
};

/// Writes what is particular to a regeling, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Regeling) -> Result<()> {
    let rij = regeling::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        regelingsoort: Set(inhoud.regelingsoort.to_string()),
        afkorting: Set(inhoud.afkorting.clone()),
        artikelen: Set(serde_json::to_string(&inhoud.artikelen).map_err(anyhow::Error::from)?),
    };
    regeling::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(regeling::Column::StukId)
                .update_columns([
                    regeling::Column::Tekst,
                    regeling::Column::Secties,
                    regeling::Column::Regelingsoort,
                    regeling::Column::Afkorting,
                    regeling::Column::Artikelen,
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
) -> Result<HashMap<Uuid, Regeling>> {
    use regeling::Column::{Artikelen, Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = regeling::Entity::find().filter(StukId.is_in(ids));
        teksten
            .van(
                rijen,
                &[(Tekst, "''"), (Secties, "'[]'"), (Artikelen, "'[]'")],
            )
            .all(conn)
    });
    let rijen = rijen.await?;
    rijen
        .into_iter()
        .map(|rij| Ok((rij.stuk_id, inhoud(rij)?)))
        .collect()
}

fn inhoud(rij: regeling::Model) -> Result<Regeling> {
    let regeling::Model {
        stuk_id,
        tekst,
        secties,
        regelingsoort,
        afkorting,
        artikelen,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("regeling {stuk_id} has a broken {veld}");
    Ok(Regeling {
        tekst,
        secties: secties_uit_json(&secties).ok_or_else(|| kapot("secties"))?,
        regelingsoort: regelingsoort.parse().map_err(|()| kapot("regelingsoort"))?,
        afkorting,
        artikelen: serde_json::from_str(&artikelen).map_err(|_| kapot("artikelen"))?,
    })
}

/// What the readable regelingen are called.
pub async fn namen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
) -> Result<Vec<Regelingnaam>> {
    let regeling = stuk::Entity::belongs_to(regeling::Entity)
        .from(stuk::Column::Id)
        .to(regeling::Column::StukId);
    let rijen: Vec<(Uuid, String, String)> = stuk::Entity::find()
        .join(JoinType::InnerJoin, regeling.into())
        .filter(leesrecht.voorwaarde())
        .select_only()
        .columns([stuk::Column::Id, stuk::Column::Titel])
        .column(regeling::Column::Afkorting)
        .into_tuple()
        .all(conn)
        .await?;
    let naam = |(id, titel, afkorting)| Regelingnaam {
        id,
        titel,
        afkorting,
    };
    Ok(rijen.into_iter().map(naam).collect())
}
