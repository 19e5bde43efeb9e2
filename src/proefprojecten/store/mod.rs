//! All SQL of proefprojecten: what they say, and what was decided ([`besluiten`]).

pub mod besluiten;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Periode, Proefproject};
use crate::{
    db::{Teksten, per_portie, tables::proefproject},
    error::Result,
    stukken::store::{secties_naar_json, secties_uit_json},
};

/// Writes what is particular to a proefproject, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Proefproject) -> Result<()> {
    let rij = proefproject::ActiveModel {
        stuk_id: Set(id),
        tekst: Set(inhoud.tekst.clone()),
        secties: Set(secties_naar_json(&inhoud.secties)?),
        stand: Set(inhoud.stand.to_string()),
        begin: Set(inhoud.periode.begin),
        einde: Set(inhoud.periode.einde),
        besloten_op: Set(inhoud.besloten_op),
        uit_bron: Set(inhoud.uit_bron),
    };
    proefproject::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(proefproject::Column::StukId)
                .update_columns([
                    proefproject::Column::Tekst,
                    proefproject::Column::Secties,
                    proefproject::Column::Stand,
                    proefproject::Column::Begin,
                    proefproject::Column::Einde,
                    proefproject::Column::BeslotenOp,
                    proefproject::Column::UitBron,
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
) -> Result<HashMap<Uuid, Proefproject>> {
    use proefproject::Column::{Secties, StukId, Tekst};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = proefproject::Entity::find().filter(StukId.is_in(ids));
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

fn inhoud(rij: proefproject::Model) -> Result<Proefproject> {
    let proefproject::Model {
        stuk_id,
        tekst,
        secties,
        stand,
        begin,
        einde,
        besloten_op,
        uit_bron,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("proefproject {stuk_id} has a broken {veld}");
    Ok(Proefproject {
        tekst,
        secties: secties_uit_json(&secties).ok_or_else(|| kapot("secties"))?,
        stand: stand.parse().map_err(|()| kapot("stand"))?,
        periode: Periode { begin, einde },
        besloten_op,
        uit_bron,
    })
}
